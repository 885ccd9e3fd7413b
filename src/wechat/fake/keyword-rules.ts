/**
 * Whether a value fits a template's keyword, by the type in its name: thing1, time3 … (official page 订阅消息参数值内容限制说明).
 * No value may be empty or hold control characters or line breaks.
 */
export function isKeywordValue(keyword: string, value: string): boolean {
  const type = keyword.replace(/\d+$/, "");
  const rule = Object.hasOwn(RULES, type) ? RULES[type] : undefined;
  return value.trim() !== "" && !/[\u0000-\u001f\u007f\u2028\u2029]/.test(value) && (rule?.(value) ?? false);
}

const countOf = (text: string): number => Array.from(text).length;
const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

const CLOCK = String.raw`\d{1,2}:\d{2}(?::\d{2})?`;
const DAY = String.raw`(?:\d{4}-\d{1,2}-\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日)`;
const DAY_AND_CLOCK = `${DAY}(?: ?${CLOCK})?`;
const spanOf = (one: string): RegExp => new RegExp(`^${one}(?: ?~ ?${one})?$`);
const TIME = spanOf(`(?:${CLOCK}|${DAY_AND_CLOCK})`);
const DATE = spanOf(DAY_AND_CLOCK);

const RULES: Readonly<Record<string, (value: string) => boolean>> = {
  thing: (value) => countOf(value) <= 20,
  number: (value) => /^-?\d+(?:\.\d+)?$/.test(value) && value.replace(/[^\d]/g, "").length <= 32,
  letter: (value) => /^[A-Za-z]{1,32}$/.test(value),
  symbol: (value) => countOf(value) <= 5 && !/[\p{L}\p{N}]/u.test(value),
  character_string: (value) => countOf(value) <= 32 && !hasHan(value),
  time: (value) => TIME.test(value),
  date: (value) => DATE.test(value),
  amount: (value) => /^[¥￥$€£]?\d{1,10}(?:\.\d+)?元?$/.test(value),
  phone_number: (value) => /^[\d+\-() ]{1,17}$/.test(value),
  car_number: (value) => countOf(value) <= 8,
  name: (value) => (/^[A-Za-z .]+$/.test(value) ? value.length <= 20 : countOf(value) <= 10 && !/[\p{N}]/u.test(value)),
  phrase: (value) => countOf(value) <= 5 && /^\p{Script=Han}+$/u.test(value),
  const: (value) => countOf(value) <= 20,
  enum: (value) => countOf(value) <= 20,
};
