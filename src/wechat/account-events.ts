import type { Database } from "../kit/database.ts";
import { markArrived } from "../notices/delivery-store.ts";
import type { Inbound, SubscriptionAnswer } from "./inbound.ts";

const EVENTS = [
  "template_sent",
  "subscription_sent",
  "subscription_answered",
  "subscription_changed",
  "authorization_revoked",
  "account_cancelled",
] as const;

/** What an event of WeChat is about, besides a conversation. */
export type AccountEvent = Extract<Inbound, { kind: (typeof EVENTS)[number] }>;

export const isAccountEvent = (inbound: Inbound): inbound is AccountEvent =>
  EVENTS.some((kind) => kind === inbound.kind);

/** Credits for subscribe messages (src/people/credits.ts): WeChat's events are the truth about them. */
export interface CreditEvents {
  /** A tap on 订阅 was answered. */
  confirm(personId: string, templateId: string, status: "accept" | "reject", at: Date): Promise<void>;
  /** The person switched messages off (or on) in the settings. */
  change(personId: string, templateId: string, status: "accept" | "reject", at: Date): Promise<void>;
}

/** What people may take back in WeChat's own settings. */
export interface PersonEvents {
  /** An event makes nobody known: whoever is gone stays gone. */
  known(channel: string, channelKey: string): Promise<{ id: string } | undefined>;
  /** Deletes what was given under an authorisation that is revoked now; codes as WeChat numbers them (8 手机号, 13 位置信息 …). */
  forgetRevoked(personId: string, codes: readonly number[], now: Date): Promise<void>;
  forget(personId: string): Promise<void>;
}

export interface AccountEventsNeeds {
  db: Database;
  people: PersonEvents;
  credits: CreditEvents;
  /** Channel of the people of this account or mini-program. */
  channel: "official_account" | "miniprogram";
}

/** Works on events that are no conversation: how messages fared, what people allowed and took back. */
export type OnAccountEvent = (event: AccountEvent, now: Date) => Promise<void>;

const statusOf = ({ isAccepted }: SubscriptionAnswer): "accept" | "reject" => (isAccepted ? "accept" : "reject");

export function createAccountEvents({ db, people, credits, channel }: AccountEventsNeeds): OnAccountEvent {
  const ofPerson = async (openid: string, work: (personId: string) => Promise<void>): Promise<void> => {
    const person = await people.known(channel, openid);
    if (person !== undefined) await work(person.id);
  };
  return async (event, now) => {
    switch (event.kind) {
      case "template_sent": {
        const { templateMessageId, isDelivered, status } = event;
        return markArrived(db, templateMessageId, { isDelivered, reason: status });
      }
      case "subscription_sent":
        for (const { messageId, errorCode, status } of event.results)
          await markArrived(db, messageId, { isDelivered: errorCode === 0, reason: `${errorCode} ${status}` });
        return;
      case "subscription_answered":
      case "subscription_changed":
        return ofPerson(event.openid, async (personId) => {
          const tell = event.kind === "subscription_answered" ? credits.confirm : credits.change;
          for (const answer of event.answers)
            await tell(personId, answer.templateId, statusOf(answer), event.createdAt);
        });
      case "authorization_revoked":
        return ofPerson(event.subject, (personId) => people.forgetRevoked(personId, event.what, now));
      case "account_cancelled":
        return ofPerson(event.subject, people.forget);
    }
  };
}
