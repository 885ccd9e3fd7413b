import { z } from "zod";

const characters = (value: string): number => [...value].length;
const upTo =
  (most: number, pattern = /[\s\S]/) =>
  (value: string): boolean =>
    characters(value) <= most && pattern.test(value);

const DAY = String.raw`(?:\d{4}-\d{1,2}-\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日)`;
const HOUR = String.raw`\d{1,2}:\d{2}(?::\d{2})?`;
const spanOf = (one: string): RegExp => new RegExp(`^${one}(?:~${one})?$`);

/** What each type of keyword may hold (official page 发送订阅消息, 参数值内容限制说明). The type is the key without its number. */
const TYPES: Readonly<Record<string, (value: string) => boolean>> = {
  thing: upTo(20),
  number: upTo(32, /^-?\d+(?:\.\d+)?$/),
  letter: upTo(32, /^[A-Za-z]+$/),
  symbol: upTo(5, /^[^\p{L}\p{N}]+$/u),
  character_string: upTo(32, /^[\x20-\x7e]+$/),
  // A day without its hour is not documented for `time`; whether it passes is the platform's to say.
  time: upTo(64, spanOf(`(?:${HOUR}|${DAY}(?: ?${HOUR})?)`)),
  date: upTo(64, spanOf(`${DAY}(?: ?${HOUR})?`)),
  amount: upTo(16, /^\p{Sc}?\d{1,10}(?:\.\d+)?元?$/u),
  phone_number: upTo(17, /^[\d+\-() ]+$/),
  car_number: upTo(8),
  // Ten where there is a 汉字 among them, else twenty letters.
  name: (value) => upTo(/\p{Script=Han}/u.test(value) ? 10 : 20)(value),
  phrase: upTo(5, /^\p{Script=Han}+$/u),
};

/** Types this table does not know (enum, and those of old templates) are the platform's to judge, within reason. */
const OTHER = upTo(200);

const typeOf = (key: string): string => key.replace(/\d+$/, "");

/** @returns whether the platform takes the value for that key of a template: `thing1`, `time5` … */
export function fitsKeyword(key: string, value: string): boolean {
  if (value === "" || /\p{Cc}/u.test(value)) return false;
  const fits = TYPES[typeOf(key)] ?? OTHER;
  return fits(value);
}

/** Values of a template by key, each held against its type. The fault names the key, never the value. */
export const KeywordValues = z
  .record(z.string().regex(/^[a-z_]{1,32}\d{0,3}$/i, "not a keyword"), z.string())
  .superRefine((values, context) => {
    for (const [key, value] of Object.entries(values))
      if (!fitsKeyword(key, value))
        context.addIssue({ code: "custom", path: [key], message: `does not fit ${typeOf(key)}` });
  });

/** As the calls want it: `{ thing1: { value } }`. */
export const dataOf = (values: Readonly<Record<string, string>>): Record<string, { value: string }> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]));
