import type { Subscription } from "../../src/notices/subscription-service.ts";
import { choice, cite, joined, type Said, say, setting } from "../reply.ts";
import type { Intent, IntentCall, Outcome } from "./intent.ts";

const spoken = ({ id, label }: Subscription): Said => cite("search", id, "label", label);

const numbered = (subscriptions: readonly Subscription[]): Said =>
  joined(
    subscriptions.map((subscription, index) => say`${setting("number", index + 1)}. ${spoken(subscription)}`),
    "\n",
  );

const answered = ({ state }: IntentCall, sentence: Said, choices: ReturnType<typeof choice>[] = []): Outcome => ({
  state,
  draft: { parts: [sentence], choices, action: "answer" },
});

/** 退订 stops everything at once, as people expect of the word; 退订第二个 stops one. */
async function stop(call: IntentCall, saved: readonly Subscription[]): Promise<Outcome> {
  const { services, turn, now, meaning } = call;
  const { ordinal } = meaning.slots;
  if (typeof ordinal === "number") {
    const one = saved[ordinal - 1];
    if (one === undefined) return answered(call, say`没有这个序号。您订了：\n${numbered(saved)}`);
    await services.subscriptions.unsubscribe(turn.personId, now, one.id);
    return answered(call, say`已退订：${spoken(one)}。`);
  }
  await services.consents.withdraw(turn.personId, "notices", now, turn.channel); // stops them all, and what waits to be sent
  return answered(call, say`已全部退订，不会再通知您：\n${numbered(saved)}\n想恢复，查到课程后回复“有新的就告诉我”。`);
}

export const unsubscribe: Intent = {
  name: "unsubscribe",
  examples: ["退订", "不要再通知我了", "我的订阅"],
  run: async (call) => {
    const saved = await call.services.subscriptions.list(call.turn.personId);
    if (saved.length === 0) return answered(call, say`您现在没有订阅，不会收到通知。`);
    if (/我的订阅|订阅了/.test(call.meaning.text))
      return answered(call, say`您订了：\n${numbered(saved)}\n回复“退订”全部停掉，回复“退订第几个”只停一个。`, [
        choice(say`退订`),
      ]);
    return stop(call, saved);
  },
};
