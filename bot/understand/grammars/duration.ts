import { type Found, findAll } from "./found.ts";
import { NUMBER, NUMBER_START, readNumber } from "./number.ts";

/** A length of time in days; both bounds the same for an exact one. */
export interface Duration {
  minDays: number;
  maxDays: number;
}

const HOUR = 1 / 24;
const MONTH = 30;
/** In days. */
const DAYS: Readonly<Record<string, number>> = {
  秒: HOUR / 3600,
  分: HOUR / 60,
  刻: HOUR / 4,
  小时: HOUR,
  时: HOUR,
  钟头: HOUR,
  钟: HOUR,
  天: 1,
  日: 1,
  周: 7,
  星期: 7,
  礼拜: 7,
  月: MONTH,
  季度: 3 * MONTH,
};
const UNIT =
  "(小时|钟头|星期|礼拜|季度|秒|分|刻|时(?!间|候)|钟|天|日|周(?![一二三四五六日末岁])|月|年(?!级|底|初|前|后))";
const JOIN = "\\s?(?:到|至|~|-{1,2}|—{1,2})\\s?";
const ONE = `(?:${NUMBER_START}(?:(${NUMBER})(?:个|${UNIT})?${JOIN})?(${NUMBER}))?(个)?(?:[多来]|(半))?(?:个)?(?:工作|交易)?${UNIT}(?:多|(半))?钟?`;
const PART = new RegExp(ONE, "g");

/** Half a year is six months, a whole one 365 days. */
function daysOf(count: number, unit: string): number {
  if (unit !== "年") return count * (DAYS[unit] ?? 0);
  return Math.trunc(count) * 365 + (count % 1) * 12 * MONTH;
}

function readPart(match: RegExpExecArray): Duration | undefined {
  const [, low, lowUnit, number, counted, half, unit = "", halfBehind] = match;
  if (number === undefined && (counted === undefined || half === undefined)) return undefined; // 个半月
  if (unit === "月" && counted === undefined && number !== "半") return undefined; // 10月 is October
  const count = readNumber(number ?? "一");
  const lowest = low === undefined ? count : readNumber(low);
  if (count === undefined || lowest === undefined || (unit === "年" && count.min >= 1900)) return undefined;
  const more = half === undefined && halfBehind === undefined ? 0 : 0.5;
  return {
    minDays: daysOf(lowest.min + (low === undefined ? more : 0), lowUnit ?? unit),
    maxDays: daysOf(count.max + more, unit),
  };
}

/** Lengths of time: 三天, 半个月, 一个半小时, 3~6个月, 两年零三个月, 36天5小时30分. */
export function findLengths(text: string): Found<Duration>[] {
  const joined: Found<Duration>[] = [];
  for (const part of findAll(text, PART, "length of time", readPart)) {
    const last = joined.at(-1);
    const isNext =
      last !== undefined && /^[零又余]?$/.test(text.slice(last.end, part.start)) && part.start - last.end < 2;
    if (!isNext || part.value.maxDays >= last.value.maxDays) joined.push(part);
    else {
      last.value = {
        minDays: last.value.minDays + part.value.minDays,
        maxDays: last.value.maxDays + part.value.maxDays,
      };
      last.end = part.end;
    }
  }
  return joined;
}

const SAID_BEFORE = /(?:学(?:个|习|上)?|最多|至多|顶多|不超过|控制在|少于|只有|短于|(?:大概|大约|差不多))$/;
const SAID_AFTER =
  /^(?:(?:的?时间)?(?:以内|之内|内|以下|左右|上下)|(?:就|都|可以|能|能够|要|得)*(?:学完|学会|学得会|学好|结业|毕业|拿证|搞定|速成)|的(?:短期)?(?:班|课|培训))/;
/** 十天内开班, 三个月以后, 学了两年: when it starts, or how long it has been. */
const IS_START = /^.{0,4}(?:开班|开课|开学|开始|开的|报名|上课)/;
const IS_ELSE = /^(?:以?后|之后|过后|以?前|之前|没|了|来|(?:要|得)?(?:多少|好多))/;
const WEEKLY = /(?:周末|每周|一周|每月|每天|过|了|近|未来|接下来)$/;

/** Whether this span says when the course starts (十天内开班) and not how long it lasts (十天内学完). */
export const saysStart = (text: string, end: number): boolean => IS_START.test(text.slice(end, end + 10));

/** The longest a course may last, in whole days: 十天以内, 学一个月, 半个月内能学完. */
export const findDurations = (text: string): Found<number>[] =>
  findLengths(text)
    .filter(({ start, end, value }) => {
      const [before, after] = [text.slice(Math.max(0, start - 4), start), text.slice(end, end + 10)];
      if (value.maxDays < 1 || IS_ELSE.test(after) || WEEKLY.test(before) || saysStart(text, end)) return false;
      return SAID_BEFORE.test(before) || SAID_AFTER.test(after);
    })
    .map(({ start, end, value }) => ({ start, end, value: Math.round(value.maxDays), reason: "longest duration" }));
