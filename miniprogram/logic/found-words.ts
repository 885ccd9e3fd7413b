import type { CoursePage } from "../services/types";

type Found = Pick<CoursePage, "items" | "total" | "corrected" | "widenedToKm" | "didYouMean" | "degraded">;

const counted = ({ total }: Found): string => `${total.isExact ? "共" : "至少"} ${total.value} 门课程`;

/** What stands above a list: how many, and what was understood differently from what was written. */
export function foundWords(found: Found): string {
  const notes = [
    ...(found.corrected === undefined ? [] : [`按“${found.corrected}”找的`]),
    ...(found.widenedToKm === undefined ? [] : [`附近太少，找到 ${found.widenedToKm} 公里`]),
    ...(found.degraded ? ["系统繁忙，结果可能不全"] : []),
  ];
  if (found.items.length > 0) return [counted(found), ...notes].join("，");
  const hint = found.didYouMean.length > 0 ? `您是不是想找：${found.didYouMean.join("、")}？` : "";
  return ["没有找到合适的课程。可以少选一个条件，或换一个区县。", hint].filter((part) => part !== "").join("\n");
}
