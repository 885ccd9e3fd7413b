import { invalid } from "../errors.ts";
import type { Database, Tx } from "../kit/database.ts";
import { type Credit, MAX_UNCONFIRMED, type TapReport, type TapStatus, type TemplateKind } from "./credit.ts";
import {
  addCredit,
  clearCredits,
  creditsOf,
  dropCredits,
  giveBack,
  recordEvent,
  recordReport,
  takeCredit,
} from "./credit-store.ts";
import { holdPerson, lockPerson } from "./learner.ts";

/**
 * Subscribe messages a person has agreed to (official page 订阅消息: one accept, one message; it never expires and cannot be asked for).
 * WeChat's event is the truth: what the phone reports is kept beside it and gives nothing by itself.
 */
export interface CreditService {
  list(personId: string): Promise<Credit[]>;
  /** The phone's word after a tap. @throws AppError invalid for a template that is not ours, session_expired for somebody who is gone */
  report(personId: string, reports: readonly TapReport[], now: Date): Promise<void>;
  /** subscribe_msg_popup_event: what was tapped. Told twice it counts once. @param at CreateTime of the event */
  confirm(personId: string, templateId: string, status: TapStatus, at: Date): Promise<void>;
  /** subscribe_msg_change_event: what was switched in WeChat's settings. A reject takes away all that was accepted before it. */
  change(personId: string, templateId: string, status: TapStatus, at: Date): Promise<void>;
  /** Takes one for a message that is about to be sent. @returns whether there was one */
  spend(personId: string, templateId: string, now: Date): Promise<boolean>;
  /** The message was definitely not sent (47003, 45168, 40037). A long-term consent was not spent, so nothing comes back. */
  refund(personId: string, templateId: string, now: Date): Promise<void>;
  /** WeChat says that nothing is left (43101). */
  exhaust(personId: string, templateId: string, now: Date): Promise<void>;
}

export interface CreditNeeds {
  db: Database;
  /** Our templates. Events and reports about others are not listened to. */
  templates: ReadonlyMap<string, TemplateKind>;
}

export function createCreditService({ db, templates }: CreditNeeds): CreditService {
  /** Events about somebody who is gone change nothing. */
  const forPerson = (personId: string, change: (tx: Tx) => Promise<void>): Promise<void> =>
    db.prisma.$transaction(async (tx) => {
      if (await lockPerson(tx, personId)) await change(tx);
    });

  const accepted = async (tx: Tx, personId: string, templateId: string, at: Date): Promise<void> => {
    const key = { personId, templateId };
    if (await recordEvent(tx, key, at)) await addCredit(tx, key, templates.get(templateId) === "long_term", at);
  };

  return {
    list: (personId) => creditsOf(db, personId),

    report: async (personId, reports, now) => {
      const faults = reports.flatMap(({ templateId }, index) =>
        templates.has(templateId) ? [] : [{ path: `reports.${index}.templateId`, message: "不是本小程序的订阅模板" }],
      );
      if (faults.length > 0) throw invalid(faults);
      await db.prisma.$transaction(async (tx) => {
        await holdPerson(tx, personId);
        for (const { templateId, result } of reports)
          if (result === "accept") await recordReport(tx, { personId, templateId }, now, MAX_UNCONFIRMED);
      });
    },

    confirm: async (personId, templateId, status, at) => {
      // a reject in the sheet refuses this one tap; what was accepted before stays
      if (status === "reject" || !templates.has(templateId)) return;
      await forPerson(personId, (tx) => accepted(tx, personId, templateId, at));
    },

    change: async (personId, templateId, status, at) => {
      if (!templates.has(templateId)) return;
      await forPerson(personId, async (tx) => {
        if (status === "reject") await dropCredits(tx, { personId, templateId }, at);
        else await accepted(tx, personId, templateId, at);
      });
    },

    spend: async (personId, templateId, now) => (await takeCredit(db, { personId, templateId }, now)) !== undefined,
    refund: (personId, templateId, now) => giveBack(db, { personId, templateId }, now),
    exhaust: (personId, templateId, now) => clearCredits(db, { personId, templateId }, now),
  };
}
