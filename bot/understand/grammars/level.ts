import { type Found, findWords, type WordTable } from "./found.ts";

/** 5 初级工 … 1 高级技师. 一级建造师 is no grade of a trade; 技师 alone may be a job title (美容技师), so it wants 考, 级 or an end before it. */
const LEVELS: WordTable<number> = [
  [/高级技师|一级(?!建造|消防|注册|市场)|(?<!\d)1级/g, 1],
  [/(?<=^|[考到升当评级的，, 工员])技师(?!学院|学校)|二级(?!建造|消防|注册|市场)|(?<!\d)2级/g, 2],
  [/高级工?|三级(?!甲)|(?<!\d)3级/g, 3],
  [/中级工?|四级|(?<!\d)4级/g, 4],
  [/初级工?|五级|(?<!\d)5级/g, 5],
];

export const findLevels = (text: string): Found<number>[] => findWords(text, LEVELS, "skill level");
