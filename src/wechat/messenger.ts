import type { Clock } from "../kit/clock.ts";
import type { Log } from "../kit/log.ts";
import type { Addresses } from "./addresses.ts";
import type { CustomMessage } from "./calls/custom.ts";
import type { WechatClient } from "./client.ts";
import type { PassiveReply } from "./passive-reply.ts";
import { currentSlot } from "./reply-slot.ts";
import { WechatFault } from "./wechat-fault.ts";

/** What can be said to a person in the account. A mini-program card can only be sent, it never answers a push. */
export type Saying = Exclude<PassiveReply, { kind: "transfer" }> | Extract<CustomMessage, { kind: "miniprogram" }>;

/** How a message fared. `unknown` = it was written and nothing came back: it is not sent again. */
export type Sent = "answered" | "sent" | "no_window" | "unknown" | "failed";

/** Says things to people of the account: as the answer to their push while it waits, else as a customer-service message. */
export interface Messenger {
  say(personId: string, saying: Saying): Promise<Sent>;
}

interface MessengerNeeds {
  client: Pick<WechatClient, "sendCustom">;
  addresses: Addresses;
  clock: Clock;
  log: Log;
}

export function createMessenger({ client, addresses, clock, log }: MessengerNeeds): Messenger {
  const send = async (personId: string, saying: Saying): Promise<Sent> => {
    const openid = await addresses.openidOf(personId);
    if (openid === undefined || !(await addresses.take(personId, clock.now()))) return "no_window";
    try {
      await client.sendCustom({ openid, message: saying });
      return "sent";
    } catch (error) {
      if (!(error instanceof WechatFault)) throw error;
      if (error.isOutcomeUnknown) return "unknown";
      if (error.kind === "window" || error.kind === "user")
        await addresses.close(personId, error.kind === "user" ? "refusing" : "window");
      log.warn({ code: error.code, kind: error.kind, rid: error.rid }, "customer-service message not sent");
      return error.kind === "window" ? "no_window" : "failed";
    }
  };
  return {
    say: async (personId, saying) => {
      if (saying.kind !== "miniprogram" && currentSlot()?.take(saying) === true) return "answered";
      return send(personId, saying);
    },
  };
}
