import { type Found, findAll } from "./found.ts";

export type SubsidyWish = "subsidised" | "free";

const FREE =
  /免费|免肥|免.{0,2}学费|(?:鉴定费|学费|费用)?全免|(?<!要)不要钱|不花钱|不收(?:费|钱|学费)|不(?:用|需要)?(?:交|给|花|掏|出)(?:一分)?(?:钱|学费)|一分钱(?:都)?不(?:掏|花|出|要|用)|没(?:有)?钱交|白(?:教|学)(?!了)|公益/g;
const SUBSIDISED =
  /(?:有|政府|能|可以|带|领)?(?:没有)?(?:职业)?(?:培训)?(?:补贴(?!家用|家里|生活|屋)|补助|补钱|(?:给|能|可以)?报销)/g;

/** Whether subsidised or free courses are wished for. */
export const findSubsidyWishes = (text: string): Found<SubsidyWish>[] => [
  ...findAll(text, FREE, "free", () => "free" as const),
  ...findAll(text, SUBSIDISED, "subsidy", () => "subsidised" as const),
];
