import { z } from "zod";
import type { Database } from "../kit/database.ts";
import type { Log } from "../kit/log.ts";
import type { NoticeOutlet, OutletResult } from "../notices/notice-outlet.ts";
import { openidSealer } from "./addresses.ts";
import type { WechatClient } from "./client.ts";
import { templateData } from "./new-course-words.ts";
import { WechatFault } from "./wechat-fault.ts";

/** Credits for subscribe messages (src/people/credit-service.ts): one accept is one message. */
export interface SpendableCredits {
  spend(personId: string, templateId: string, now: Date): Promise<boolean>;
  refund(personId: string, templateId: string, now: Date): Promise<void>;
  exhaust(personId: string, templateId: string, now: Date): Promise<void>;
}

interface OutletNeeds {
  db: Pick<Database, "sql">;
  client: Pick<WechatClient, "sendSubscribe">;
  credits: SpendableCredits;
  templateId: string;
  appid: string;
  /** Opens the sealed openids. */
  secret: string;
  log: Log;
}

const MINIPROGRAM = "miniprogram";

const REACHABLE = `
  SELECT a.person_id FROM wechat_address a
  JOIN subscribe_credit c ON c.person_id = a.person_id AND c.template_id = $3 AND (c.credits > 0 OR c.is_long_term)
  WHERE a.person_id = ANY($1) AND a.appid = $2`;
const ADDRESS = "SELECT openid_sealed FROM wechat_address WHERE person_id = $1 AND appid = $2";
const Reachable = z.array(z.object({ person_id: z.string() }));
const Address = z.object({ openid_sealed: z.string() });

/** 43101: nothing is left, or the person has switched messages off (official page 发送订阅消息). */
const NO_CREDIT = 43_101;

/** New courses by the mini-program's subscribe message, for whoever has a credit; it is taken before and given back when nothing was sent. */
export function createMiniprogramOutlet(needs: OutletNeeds): NoticeOutlet {
  const { db, client, credits, templateId, appid, secret, log } = needs;
  const sealer = openidSealer(secret);

  const openidOf = async (personId: string): Promise<string | undefined> => {
    const { rows } = await db.sql.query(ADDRESS, [personId, appid]);
    return rows[0] === undefined ? undefined : sealer.open(Address.parse(rows[0]).openid_sealed);
  };

  const refusedBy = async (error: WechatFault, personId: string, now: Date): Promise<OutletResult> => {
    log.warn({ code: error.code, kind: error.kind, rid: error.rid }, "subscribe message not sent");
    if (error.isOutcomeUnknown) return { kind: "unknown" }; // it may have been shown: the credit counts as spent
    if (error.code === NO_CREDIT) await credits.exhaust(personId, templateId, now);
    else await credits.refund(personId, templateId, now);
    if (error.kind === "transient" || error.kind === "token") return { kind: "later", reason: error.message };
    return { kind: "failed", reason: `WeChat: ${error.code ?? error.kind}` };
  };

  return {
    channel: MINIPROGRAM,
    isRepeatable: false,
    reachable: async (personIds) => {
      if (personIds.length === 0) return new Set();
      const { rows } = await db.sql.query(REACHABLE, [personIds, appid, templateId]);
      return new Set(Reachable.parse(rows).map((row) => row.person_id));
    },
    send: async ({ personId, course, label }, now, signal) => {
      const openid = await openidOf(personId);
      if (openid === undefined || !(await credits.spend(personId, templateId, now)))
        return { kind: "unreachable", reason: "no credit for a subscribe message" };
      try {
        const { messageId } = await client.sendSubscribe(
          { openid, templateId, page: `pages/course/course?id=${course.id}`, data: templateData(course, label) },
          signal,
        );
        return { kind: "sent", ...(messageId !== undefined && { messageId }) };
      } catch (error) {
        if (!(error instanceof WechatFault)) throw error;
        return refusedBy(error, personId, now);
      }
    },
  };
}
