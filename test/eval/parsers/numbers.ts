import { findAll } from "../../../bot/understand/grammars/found.ts";
import { findMoney } from "../../../bot/understand/grammars/money.ts";
import { NUMBER, NUMBER_START, readNumber } from "../../../bot/understand/grammars/number.ts";
import { findOrdinals } from "../../../bot/understand/grammars/ordinal.ts";
import { asRead, type DucklingRow, isNear, type RecognizersRow } from "./row.ts";

const IN_TEXT = new RegExp(`${NUMBER_START}(?:负|-)?${NUMBER}`, "g");

/** A row is right when exactly its numbers are found, in order; of 三千多 the lower end counts, as in the labels. */
const isSameList = (found: readonly (number | undefined)[], wanted: readonly number[]): boolean =>
  found.length === wanted.length && found.every((value, at) => value !== undefined && isNear(value, wanted[at] ?? 0));

const valuesOf = ({ results }: RecognizersRow): number[] => results.map(({ resolution }) => Number(resolution?.value));

export function isNumeralRight({ text, expect }: DucklingRow): boolean {
  const wanted = Number(/\(?(-?[\d.]+)\)?$/.exec(expect)?.[1]);
  const found = readNumber(asRead(text));
  return found !== undefined && isNear(found.min, wanted);
}

export const isNumberRight = (row: RecognizersRow): boolean =>
  isSameList(
    findAll(asRead(row.text), IN_TEXT, "number", ([number]) => readNumber(number)?.min).map(({ value }) => value),
    valuesOf(row),
  );

export const isOrdinalRight = (row: RecognizersRow): boolean =>
  isSameList(
    findOrdinals(asRead(row.text)).map(({ value }) => (typeof value === "number" ? value : undefined)),
    valuesOf(row),
  );

/** `[20,30)`: whether an end is open is not told by how people say it, so only the numbers count. */
export function isRangeRight(row: RecognizersRow): boolean {
  const found = findMoney(asRead(row.text)).filter(({ value }) => value.bound !== "exact" || value.min !== value.max);
  const ends = found.map(({ value: { bound, min, max } }) => [
    bound === "at most" ? undefined : min / 100,
    bound === "at least" ? undefined : max / 100,
  ]);
  const wanted = row.results.map(({ resolution }) =>
    [...(/[[(]([^,]*),([^\])]*)/.exec(`${resolution?.value}`) ?? [])]
      .slice(1)
      .map((end) => (end === "" ? undefined : Number(end))),
  );
  return JSON.stringify(ends) === JSON.stringify(wanted);
}
