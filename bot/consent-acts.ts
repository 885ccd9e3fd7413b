import { PURPOSE_NAMES } from "../src/people/consent.ts";
import type { Purpose } from "../src/people/consent-store.ts";
import { RETENTION } from "../src/people/retention.ts";
import type { ConsentAct } from "./consent-words.ts";
import type { IntentCall, Outcome } from "./intents/intent.ts";
import { withoutPoint } from "./kept-state.ts";
import { choice, joined, type Said, say, setting } from "./reply.ts";

const KEEP_PLACE = choice(say`同意记住位置`);
const DO_NOT_KEEP = choice(say`不用记`);
const DAYS = setting("placeDays", RETENTION.placeDays);
const ROUNDING = setting("rounding_km", 1);

/** After an answer to a shared position: may it be kept? Asked once in each version, of whoever has been told what is kept and why. */
export async function withPlaceQuestion(call: IntentCall, outcome: Outcome): Promise<Outcome> {
  const { terms, services, turn, now } = call;
  if (!terms.isTold || terms.isPlaceAsked) return outcome;
  if (!(await services.consents.ask(turn.personId, { purpose: "location", channel: turn.channel }, now)))
    return outcome;
  const question = say`这个位置只用来查了这一次，没有存。要我以后记住您发来的大致位置吗（约 ${ROUNDING} 公里、${DAYS} 天）？同意请回复“同意记住位置”；不用就回复“不用记”，说区县名一样能找。`;
  const { draft } = outcome;
  return {
    ...outcome,
    draft: {
      ...draft,
      parts: [...draft.parts, question],
      choices: [...(draft.choices ?? []), KEEP_PLACE, DO_NOT_KEEP],
    },
  };
}

const done = (state: Outcome["state"], sentence: Said, choices: ReturnType<typeof choice>[] = []): Outcome => ({
  state,
  draft: { parts: [sentence], choices, action: "answer" },
});

/** All that was agreed to, taken back at once. What is kept without consent is told, with the way to delete it. */
async function withdrawAll({ state, services, turn, now }: IntentCall): Promise<Outcome> {
  const records = await services.consents.list(turn.personId);
  const given = [...new Set(records.filter(({ isGiven }) => isGiven).map(({ purpose }) => purpose))];
  for (const purpose of given) await services.consents.withdraw(turn.personId, purpose, now, turn.channel);
  await services.consents.withdraw(turn.personId, "notices", now, turn.channel); // subscriptions of earlier versions too
  const names = given.map((purpose: Purpose) => setting("purpose", PURPOSE_NAMES[purpose]));
  const taken =
    names.length === 0
      ? say`您现在没有同意过什么，也没有订阅在发通知。`
      : say`已经撤回：${joined(names, "、")}。为这些存的都删了，不会再发通知。`;
  return done(withoutPoint(state), say`${taken}找课照常可以用。要把剩下的也删掉，请回复“删除我的记录”。`, [
    choice(say`删除我的记录`),
  ]);
}

const ACTS: Readonly<Record<ConsentAct, (call: IntentCall) => Promise<Outcome>>> = {
  keep_place: async ({ state, services, turn, now }) => {
    await services.consents.give(turn.personId, { purpose: "location", channel: turn.channel }, now);
    return done(
      state,
      say`好的，记下了您的同意。以后发来的位置，我记约 ${ROUNDING} 公里、${DAYS} 天，只用来找附近的课。随时回复“不要记我的位置”就删掉。`,
    );
  },
  refuse_place: async ({ state, services, turn, now }) => {
    await services.consents.withdraw(turn.personId, "location", now, turn.channel);
    return done(withoutPoint(state), say`好的，不记。说区县名，或者每次发一下位置，一样能找附近的课。`);
  },
  withdraw_place: async ({ state, services, turn, now }) => {
    await services.consents.withdraw(turn.personId, "location", now, turn.channel);
    return done(withoutPoint(state), say`位置已经删掉，以后也不记了。说区县名一样能找。`, [
      choice(say`你们存了我哪些信息`),
    ]);
  },
  withdraw_notices: async ({ state, services, turn, now }) => {
    await services.consents.withdraw(turn.personId, "notices", now, turn.channel);
    return done(state, say`已经撤回，订阅都停了，还没发出的通知也取消了。`);
  },
  withdraw_all: withdrawAll,
  not_personalised: async ({ state, services, turn }) => {
    await services.people.setPersonalised(turn.personId, false);
    return done(
      state,
      say`已经关闭：找课只看您当时说的条件，不看、也不记您是什么人、多大年纪。想恢复，回复“打开个性化推荐”。`,
    );
  },
  personalised: async ({ state, services, turn }) => {
    await services.people.setPersonalised(turn.personId, true);
    return done(state, say`已经打开。您说过的人员类别和年龄会和找课条件一起记着。想关，回复“关闭个性化推荐”。`);
  },
};

export const carryOutConsent = (call: IntentCall, act: ConsentAct): Promise<Outcome> => ACTS[act](call);
