import type { PersonalNumber } from "../../../src/kit/masking.ts";
import { abuseReason } from "./abuse.ts";
import { complaintReason } from "./complaint.ts";
import { crisisReason } from "./crisis.ts";
import { drivingReason } from "./driving.ts";
import { everydayReason } from "./everyday.ts";
import type { FindReason, GateIntent } from "./gate.ts";
import { humanAgentReason } from "./human-agent.ts";
import { illegalRequestReason } from "./illegal-request.ts";
import { injectionReason } from "./injection.ts";
import { jobSeekingReason } from "./job-seeking.ts";
import { piiReason } from "./pii-overshare.ts";
import { privacyOtherReason } from "./privacy-other.ts";
import { privacyRequestReason } from "./privacy-request.ts";
import { schoolingReason } from "./schooling.ts";
import { spamReason } from "./spam.ts";
import { unsupportedMediaReason } from "./unsupported-media.ts";

export interface Gate {
  intent: GateIntent;
  /** What was seen, for --explain; never the words themselves. */
  reason: string;
  /** Whether names and wishes in the rest of the message mean something: 转人工，我在双流. */
  isReadOn: boolean;
}

/** A gate and whether the rest of the message is read. */
type Row = readonly [intent: GateIntent, isReadOn: boolean, find: FindReason];

/** Danger to life comes first; then what would harm others; then what is only not ours. */
const BEFORE_NUMBERS: readonly Row[] = [
  ["unsupported_media", false, unsupportedMediaReason],
  ["crisis", false, crisisReason],
  ["injection", false, injectionReason],
  ["illegal_request", true, illegalRequestReason],
  ["spam", false, spamReason],
  ["privacy_other", true, privacyOtherReason],
];
const AFTER_NUMBERS: readonly Row[] = [
  ["privacy_request", true, privacyRequestReason],
  ["complaint", true, complaintReason],
  ["human_agent", true, humanAgentReason],
  ["abuse", false, abuseReason],
  ["out_of_scope", true, drivingReason],
  ["out_of_scope", true, schoolingReason],
  ["out_of_scope", true, jobSeekingReason],
  ["out_of_scope", true, everydayReason],
];

function firstGate(rows: readonly Row[], text: string): Gate | undefined {
  for (const [intent, isReadOn, find] of rows) {
    const reason = find(text);
    if (reason !== undefined) return { intent, reason, isReadOn };
  }
  return undefined;
}

/**
 * The gate a message must stop at, if any. Pure.
 * @param text normalised, with the numbers of persons masked
 * @param numbers what was masked
 */
export function readGate(text: string, numbers: readonly PersonalNumber[] = []): Gate | undefined {
  const grave = firstGate(BEFORE_NUMBERS, text);
  if (grave !== undefined) return grave;
  const pii = piiReason(text, numbers);
  if (pii !== undefined) return { intent: "pii_overshare", reason: pii, isReadOn: true };
  return firstGate(AFTER_NUMBERS, text);
}
