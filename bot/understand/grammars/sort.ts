import type { CourseSort } from "../../../search/course-query.ts";
import { type Found, findWords, type WordTable } from "./found.ts";

/** A comparative (近点, 便宜点) orders the list; a superlative too. */
const SORTS: WordTable<CourseSort> = [
  [/(?:再|更)?近(?:一)?(?:点|些)|更近|最近的|离我最近|由近到远|近的(?:排在|放在|在|排)前/g, "nearest"],
  [/(?:再|更)?便宜(?:一)?(?:点|些)|更便宜|最便宜|便宜的|价格(?:最)?低|太贵|贵了|省钱/g, "cheapest"],
  [
    /(?:早|快)(?:一)?点开|最快(?:开(?:班|课)|哪天|什么时候)|最早(?:开|的)|马上(?:开|能|就)|尽快|尽早|近期|早点|早的(?:排在|放在|在|排)前/g,
    "soonest",
  ],
  [/学得快|时间短|短期|速成|短(?:一)?点|学完快|最短|短的(?:排在|放在|在|排)前/g, "shortest"],
];

export const findSorts = (text: string): Found<CourseSort>[] => findWords(text, SORTS, "order");
