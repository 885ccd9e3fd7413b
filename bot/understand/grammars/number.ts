import { readPlain } from "./number-plain.ts";
import { DIGITS } from "./number-signs.ts";

const SIGN = "[零〇一二两俩三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟]";
const ARABIC = String.raw`(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,4})?`;
/** 1千五, 5万4千6百: what may follow a number in figures that has a unit; 3k一个月 is 3k and one month. */
const TAIL = String.raw`(?:零?(?:\d{1,4}(?!\d)|[一二两三四五六七八九])[十百千万]?(?![个年月天次门周])){0,4}`;
const ABOUT = "(?:[多余来几][十百千万亿]{0,2})?";

/** Source of a pattern for anything `readNumber` may understand; every repetition is bounded, so that it stays linear. */
export const NUMBER = `(?:[百千万]把|[几数][十百千万亿]{1,3}|${ARABIC}(?:[十百千万亿kw]{1,3}${TAIL})?${ABOUT}|${SIGN}{1,20}(?:点${SIGN}{1,6})?${ABOUT}|半)`;

/** Before `NUMBER`: only where a number begins, so that a long run of digits is tried once and not from each of them. */
export const NUMBER_START = "(?<![\\d.零〇一二两三四五六七八九十百千万亿])";

export interface NumberRange {
  min: number;
  max: number;
}

const between = (min: number | undefined, max: number | undefined): NumberRange | undefined =>
  min === undefined || max === undefined ? undefined : { min, max };
const once = (value: number | undefined): NumberRange | undefined => between(value, value);

/** The last place that is not nought: 100 of 500, 1 of 12. */
function lowestPlace(value: number): number {
  let place = 1;
  while (place < value && value % (place * 10) === 0) place *= 10;
  return place;
}

/** 千把, 三千多, 十几, 几十万, 一百零几万: from what is said to the next round number. */
function readAbout(text: string): NumberRange | undefined {
  if (/^[百千万]把$/.test(text)) return once(readPlain(text.slice(0, 1)));
  const some = /^[几数]([十百千万亿]{1,3})$/.exec(text)?.[1];
  if (some !== undefined) {
    const unit = readPlain(some) ?? 0;
    return { min: unit, max: 10 * unit };
  }
  const [, base = "", units = ""] = /^(.+?)零?[多余来几]([十百千万亿]{0,2})$/.exec(text) ?? [];
  const [value, unit] = [readPlain(base), units === "" ? 1 : readPlain(units)];
  if (value === undefined || unit === undefined) return undefined;
  return { min: value * unit, max: (value + lowestPlace(value)) * unit };
}

/** 半, 一半, 半百, 一个半. */
function readHalf(text: string): NumberRange | undefined {
  if (/^[一1]?半{1,2}$/.test(text)) return once(0.5);
  if (text === "半百") return once(50);
  const whole = /^(.*)个半$/.exec(text)?.[1];
  const value = whole === "" ? 1 : readPlain(whole ?? "");
  return once(value === undefined ? undefined : value + 0.5);
}

/** 二分之一, 一又三分之二, 百分之五. */
function readFraction(text: string): NumberRange | undefined {
  const [, whole = "零", lower = "", upper = ""] = /^(?:(.+)又)?([^又]+)[分份]之?(.+)$/.exec(text) ?? [];
  const [integer, below, above] = [readPlain(whole), readPlain(lower), readPlain(upper)];
  if (integer === undefined || below === undefined || above === undefined || below === 0) return undefined;
  return once(integer + above / below);
}

/** 两三百, 四五千, 二十七八, 三五个: two digits side by side. */
function readSpread(text: string): NumberRange | undefined {
  const [pair, first = "", second = ""] = /([一两二三四五六七八九])([二三四五六七八九])/.exec(text) ?? [];
  const step = (DIGITS[second] ?? 0) - (DIGITS[first] ?? 0);
  if (pair === undefined || (step !== 1 && pair !== "三五") || /[一二两三四五六七八九零〇\d]{3}/.test(text))
    return undefined;
  return between(readPlain(text.replace(pair, first)), readPlain(text.replace(pair, second)));
}

/**
 * Reads a number as people write it: 1500, 3k, 1千五, 一万二, 两三百, 千把, 三千多, 半, 二分之一, 负三.
 * @returns lower and upper bound, the same for a plain number; undefined when it is none
 */
export function readNumber(text: string): NumberRange | undefined {
  const bare = text.replace(/\s/g, "").replace(/,(?=\d{3}(?!\d))/g, "");
  const negative = /^(?:负|-)(.+)$/.exec(bare)?.[1];
  if (negative !== undefined) {
    const size = readNumber(negative);
    return between(size && -size.max, size && -size.min);
  }
  const counted = bare.replace(/(.)个$/, "$1");
  return (
    readSpread(counted) ?? readAbout(counted) ?? once(readPlain(counted)) ?? readHalf(counted) ?? readFraction(counted)
  );
}
