import { type Found, findAll, findWords, type WordTable } from "./found.ts";
import { NUMBER, readNumber } from "./number.ts";

/** Things a course may bring along, which are asked of it but filter nothing yet. */
export type Extra = "boarding" | "job_guarantee" | "shortage";

const EXTRAS: WordTable<Extra> = [
  [
    /(?:包|管|提供|有|带|能|可以|解决|要)(?:吃住|食宿|住宿|吃|住|宿舍)|住校|住读|(?:吃住|食宿)(?:全)?(?:包|免)/g,
    "boarding",
  ],
  [
    /包(?:分配|工作|就业|上岗|安排)|(?:推荐|安排|保证|解决|介绍|分配)(?:就业|工作|上岗|岗位)|学完.{0,4}(?:有|就有|能有)(?:工作|活路|班上)/g,
    "job_guarantee",
  ],
  [/紧缺|急需|缺(?:人|工|口)|最缺|稀缺/g, "shortage"],
];

export const findExtras = (text: string): Found<Extra>[] => findWords(text, EXTRAS, "asked of the course");

const COUNTED = "(?:名|个|位|来个|多个|来号|多号|号)?";
const PEOPLE = "(?:人|员工|工人|职工|师傅|焊工|电工|学员|工友|老乡|村民|司机)";
const HEADS = new RegExp(`(${NUMBER})(?:多|来)?${COUNTED}${PEOPLE}`, "g");

/** 我们厂有三十个工人: how many would learn. */
export const findHeadcounts = (text: string): Found<number>[] =>
  findAll(text, HEADS, "headcount", (match) => {
    const count = readNumber(match[1] ?? "")?.max;
    return count === undefined || count < 2 || count > 10_000 ? undefined : count;
  });
