import { z } from "zod";
import { type Database, NOT_FLUSHED } from "../kit/database.ts";
import { createSealer } from "../kit/sealed.ts";

/** What a person did that lets us write to them for a while. */
export type Trigger = "message" | "menu" | "follow" | "scan";

/**
 * Customer-service messages WeChat allows after each trigger, and for how long. A trigger replaces what was left of the one before
 * (official page 发送客服消息; older texts give 20 for messages).
 */
const WINDOWS: Readonly<Record<Trigger, { count: number; seconds: number }>> = {
  message: { count: 5, seconds: 48 * 3_600 },
  menu: { count: 3, seconds: 60 },
  follow: { count: 3, seconds: 60 },
  scan: { count: 3, seconds: 60 },
};

/** Where WeChat reaches our people. The openid is sealed, and goes with the person. */
export interface Addresses {
  /** Somebody did something in the account: they follow it, and may be written to. @param sceneId of the QR code that brought them */
  touched(personId: string, openid: string, trigger: Trigger, now: Date, sceneId?: string): Promise<void>;
  /** Undefined when the person is gone, does not follow us, or does not want to hear from us. */
  openidOf(personId: string): Promise<string | undefined>;
  /** Takes one of the messages WeChat still allows. @returns whether there was one */
  take(personId: string, now: Date): Promise<boolean>;
  /** WeChat counts otherwise than we do, or the person refuses: nothing is sent until they write again. */
  close(personId: string, reason: "window" | "refusing"): Promise<void>;
}

// What a crash may lose, the person's next message brings back.
const TOUCH = {
  name: "wechat-touch",
  text: `
  WITH ${NOT_FLUSHED}
  INSERT INTO wechat_address (person_id, appid, openid_sealed, is_following, scene_id, window_until, window_left, updated_at)
  SELECT $1::uuid, $2, $3, true, $4, $5::timestamptz, $6::int, $7::timestamptz FROM not_flushed
  ON CONFLICT (person_id) DO UPDATE SET is_following = true, is_refusing = false, updated_at = excluded.updated_at,
    window_until = excluded.window_until, window_left = excluded.window_left,
    scene_id = coalesce(excluded.scene_id, wechat_address.scene_id)`,
};
const READ = `
  SELECT openid_sealed FROM wechat_address WHERE person_id = $1 AND appid = $2 AND is_following AND NOT is_refusing`;
const TAKE = `
  UPDATE wechat_address SET window_left = window_left - 1
  WHERE person_id = $1 AND window_left > 0 AND window_until > $2 RETURNING 1`;
const CLOSE = "UPDATE wechat_address SET window_left = 0, is_refusing = is_refusing OR $2 WHERE person_id = $1";
const Row = z.object({ openid_sealed: z.string() });

/** What seals openids; one for all that store them. */
export const openidSealer = (secret: string) => createSealer(secret, "openid");

export function createAddresses({ sql }: Pick<Database, "sql">, appid: string, secret: string): Addresses {
  const sealer = openidSealer(secret);
  // An answer is thought of while the address is being kept; what is sent after it waits for that.
  const beingKept = new Map<string, Promise<void>>();
  const keep = async (
    ...[personId, openid, trigger, now, sceneId]: Parameters<Addresses["touched"]>
  ): Promise<void> => {
    const { count, seconds } = WINDOWS[trigger];
    const until = new Date(now.getTime() + seconds * 1_000);
    await sql.query({ ...TOUCH, values: [personId, appid, sealer.seal(openid), sceneId ?? null, until, count, now] });
  };
  return {
    touched: (...given) => {
      const [personId] = given;
      const keeping = keep(...given).finally(() => {
        if (beingKept.get(personId) === keeping) beingKept.delete(personId);
      });
      beingKept.set(personId, keeping);
      return keeping;
    },
    openidOf: async (personId) => {
      await beingKept.get(personId)?.catch(() => undefined); // whoever keeps it is told of the fault
      const { rows } = await sql.query(READ, [personId, appid]);
      return rows[0] === undefined ? undefined : sealer.open(Row.parse(rows[0]).openid_sealed);
    },
    take: async (personId, now) => (await sql.query(TAKE, [personId, now])).rows.length > 0,
    close: async (personId, reason) => void (await sql.query(CLOSE, [personId, reason === "refusing"])),
  };
}
