import type { LocalDate } from "../../src/kit/clock.ts";
import { type Clause, clausesOf } from "./clauses.ts";
import { findBeginners } from "./grammars/beginner.ts";
import { findCleared } from "./grammars/clear.ts";
import { findDates } from "./grammars/date.ts";
import { findFeeLimits } from "./grammars/fee.ts";
import type { Found } from "./grammars/found.ts";
import { findGroups } from "./grammars/group.ts";
import { findLevels } from "./grammars/level.ts";
import { findModes } from "./grammars/mode.ts";
import { findNear } from "./grammars/near.ts";
import { findOrdinalPair, findOrdinals } from "./grammars/ordinal.ts";
import { findRadii } from "./grammars/radius.ts";
import { isRefused } from "./grammars/role.ts";
import { findAtWork, findSchedules } from "./grammars/schedule.ts";
import { findSorts } from "./grammars/sort.ts";
import { findSubsidyWishes } from "./grammars/subsidy.ts";
import type { Slots, Span } from "./meaning.ts";

/** What the grammars say, with where they say it. */
export interface Filters {
  slots: Slots;
  spans: Span[];
  explain: string[];
}

type Taken = readonly { start: number; end: number }[];

/** 免费不, 是不是免费的, 要不要钱: a question about what is shown. */
const isAsked = (text: string, { start, end }: { start: number; end: number }): boolean =>
  (/^(?:的)?(?:吗|不|没|么|嘛不|没有)?[?？。]*$/.test(text.slice(end)) &&
    (/(?:吗|不|没|么|没有)[?？。]*$/.test(text.slice(end)) ||
      /(?:是不是|会不会|都|算不算|真的)(?:都)?(?:是)?$/.test(text.slice(0, start)))) ||
  /^(?:的)?[，, ]?(?:是)?(?:真的假的|真的吗|是不是真的|是真的不|真的不)/.test(text.slice(end));

/** A day in a story: 去年六月毕业, 三月初就交了, 下个月店就要开张. */
const TOLD_BEFORE = /(?:去年|前年|上个?月|上周|昨天|当年|那年|从|自从)[^，。]{0,4}$/;
const TOLD_AFTER =
  /^(?:份|初|底|中旬)?(?:就|刚|才|都|已经|从|我)?(?:交(?:了|的)|考(?:了|的|过)|拿(?:了|的|到)|毕业|退(?:役|伍|休)|报(?:了|的)|办(?:了|的)|领(?:了|的)|买|卖|倒闭|关|到期|满|拆|没(?:有)?(?:考|得)|落榜|店就|要开张|还要|娃|孩子|到家|回来(?!学|再)|回家)/;
/** 9月1号娃儿开学了我才有空: from then on. */
const FREE_AFTER = /才(?:有|得)?(?:空|时间)|走得脱|(?:有|得)空/;
const EDGED = /(?:前|后|起|之间|以内)$/;
const START_AFTER = /^[^，。]{0,10}(?:开|上课|班|课|学|培训|报|起)/;

/** Of several days the one that speaks of the class, else the last; days of a story do not count. */
function pickWish<Value>(
  text: string,
  clauses: readonly Clause[],
  found: readonly Found<Value>[],
): Found<Value> | undefined {
  const wished = found.filter(
    ({ start, end }) =>
      !(text[start] === "年" && /[去前今明]/.test(text[start - 1] ?? "")) &&
      (!TOLD_AFTER.test(text.slice(end, end + 8)) || FREE_AFTER.test(text.slice(end, end + 14))) &&
      !TOLD_BEFORE.test(text.slice(Math.max(0, start - 8), start)) &&
      !isRefused(text, clauses, start, end),
  );
  const weight = ({ start, end }: Found<Value>): number =>
    (START_AFTER.test(text.slice(end, end + 14)) ? 1 : 0) + (EDGED.test(text.slice(start, end)) ? 1 : 0);
  const most = Math.max(0, ...wished.map(weight));
  return wished.findLast((each) => weight(each) === most);
}

/**
 * Runs every grammar over the text.
 * @param taken spans of names, which are not read again: 高级 inside a name is no level
 * @param groups who is spoken of, where that has been read already
 */
