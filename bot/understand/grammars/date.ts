import { addDays, type LocalDate } from "../../../src/kit/clock.ts";
import type { DateRule, Period } from "./date-rule.ts";
import { findPeriods, type NamedPeriod } from "./date-scan.ts";
import type { Found } from "./found.ts";

/** When a course should start; both ends included, an open end left out. */
export interface DateRange {
  from?: LocalDate;
  to?: LocalDate;
}

const JOIN = /^(?:之?间?)?(?:到|至|~|-{1,2}|—{1,2}|–|或者?|和|、)$/;
const BEHIND_BEFORE = /^(?:结束)?(?:或|及|以|之)?(?:以|之)?前(?!面|台|端|途|后)/;
const BEHIND_AFTER =
  /^(?:放?假)?(?:或|及|以|之)?(?:以|之|过|往)?后(?!面|天|勤|台|端|悔|期|边)|^(?:耍|玩|忙|放)?(?:完|完了|收假)(?:了)?(?:以后|之后|后|再)?|^(?:过了|过完|一过|结束|完了?|考完)(?:以后|之后|后)?|^(?:开始|起)/;
const AHEAD_BEFORE = /(?:最晚|最迟|不晚于|截止到?|赶在)$/;
const AHEAD_AFTER = /(?:过完|过了|等过|最早|不早于|自从?)$/;

/** 5月到6月, 国庆前, 15号以后: what was said around the period of which only one end is meant. */
interface Edged {
  range: DateRange;
  end: number;
}

function edged(text: string, start: number, end: number, period: Period): Edged {
  const [ahead, behind] = [text.slice(Math.max(0, start - 4), start), text.slice(end, end + 8)];
  if (period.isOpen) return { range: { from: period.from }, end };
  if (period.isClosed) return { range: { to: period.to }, end };
  const before = BEHIND_BEFORE.exec(behind)?.[0];
  if (before === undefined && AHEAD_BEFORE.test(ahead)) return { range: { to: period.to }, end };
  if (before !== undefined)
    return { range: { to: period.before ?? addDays(period.from, -1) }, end: end + before.length };
  const after = BEHIND_AFTER.exec(behind)?.[0];
  if (after !== undefined || AHEAD_AFTER.test(ahead)) {
    const isStart = after !== undefined && /^(?:开始|起)/.test(after);
    return { range: { from: isStart ? period.from : (period.after ?? period.from) }, end: end + (after?.length ?? 0) };
  }
  return { range: { from: period.from, to: period.to }, end };
}

/** Two periods with 到 between them are one; the second is read from where the first begins. */
function joined(text: string, first: Found<NamedPeriod>, second: Found<NamedPeriod> | undefined): Period | undefined {
  if (second === undefined || second.start - first.end > 3 || first.value.period.isOpen) return undefined;
  if (!JOIN.test(text.slice(first.end, second.start).trim())) return undefined;
  const { from } = first.value.period;
  const next = second.value.readFrom(from);
  return next === undefined || next.isOpen || next.to < from ? undefined : { from, to: next.to };
}

/** A course starts today or later: what is wholly past says nothing, what has begun is cut. */
function lyingAhead({ from, to }: DateRange, today: LocalDate): DateRange | undefined {
  if (to !== undefined && to < today) return undefined;
  const start = from !== undefined && from < today ? today : from;
  return { ...(start !== undefined && { from: start }), ...(to !== undefined && { to }) };
}

/** 我今年45 and 今年想学 do not speak of the start. */
const saysNothing = (text: string, { start, end }: Found<NamedPeriod>): boolean =>
  text.slice(start, end) === "今年" && !/^(?:之?内|里|还有|有|开|的)/.test(text.slice(end, end + 2));

/** The stretches of days a text names, past or to come, in its order. @param rules more ways to name a period */
export function findRanges(text: string, today: LocalDate, rules: readonly DateRule[] = []): Found<DateRange>[] {
  const periods = findPeriods(text, today, rules).filter((each) => !saysNothing(text, each));
  const found: Found<DateRange>[] = [];
  for (let at = 0; at < periods.length; at++) {
    const [first, second] = [periods[at], periods[at + 1]];
    if (first === undefined) continue;
    const both = joined(text, first, second);
    if (both !== undefined) at++;
    const last = both === undefined ? first : (second ?? first);
    const { range, end } = edged(text, first.start, last.end, both ?? first.value.period);
    found.push({ start: first.start, end, value: range, reason: first.reason });
  }
  return found;
}

/** When the course should start, read against today (a day in China), in the order of the text. */
export const findDates = (text: string, today: LocalDate): Found<DateRange>[] =>
  findRanges(text, today).flatMap((found) => {
    const value = lyingAhead(found.value, today);
    return value === undefined ? [] : [{ ...found, value }];
  });
