import { findYearsOfAge } from "../../../bot/understand/grammars/age.ts";
import { findDistances } from "../../../bot/understand/grammars/distance.ts";
import { findLengths } from "../../../bot/understand/grammars/duration.ts";
import { findMoney } from "../../../bot/understand/grammars/money.ts";
import { asRead, type DucklingRow, isNear, type JionlpMoneyRow, type RecognizersRow } from "./row.ts";

/** What a Duckling label says: its numbers, and which ends of the range are said. */
function labelOf(expect: string): { unit: string; low: number | undefined; high: number | undefined } {
  const [, kind = "", unit = "", first, second] =
    /^(simple|under|above|between|DurationData) ?(?:(\w+) )?\(?([\d.]+)(?:, ([\d.]+))?/.exec(expect) ?? [];
  const [low, high] = [Number(first), Number(second ?? first)];
  return { unit, low: kind === "under" ? undefined : low, high: kind === "above" ? undefined : high };
}

const isEnd = (found: number, wanted: number | undefined): boolean => wanted === undefined || isNear(found, wanted);

export function isDucklingMoneyRight({ text, expect }: DucklingRow): boolean {
  const [money, ...others] = findMoney(asRead(text)).map(({ value }) => value);
  const { unit, low, high } = labelOf(expect);
  const scale = unit === "Cent" ? 1 : 100;
  const isCurrency = unit !== "HKD" || money?.currency === "港元";
  if (money === undefined || others.length > 0 || !isCurrency) return false;
  return isEnd(money.min / scale, low) && isEnd(money.max / scale, high);
}

const METRES: Readonly<Record<string, number>> = { Centimetre: 0.01, Metre: 1, Kilometre: 1000, Mile: 1609.344 };

export function isDistanceRight({ text, expect }: DucklingRow): boolean {
  const [distance, ...others] = findDistances(asRead(text)).map(({ value }) => value);
  const { unit, low, high } = labelOf(expect);
  const metres = METRES[unit];
  if (distance === undefined || others.length > 0 || metres === undefined) return false;
  return isEnd(distance.minMetres / metres, low) && isEnd(distance.maxMetres / metres, high);
}

const DAYS: Readonly<Record<string, number>> = { Second: 1 / 86_400, Minute: 1 / 1440, Hour: 1 / 24, Day: 1 };

/** A year and three months are 455 days here, as in the grammar; 27 months are 810. */
const daysOfLabel = (count: number, unit: string): number[] =>
  unit === "Month" ? [count * 30, Math.floor(count / 12) * 365 + (count % 12) * 30] : [count * (DAYS[unit] ?? 0)];

export function isDurationRight({ text, expect }: DucklingRow): boolean {
  const [, count = "", unit = ""] = /^DurationData (\d+) (\w+)/.exec(expect) ?? [];
  const [length, ...others] = findLengths(asRead(text)).map(({ value }) => value);
  if (length === undefined || others.length > 0) return false;
  return daysOfLabel(Number(count), unit).some((days) => isNear(length.minDays, days));
}

export function isJionlpMoneyRight({ text, expect }: JionlpMoneyRow): boolean {
  const [money, ...others] = findMoney(asRead(text)).map(({ value }) => value);
  const [low, high = low] = [expect.num].flat().map((sum) => Math.round(Number(sum) * 100));
  if (money === undefined || others.length > 0 || money.currency !== expect.case) return false;
  return expect.definition === "blur-" ? money.max === high : money.min === low && (money.max === high || high === low);
}

export function isCurrencyRight({ text, results }: RecognizersRow): boolean {
  const found = findMoney(asRead(text)).filter(({ value }) => value.hasUnit);
  const wanted = results.map(({ resolution }) => Math.round(Number(resolution?.value) * 100));
  const isYuan = results.map(({ resolution }) => resolution?.unit === "Chinese yuan");
  return (
    found.length === wanted.length &&
    found.every(({ value }, at) => isNear(value.min, wanted[at] ?? 0) && (value.currency === "元") === isYuan[at])
  );
}

export function isAgeRight({ text, results }: RecognizersRow): boolean {
  const wanted = results.map(({ resolution }) => `${resolution?.value} ${resolution?.unit}`);
  return JSON.stringify(findYearsOfAge(asRead(text)).map(({ value }) => `${value} Year`)) === JSON.stringify(wanted);
}
