import type { DialogueContext } from "./intent.ts";
import type { Slots } from "./meaning.ts";

const EMPLOYERS = new Set(["employer_training", "employer_recruit"]);
/** Sums in these questions are of money to get, not to pay. */
const OF_AID = new Set(["ask_subsidy", "ask_occupation_info", "complaint", "recommend_occupation", "ask_shortage"]);
/** What happened in these already has its dates; they are no wish for a start. */
const TOLD = new Set([
  "ask_subsidy",
  "ask_cert",
  "enrol_status",
  "cancel",
  "complaint",
  "set_profile",
  "ask_occupation_info",
  "ask_shortage",
  "recommend_occupation",
  "institution_service",
  "subscribe",
  "unsubscribe",
]);

/** In other messages 包住宿 and 多少钱 are conditions or stories, not what is asked. */
const ASKING = new Set([
  "ask_cost",
  "ask_subsidy",
  "ask_cert",
  "ask_requirement",
  "ask_provider",
  "ask_occupation_info",
  "item_detail",
  "select_item",
  "compare",
  "enrol",
  "enrol_status",
  "cancel",
  "institution_service",
  "employer_training",
  "privacy_request",
  "unknown",
]);

/** What a value means once it is known what the message is for. Changes the slots in place. In the middle of a talk it is known already who asks. */
export function settleSlots(intent: string, slots: Slots, { hasSearch }: Pick<DialogueContext, "hasSearch">): void {
  // asked about, not wished for: the intent carries it
  if (intent === "ask_subsidy" && slots.wish === "subsidised") delete slots.wish;
  if (OF_AID.has(intent)) delete slots.feeMaxFen;
  if (TOLD.has(intent)) {
    delete slots.startsAfter;
    delete slots.startsBefore;
  }
  if (EMPLOYERS.has(intent) && !hasSearch && slots.group === undefined) slots.group = "enterprise";
  if (intent !== "compare") delete slots.ordinals;
  if (!ASKING.has(intent)) delete slots.attribute;
}
