import { type Found, findAll } from "./found.ts";

/** 最近有什么班 speaks of time; 最近的, 离我最近 of distance. */
const NEAR =
  /附近|周边|周围|就近|旁边|身边|跟前|(?<=\p{Script=Han}{2})边上|近处|挨着|家门口|楼下|离我(?:家|们)?[不最]?(?:太)?[近远](?:的|点)?|离(?:得)?最近|最近的|(?<=哪家|哪个|哪里|哪点|哪所)最近|我们?(?:家里?)?(?:这边|这里|这儿|那边|这块)(?!\p{Script=Han}{0,1}(?:厂|公司|工地|单位))|我家(?:里)?(?:那边|这边|旁边)/gu;

/** Whether something near is wanted, whatever the centre. */
export const findNear = (text: string): Found<true>[] => findAll(text, NEAR, "near", () => true as const);
