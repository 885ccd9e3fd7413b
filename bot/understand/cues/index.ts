import { COURSE_CUES } from "./course-cues.ts";
import type { IntentCue } from "./cue.ts";
import { DEMAND_CUES } from "./demand-cues.ts";
import { KNOWLEDGE_CUES } from "./knowledge-cues.ts";
import { MONEY_CUES } from "./money-cues.ts";
import { PERSON_CUES } from "./person-cues.ts";
import { SCOPE_CUES } from "./scope-cues.ts";

/** Every cue. A word may stand in several tables: what counts is the sum. */
export const INTENT_CUES: readonly IntentCue[] = [
  ...COURSE_CUES,
  ...MONEY_CUES,
  ...KNOWLEDGE_CUES,
  ...PERSON_CUES,
  ...DEMAND_CUES,
  ...SCOPE_CUES,
];
