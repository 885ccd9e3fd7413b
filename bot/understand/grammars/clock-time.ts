import { type Found, findAll } from "./found.ts";
import { readNumber } from "./number.ts";

/** A time of day in minutes since midnight. */
export interface ClockTime {
  minutes: number;
  grain: "hour" | "minute";
}

const N = "(\\d{1,2}|[零一二两三四五六七八九十]{1,3})";
const PART_OF_DAY = "(凌晨|早上|早晨|今早|早间|早|今晨|上午|中午|下午|傍晚|今晚|昨晚|明晚|晚上|晚|夜里|半夜)?的?";
const MINUTES = "(半|[一1]刻|三刻|零?(?:\\d{1,2}|[一二三四五六七八九十]{1,3})(?![\\d个号月天门次人公里]))?分?";
const CLOCK = new RegExp(
  `${PART_OF_DAY}(?:(?<![\\d.])${N}(?:点钟?(?!心|子|击|评|[一二三四五六七八九\\d]{1,3}(?:公里|千米|米|块|元|[万千百倍折]|小时|个百))|时(?!间|候|节))整?${MINUTES}|(?<![\\d:])(\\d{1,2}):([0-5]\\d)(?::\\d\\d)?(?!\\d)|(?<![\\d:])(\\d{1,2})(?=\\s?[ap]\\.?m))\\s?([ap](?:\\.?m\\.?)?(?![a-z]))?`,
  "g",
);

/** Courses and offices keep daylight: a bare 三点 is in the afternoon, a bare 八点 in the morning. */
const FIRST_HOUR_OF_DAY = 7;

function hourOf(hour: number, part: string, latin: string): number {
  if (/晚|夜/.test(part) && hour < 5) return hour; // 半夜一点
  const isAfternoon = /下午|晚|傍晚|夜/.test(part) || latin.startsWith("p") || (/中午/.test(part) && hour < 11);
  const isMorning = /早|晨|上午/.test(part) || latin.startsWith("a");
  if (hour >= 12) return isMorning && hour === 12 ? 0 : hour;
  if (isAfternoon) return hour + 12;
  return !isMorning && part === "" && hour > 0 && hour < FIRST_HOUR_OF_DAY ? hour + 12 : hour;
}

const QUARTERS: Readonly<Record<string, number>> = { 半: 30, 一刻: 15, "1刻": 15, 三刻: 45 };

function readClock([, part = "", hour, rest, digits, minutes, bare, latin = ""]: RegExpExecArray):
  | ClockTime
  | undefined {
  const said = readNumber(hour ?? digits ?? bare ?? "")?.max;
  const past = rest === undefined ? Number(minutes ?? 0) : (QUARTERS[rest] ?? readNumber(rest)?.max);
  if (said === undefined || past === undefined || said > 24 || past > 59) return undefined;
  const isWritten = digits !== undefined && digits.length === 2; // 08:30 and 15:15 are exact, 3:15 is as spoken
  const isExact = isWritten && part === "" && latin === "";
  const clock = (isExact ? said : hourOf(said, part, latin)) % 24;
  return { minutes: clock * 60 + past, grain: rest === undefined && minutes === undefined ? "hour" : "minute" };
}

/** Times of day: 下午三点半, 三点, 15:30, 3:15pm, 今晚八点. */
export const findClockTimes = (text: string): Found<ClockTime>[] => findAll(text, CLOCK, "time of day", readClock);
