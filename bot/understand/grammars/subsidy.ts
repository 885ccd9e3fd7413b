import { type Found, findAll } from "./found.ts";

export type SubsidyWish = "subsidised" | "free";

const FREE = /免费|免学费|不要钱|不花钱|不收费|不用(?:交|给|花)钱|公益/g;
const SUBSIDISED = /(?:有|政府|能|可以|带|领)?(?:没有)?(?:职业)?(?:培训)?(?:补贴|补助|补钱)/g;

/** Whether subsidised or free courses are wished for. */
export const findSubsidyWishes = (text: string): Found<SubsidyWish>[] => [
  ...findAll(text, FREE, "free", () => "free" as const),
  ...findAll(text, SUBSIDISED, "subsidy", () => "subsidised" as const),
];
