import { z } from "zod";
import type { Database } from "../kit/database.ts";
import type { Log } from "../kit/log.ts";
import type { NoticeOutlet, OutgoingNotice, OutletResult } from "../notices/notice-outlet.ts";
import type { Addresses } from "./addresses.ts";
import type { WechatClient } from "./client.ts";
import type { Messenger, Saying, Sent } from "./messenger.ts";
import { templateData } from "./new-course-words.ts";
import { WechatFault } from "./wechat-fault.ts";

interface OutletNeeds {
  db: Pick<Database, "sql">;
  client: Pick<WechatClient, "sendTemplate">;
  addresses: Addresses;
  messenger: Messenger;
  /** A notice as WeChat messages (bot/channels/render-wechat.ts). */
  render(reply: object): readonly Saying[];
  /** Id of the template for new courses; undefined = only customer-service messages. */
  templateId: string | undefined;
  appid: string;
  publicUrl: string;
  log: Log;
}

const OFFICIAL_ACCOUNT = "official_account";

const REACHABLE = `
  SELECT person_id FROM wechat_address WHERE person_id = ANY($1) AND appid = $2 AND is_following AND NOT is_refusing`;
const Row = z.object({ person_id: z.string() });

const RESULTS: Readonly<Record<Sent, OutletResult>> = {
  answered: { kind: "sent" },
  sent: { kind: "sent" },
  no_window: { kind: "unreachable", reason: "WeChat allows no message until they write again" },
  unknown: { kind: "unknown" },
  failed: { kind: "failed", reason: "customer-service message refused" },
};

/** New courses by the account: a template message, or a customer-service message while the person may be written to. */
export function createNewCourseOutlet(needs: OutletNeeds): NoticeOutlet {
  const { db, client, addresses, messenger, templateId, appid, publicUrl, log } = needs;

  const byMessage = async ({ personId, reply }: OutgoingNotice): Promise<OutletResult> => {
    const [first] = needs.render(reply);
    if (first === undefined) return { kind: "failed", reason: "nothing to say" };
    return RESULTS[await messenger.say(personId, first)];
  };

  /** What a refusal by WeChat means for this notice; what may pass is thrown, so that the queue tries again. */
  const refusedBy = async (error: WechatFault, notice: OutgoingNotice): Promise<OutletResult> => {
    log.warn({ code: error.code, kind: error.kind, rid: error.rid }, "template message not sent");
    switch (error.kind) {
      case "user":
        await addresses.close(notice.personId, "refusing");
        return { kind: "failed", reason: `WeChat: ${error.code}` };
      case "window":
      case "account":
      case "quota_day":
        return byMessage(notice);
      case "content":
        return { kind: "failed", reason: `WeChat: ${error.code}` };
      case "transient":
      case "token":
        if (error.isOutcomeUnknown) throw error; // the same client_msg_id is sent once: it may be repeated
        return { kind: "later", reason: error.message };
    }
  };

  return {
    channel: OFFICIAL_ACCOUNT,
    isRepeatable: templateId !== undefined,
    reachable: async (personIds) => {
      if (personIds.length === 0) return new Set();
      const { rows } = await db.sql.query(REACHABLE, [personIds, appid]);
      return new Set(
        z
          .array(Row)
          .parse(rows)
          .map((row) => row.person_id),
      );
    },
    send: async (notice, _now, signal) => {
      if (templateId === undefined) return byMessage(notice);
      const openid = await addresses.openidOf(notice.personId);
      if (openid === undefined) return { kind: "unreachable", reason: "no longer follows the account" };
      const { course, label, clientMsgId } = notice;
      try {
        const { messageId } = await client.sendTemplate(
          {
            openid,
            templateId,
            url: `${publicUrl}/courses/${course.id}`,
            data: templateData(course, label),
            clientMessageId: clientMsgId,
          },
          signal,
        );
        return { kind: "sent", ...(messageId !== undefined && { messageId }) };
      } catch (error) {
        if (!(error instanceof WechatFault)) throw error;
        return refusedBy(error, notice);
      }
    },
  };
}
