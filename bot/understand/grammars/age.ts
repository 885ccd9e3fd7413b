import { type Found, findAll } from "./found.ts";
import { NUMBER, NUMBER_START, readNumber } from "./number.ts";

/** Younger and older people do not enrol; such a number is a child's age, or none. */
const YOUNGEST = 14;
const OLDEST = 85;

const YEARS = new RegExp(`${NUMBER_START}(${NUMBER})(?:周)?岁`, "g");
/** Without 岁: 我今年45, 都四十八了, 快五十的人, 奔六十了, 五十出头. */
const BARE = new RegExp(
  `(?:今年(?:都|快|已经|刚|满|有|就|是)?|我(?:都|快|已经|满|也快)|[快奔都满](?:要)?)(${NUMBER})(?=了|的人|的年纪|[，。,！!？?、 ]|$)|${NUMBER_START}(${NUMBER})(?=出头|挂零|的人了)`,
  "g",
);
/** 十八九, 四五十岁 and 五十多岁 begin where they say. */
const yearsOf = (text: string | undefined): number | undefined => {
  const years = readNumber(text ?? "")?.min;
  return years !== undefined && Number.isInteger(years) && years < 130 ? years : undefined;
};

/** Every age in years that has its 岁, anybody's. */
export const findYearsOfAge = (text: string): Found<number>[] =>
  findAll(text, YEARS, "age", ([, years]) => yearsOf(years));

/** 50岁以下, 超过45岁: what a course asks for, not how old somebody is. */
const isLimit = (text: string, start: number, end: number): boolean =>
  /^(?:以[上下内]|之[内间]|封顶)/.test(text.slice(end, end + 2)) ||
  /(?:超过|不到|低于|小于)$/.test(text.slice(Math.max(0, start - 2), start));

/** How old the person is who wants to learn: 我今年45, 四十八岁, 快五十的人. */
export const findAges = (text: string): Found<number>[] =>
  [
    ...findYearsOfAge(text),
    ...findAll(text, BARE, "age without 岁", ([, told, about]) => yearsOf(told ?? about)),
  ].filter(({ start, end, value }) => value >= YOUNGEST && value <= OLDEST && !isLimit(text, start, end));
