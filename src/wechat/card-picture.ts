import { readFile } from "node:fs/promises";
import type { Clock } from "../kit/clock.ts";
import type { Log } from "../kit/log.ts";
import { projectPath } from "../kit/root.ts";
import type { WechatClient } from "./client.ts";

/** The picture that mini-program cards are sent with. WeChat wants it uploaded before, and keeps it for three days. */
export interface CardPicture {
  /** Its media_id; undefined as long as there is none: a message is not kept waiting for a picture. */
  current(): string | undefined;
}

/** 520 × 416, as cards show it. */
const FILE = "data/wechat/card.png";
const RENEW_AFTER_MS = 2 * 86_400_000;
const TRY_AGAIN_AFTER_MS = 10 * 60_000;

export function createCardPicture(client: Pick<WechatClient, "uploadImage">, clock: Clock, log: Log): CardPicture {
  let mediaId: string | undefined;
  let renewAt = 0;
  const renew = async (): Promise<void> => {
    const bytes = await readFile(projectPath(FILE));
    ({ mediaId } = await client.uploadImage({ type: "image/png", bytes }));
  };
  return {
    current: () => {
      const now = clock.now().getTime();
      if (now >= renewAt) {
        renewAt = now + RENEW_AFTER_MS;
        void renew().catch((error: unknown) => {
          renewAt = now + TRY_AGAIN_AFTER_MS;
          log.warn({ err: error }, "picture of cards not uploaded");
        });
      }
      return mediaId;
    },
  };
}
