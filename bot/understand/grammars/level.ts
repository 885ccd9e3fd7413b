import { type Found, findWords, type WordTable } from "./found.ts";

/** 5 初级工 … 1 高级技师. 一级建造师 is no grade of a trade, 残疾三级 no skill; 技师 alone may be a job title (美容技师), so it wants 考, 级 or an end before it. */
const LEVELS: WordTable<number> = [
  [/高级技师|一级(?!建造|消防|注册|市场|一级)|(?<!\d)1级/g, 1],
  [/(?<=^|[考到升当评级的，, 工员报])技师(?!学院|学校)|二级(?!建造|消防|注册|市场)|(?<!\d)2级/g, 2],
  [/高级(?!的(?!$|[，。,吧嘛班])|货|餐厅|酒店|教|会所)工?|三级(?!甲)|(?<!\d)3级/g, 3],
  [/中级工?|四级(?!考试)|(?<!\d)4级/g, 4],
  [/初级工?|五级|(?<!\d)5级/g, 5],
];

const OF_SOMETHING_ELSE = /(?:残疾|肢体|听力|视力|智力|伤残)[^。]{0,8}$/;
const AIMED_AT = /(?:考|升|到|报|学|评|拿|冲|想要|考取)(?:个|一个|到|成)?$/;

/** Grades that are named; of several, the one somebody wants to reach comes first: 四级升三级. */
export const findLevels = (text: string): Found<number>[] => {
  const found = findWords(text, LEVELS, "skill level").filter(
    ({ start, end }) =>
      !/^(?:伤|肢|听|视)?残/.test(text.slice(end)) &&
      !OF_SOMETHING_ELSE.test(text.slice(Math.max(0, start - 10), start)),
  );
  const aimed = (each: Found<number>): boolean => AIMED_AT.test(text.slice(Math.max(0, each.start - 4), each.start));
  return [...found.filter((each) => !aimed(each)), ...found.filter(aimed)];
};