export function findFilters(text: string, today: LocalDate, taken: Taken, groups = findGroups(text)): Filters {
  const spans: Span[] = [];
  const explain: string[] = [];
  const pickAll = <Value>(what: string, found: Found<Value>[]): Found<Value>[] => {
    const free = found.filter(({ start, end }) => !taken.some((span) => start < span.end && span.start < end));
    for (const { start, end, value, reason } of free) {
      spans.push({ start, end, what });
      explain.push(`${what}: ${text.slice(start, end)} → ${JSON.stringify(value)} (${reason})`);
    }
    return free;
  };
  const pick = <Value>(what: string, found: Found<Value>[]): Found<Value> | undefined => pickAll(what, found)[0];
  const slots: Slots = {};
  const clauses = clausesOf(text);
  const negated: NonNullable<Slots["negated"]> = {};

  const cleared = findCleared(text);
  if (pick("cleared", cleared) !== undefined) slots.cleared = cleared.map(({ value }) => value);
  const isCleared = (start: number): boolean => cleared.some((span) => start >= span.start && start < span.end);

  /** 不要线上的，要线下的: one is refused, the other wanted. */
  const wantedOf = <Value>(what: string, found: Found<Value>[], refuse: (value: Value) => void): Value | undefined => {
    const free = pickAll(what, found).filter(({ start }) => !isCleared(start));
    for (const { start, end, value } of free) if (isRefused(text, clauses, start, end)) refuse(value);
    return free.filter(({ start, end }) => !isRefused(text, clauses, start, end)).at(-1)?.value;
  };
  const level = wantedOf("level", findLevels(text), (value) => (negated.level = value));
  if (level !== undefined) slots.level = level;
  const mode = wantedOf("mode", findModes(text), (value) => (negated.mode = value));
  if (mode !== undefined) slots.mode = mode;
  const dates = pickWish(text, clauses, pickAll("date", findDates(text, today)));
  if (dates?.value.from !== undefined) slots.startsAfter = dates.value.from;
  if (dates?.value.to !== undefined) slots.startsBefore = dates.value.to;
  if (dates?.reason === "school holidays") slots.isHoliday = true;
  const schedules = findSchedules(text).filter(
    ({ start }) => dates === undefined || start >= dates.end || start < dates.start,
  );
  const schedule = wantedOf("schedule", schedules, (value) => (negated.schedule = value));
  if (schedule !== undefined) slots.schedule = schedule;
  if (pick("at work", findAtWork(text)) !== undefined) slots.atWork = true;
  if (pick("beginner", findBeginners(text)) !== undefined) slots.isBeginner = true;

  const radius = pick("radius", findRadii(text));
  if (radius !== undefined) slots.radiusKm = radius.value;
  if (pick("near", findNear(text)) !== undefined || radius !== undefined) slots.near = true;
  const fee = pick("price", findFeeLimits(text));
  if (fee !== undefined) slots.feeMaxFen = fee.value;
  const wishes = findSubsidyWishes(text).filter(
    ({ start, end }) => !isCleared(start) && !isRefused(text, clauses, start, end),
  );
  // 没有免费的就有补贴的: the first is given up
  const isGivenUp = ({ start, end }: { start: number; end: number }): boolean =>
    /(?:没有?|找不到|要是没有?)$/.test(text.slice(0, start)) &&
    /^的?(?:话|班|课)?(?:，|,| )?(?:就|那就|也)/.test(text.slice(end));
  const kept = wishes.filter((each) => wishes.length === 1 || !isGivenUp(each));
  const wish = kept.find(({ value }) => value === "free") ?? kept[0];
  pick("subsidy", wishes);
  if (wish !== undefined) {
    slots.wish = wish.value;
    if (isAsked(text, wish)) slots.isWishAsked = true;
  }
  const sort = pick("order", findSorts(text));
  if (sort !== undefined) slots.sort = sort.value;
  const [group] = groups; // 跑滴滴 is a name of an occupation too, and says who somebody is
  if (group !== undefined) {
    slots.group = group.value;
    explain.push(`group: ${group.value}`);
  }
  const ordinals = pickAll("ordinal", findOrdinals(text));
  const pair = findOrdinalPair(text) ?? ordinals.filter(({ value }) => value !== "this").map(({ value }) => value);
  if (ordinals[0] !== undefined) slots.ordinal = ordinals[0].value;
  if (pair.length > 1) slots.ordinals = [...new Set(pair)];
  if (Object.keys(negated).length > 0) slots.negated = negated;
  return { slots, spans, explain };
}
