import { without } from "./search-change.ts";
import type { SearchState } from "./search-state.ts";

/** A condition that was let go of, by the name it is called by. */
export interface Relaxed {
  what: "dates" | "schedule" | "level" | "free" | "fee" | "subsidy";
  search: SearchState;
}

/**
 * The wish with one condition less, what is easiest to live without first; 免费 becomes 有补贴. What somebody refuses, the subject, the
 * place and the way of teaching stay: without them it is another wish.
 */
export function relaxations(search: SearchState): Relaxed[] {
  const { startsAfter, startsBefore, schedule, level, wish, feeMaxFen } = search;
  const relaxed: Relaxed[] = [];
  if (schedule !== undefined) relaxed.push({ what: "schedule", search: without(search, ["schedule"]) });
  if (level !== undefined) relaxed.push({ what: "level", search: without(search, ["level"]) });
  if (startsAfter !== undefined || startsBefore !== undefined)
    relaxed.push({ what: "dates", search: without(search, ["startsAfter", "startsBefore", "isHoliday"]) });
  if (wish === "free") relaxed.push({ what: "free", search: { ...search, wish: "subsidised" } });
  else if (feeMaxFen !== undefined) relaxed.push({ what: "fee", search: without(search, ["feeMaxFen"]) });
  else if (wish === "subsidised") relaxed.push({ what: "subsidy", search: without(search, ["wish"]) });
  return relaxed;
}
