import type { Operator } from "../src/people/operator.ts";
import { RETENTION } from "../src/people/retention.ts";
import type { IntentCall, Outcome } from "./intents/intent.ts";
import { type Said, say, setting } from "./reply.ts";

/**
 * What a person is told before anything but the hash of their channel's id is kept for good (PIPL art. 17): who, why, how long, and
 * which rights. At most 200 characters, so that it can follow an answer or a welcome.
 */
const privacyNotice = ({ name, contact, privacyUrl }: Operator): Said =>
  say`【个人信息告知】${setting("operatorName", name)}（${setting("operatorContact", contact)}）为帮您找课，只记一个还原不出您是谁的代号和找课条件，条件 ${setting("state_hours", RETENTION.dialogueHours)} 小时不说话就删；位置、通知先问过您才记。回复“我的信息”“导出我的记录”“删除我的记录”“撤回同意”随时可办。全文：${setting("privacyUrl", privacyUrl)}`;

/**
 * Adds the notice to the first reply of a person whom no welcome has told it. It comes after the answer, once in each version, and never
 * with words about danger to life.
 */
export async function withNotice(call: IntentCall, outcome: Outcome, operator: Operator): Promise<Outcome> {
  const { turn, terms, services, now } = call;
  if (terms.isTold || outcome.isForgotten === true || outcome.draft.action === "safety_message") return outcome;
  const isFirst = await services.consents.ask(turn.personId, { purpose: "service", channel: turn.channel }, now);
  if (!isFirst) return outcome;
  return { ...outcome, draft: { ...outcome.draft, parts: [...outcome.draft.parts, privacyNotice(operator)] } };
}

/** How long the dialogue of this turn is kept: briefly, as long as the person has not read the notice and gone on. */
export const minutesKept = ({ terms }: IntentCall): number =>
  terms.isTold ? RETENTION.dialogueHours * 60 : RETENTION.firstContactMinutes;
