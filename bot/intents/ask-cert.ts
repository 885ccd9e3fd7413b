import { answerCertificates } from "../certificate-question.ts";
import { searchCourses } from "../course-search.ts";
import { applyOps } from "../dialogue.ts";
import { say } from "../reply.ts";
import { searchOps } from "../search-ops.ts";
import type { Intent, IntentCall, Outcome } from "./intent.ts";

/** 青白江叉车证哪里考 asks for classes as well: who names a trade and a place is shown those there are. */
async function withClasses(outcome: Outcome, call: IntentCall): Promise<Outcome> {
  const { slots } = call.meaning;
  const isNamed = slots.occupations !== undefined && slots.place?.isInSichuan === true;
  const hasList = outcome.state.results !== call.state.results;
  if (!isNamed || hasList || outcome.draft.action !== "answer") return outcome;
  const ops = searchOps(call.meaning, outcome.state, call.services.places);
  const classes = await searchCourses(call, applyOps(outcome.state, ops));
  return {
    state: classes.state,
    draft: { ...classes.draft, parts: [...outcome.draft.parts, say`培训班：`, ...classes.draft.parts] },
  };
}

/** Papers told apart: what each is for, who issues it, where it is checked; what a class leads to as its record says. */
export const askCert: Intent = {
  name: "ask_cert",
  examples: ["学完发什么证", "这个有证书吗", "考什么证", "电工证怎么考"],
  run: async (call) => withClasses(await answerCertificates(call), call),
};
