/** What a named thing is doing in the sentence: wanted, refused, or only where somebody comes from. */
export type Role = "wanted" | "negated" | "past";

const REFUSED =
  /(?:不要|不想要|不学|不想学|不想去|不去|不在|除了|不是|不考虑|别|排除|不考|不做)(?:学|去|在|做|考|要)?$/;
const DONE_BEFORE =
  /(?:以前|原来|之前|曾经|一直)(?:是|在|做|干|当|学)?(?:过|的)?(?:个)?$|(?:做|干|当|学|开)过(?:几年|多年)?$|我是(?:个|一名|一个)?$/;
const DONE_AFTER = /^(?:干|做|当)?(?:了|过)(?:[一二两三四五六七八九十\d]+|几|多|好几)年/;

/** Whether what starts there is said not to be wanted: 不要周末的, 除了双流. */
export const isRefused = (text: string, start: number): boolean =>
  REFUSED.test(text.slice(Math.max(0, start - 6), start));

/** @param start,end the span of an occupation */
export function roleOfOccupation(text: string, start: number, end: number): Role {
  if (isRefused(text, start)) return "negated";
  const before = text.slice(Math.max(0, start - 8), start);
  if (DONE_BEFORE.test(before) || DONE_AFTER.test(text.slice(end, end + 8))) return "past";
  return "wanted";
}

const FROM_BEFORE = /(?:从|来自|老家(?:是|在)?|户口(?:是|在)?|户籍(?:是|在)?|籍贯)$/;
const FROM_AFTER = /^(?:打工|务工|上班|户口|户籍|回来|人(?![才力社工]))/;

/** A place where somebody comes from or works is not the place to search. */
export function roleOfPlace(text: string, start: number, end: number): Role {
  if (isRefused(text, start)) return "negated";
  const before = text.slice(Math.max(0, start - 6), start);
  if (FROM_BEFORE.test(before) || FROM_AFTER.test(text.slice(end, end + 3))) return "past";
  return "wanted";
}
