import { answerCourses } from "../course-search.ts";
import { applyOps, type DialogueState } from "../dialogue.ts";
import { choice, cite, say, setting } from "../reply.ts";
import { searchOps } from "../search-ops.ts";
import { courseQueryOf } from "../search-state.ts";
import { spokenSearch } from "../search-words.ts";
import type { Intent, IntentCall, Outcome } from "./intent.ts";

const isEmpty = ({ search }: DialogueState): boolean =>
  Object.keys(courseQueryOf(search)).filter((name) => name !== "sort").length === 0;

async function save(call: IntentCall, state: DialogueState): Promise<Outcome> {
  const wanted = spokenSearch(state.search, call.today);
  const { subscriptions, consents } = call.services;
  const { personId, channel } = call.turn;
  await consents.give(personId, { purpose: "notices", channel }, call.now); // to ask for news is to agree to it
  const done = await subscriptions.subscribe(personId, courseQueryOf(state.search), wanted.text, call.now);
  const label = cite("search", done.subscription?.id ?? "current", "label", wanted.text);
  const sentence = {
    saved: say`好的，记下了：${label}。有符合的新班发布，我会马上告诉您。不想再收到就回复“退订”。`,
    already: say`已经记着了：${label}。有新班会告诉您；不想再收到就回复“退订”。`,
    full: say`您已经订了 ${setting("maxSubscriptions", 10)} 个，先回复“退订”再加新的。`,
  }[done.kind];
  return { state, draft: { parts: [sentence], choices: [choice(say`退订`)], action: "answer" } };
}

/** Keeps the search as a wish for news. Without a search there is nothing to keep, so it asks. */
export const subscribe: Intent = {
  name: "subscribe",
  examples: ["有新的就告诉我", "开班了通知我", "帮我留意双流的电工班"],
  run: async (call) => {
    const { meaning, state, services } = call;
    if (meaning.questions.length > 0 || meaning.slots.place?.isInSichuan === false) return answerCourses(call);
    const next = applyOps(state, searchOps(meaning, state, services.places));
    if (!isEmpty(next)) return save(call, next);
    return {
      state: next,
      draft: { parts: [say`可以。请先告诉我想学什么、在哪里学，我记下来，有新班就通知您。`], action: "clarify" },
    };
  },
};
