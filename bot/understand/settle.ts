import type { DialogueContext } from "./intent.ts";
import type { Slots } from "./meaning.ts";

/** A firm speaks of itself; a clerk of somebody else's firm does not make the asker one. */
const OWN = /我们|我|咱|俺|本(?:公司|厂|店|单位|企业)|敝|厂里|店里|公司(?!培训)|工地|酒店|手下/;
const EMPLOYERS = new Set(["employer_training", "employer_recruit"]);
/** Sums in these questions are of money to get, not to pay. */
const OF_AID = new Set(["ask_subsidy", "ask_occupation_info", "complaint", "recommend_occupation", "ask_shortage"]);
/** 补贴 is what these are about, or part of a story. */
const NO_WISH = new Set(["ask_subsidy", "ask_shortage", "complaint", "privacy_other", "recommend_occupation"]);
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
export function settleSlots(
  intent: string,
  slots: Slots,
  text: string,
  { hasSearch }: Pick<DialogueContext, "hasSearch">,
): void {
  // asked about, not wished for: the intent carries it
  if (NO_WISH.has(intent) && slots.wish === "subsidised") delete slots.wish;
  if (intent === "ask_occupation_info") delete slots.schedule;
  if (OF_AID.has(intent)) delete slots.feeMaxFen;
  if (TOLD.has(intent)) {
    delete slots.startsAfter;
    delete slots.startsBefore;
  }
  if (EMPLOYERS.has(intent) && !hasSearch && OWN.test(text) && slots.group === undefined) slots.group = "enterprise";
  if (intent !== "compare") delete slots.ordinals;
  if (!ASKING.has(intent)) delete slots.attribute;
}
