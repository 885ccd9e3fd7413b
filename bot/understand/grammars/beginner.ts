import { type Found, findAll } from "./found.ts";

const BEGINNER =
  /(?:零|0)基础|没(?:有|得)?(?:任何|一点|啥|什么)?基础|(?:从来|以前|之前|都)?没(?:有|得)?(?:学|做|干|接触)过|初学者?|新手|小白|从零(?:开始)?学|(?:什么|啥|样样)都不(?:会|懂)|完全不(?:会|懂)/g;

/** 零基础, 没学过, 新手: who has never done it. */
export const findBeginners = (text: string): Found<true>[] => findAll(text, BEGINNER, "never done it", () => true);
