const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, k: 1000, 万: 10_000, w: 10_000 };

/** Source of a pattern for anything `readNumber` may understand; bounded, so that it stays linear. */
export const NUMBER = String.raw`(?:\d{1,7}(?:\.\d{1,2})?|[百千万]把|[零〇一二两三四五六七八九十百千万]{1,9})(?:[百千万kw](?:[一二三四五六七八九](?![百千万]))?)?`;

export interface NumberRange {
  min: number;
  max: number;
}

const once = (value: number): NumberRange => ({ min: value, max: value });

/** 两三百, 三四千: two neighbouring digits before one unit. */
function readSpread(text: string): NumberRange | undefined {
  const match = /^([一两二三四五六七八九])([二三四五六七八九])([十百千万])$/.exec(text);
  const [low, high, unit] = [DIGITS[match?.[1] ?? ""], DIGITS[match?.[2] ?? ""], UNITS[match?.[3] ?? ""]];
  if (low === undefined || high === undefined || unit === undefined || high !== low + 1) return undefined;
  return { min: low * unit, max: high * unit };
}

/** 一万二 is 12,000 and 三千五 is 3,500: a digit at the end counts in the next smaller unit. */
function readChinese(text: string): number | undefined {
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let lastUnit = 0;
  for (const sign of text) {
    const value = DIGITS[sign];
    const unit = UNITS[sign];
    if (value !== undefined) {
      if (value === 0) lastUnit = 0; // 一万零二 is 10,002
      digit = digit === undefined || lastUnit === 0 ? (digit ?? 0) * 10 + value : value;
    } else if (unit === 10_000) {
      total = (total + section + (digit ?? 0)) * unit;
      section = 0;
      digit = undefined;
      lastUnit = unit;
    } else if (unit !== undefined) {
      section += (digit ?? 1) * unit;
      digit = undefined;
      lastUnit = unit;
    } else return undefined;
  }
  return total + section + (digit ?? 0) * (lastUnit > 10 ? lastUnit / 10 : 1);
}

/**
 * Reads a number as people write it: 1500, 3k, 1千五, 一万二, 两三百, 千把.
 * @returns lower and upper bound, the same for a plain number; undefined when it is none
 */
export function readNumber(text: string): NumberRange | undefined {
  const about = /^([百千万])把$/.exec(text)?.[1];
  if (about !== undefined) return once(UNITS[about] ?? 0);
  const mixed = /^(\d{1,7}(?:\.\d{1,2})?)([百千万kw])?([一二三四五六七八九])?$/.exec(text);
  if (mixed) {
    const unit = UNITS[mixed[2] ?? ""] ?? 1;
    return once(Number(mixed[1]) * unit + (DIGITS[mixed[3] ?? ""] ?? 0) * (unit / 10));
  }
  const spread = readSpread(text);
  if (spread !== undefined) return spread;
  const value = text === "" ? undefined : readChinese(text);
  return value === undefined ? undefined : once(value);
}
