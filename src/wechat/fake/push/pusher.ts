import type { AccountKind } from "../accounts.ts";
import type { Person } from "../people.ts";
import { type Exchange, FAULT_TEXT } from "../transcript.ts";
import type { World } from "../world.ts";
import { envelopeOf, type PushMode, sealOf } from "./envelope.ts";
import { type Inbound, xmlOf } from "./inbound.ts";
import { type Reply, readReply } from "./reply.ts";
import { postUntilAnswered } from "./webhook.ts";

/** Platform events do not come from a person: their FromUserName is the platform's own. */
const PLATFORM_OPENID = "oPLATFORM-EVENTS-OF-THIS-AP";
const MAX_SHOWN = 4_000;

export interface PushOptions {
  /** The same message posted so often at once, as a platform that retries too eagerly would. */
  copies?: number;
  isFromPlatform?: boolean;
}

/** Posts what happens to the account's webhook and shows people what it replies. */
export interface Pusher {
  push(person: Person, inbound: Inbound, options?: PushOptions): Promise<Exchange[]>;
  /** Without waiting for the reply. */
  start(person: Person, inbound: Inbound, options?: PushOptions): void;
  /** Every push that was started has ended. */
  settled(): Promise<void>;
}

const cut = (xml: string): string => (xml.length > MAX_SHOWN ? `${xml.slice(0, MAX_SHOWN)}…` : xml);

export function createPusher(
  world: World,
  { webhookUrl, mode, stopping }: { webhookUrl(account: AccountKind): string; mode: PushMode; stopping: AbortSignal },
): Pusher {
  const running = new Set<Promise<unknown>>();
  const seals = {
    official: sealOf(world.accounts, "official", mode),
    miniprogram: sealOf(world.accounts, "miniprogram", mode),
  };
  // A mini-program has a 原始 ID of its own; nothing here depends on what it is.
  const nameOf = (account: AccountKind): string =>
    account === "official" ? world.accounts.official.ghId : `gh_${world.accounts.miniprogram.appid.slice(-12)}`;

  const outcomeOf = (reply: Reply | undefined): Pick<Exchange, "outcome" | "fault" | "replyKind"> => {
    if (reply === undefined) return { outcome: "unanswered", fault: "没有在时限内答复" };
    if (reply.kind === "invalid") return { outcome: "invalid", fault: reply.reason };
    return reply.kind === "none" ? { outcome: "none" } : { outcome: "reply", replyKind: reply.type };
  };

  const deliver = async (
    person: Person,
    inbound: Inbound,
    { xml, from, isShown }: { xml: string; from: string; isShown: boolean },
  ): Promise<Exchange> => {
    const seal = seals[person.account];
    const to = nameOf(person.account);
    const envelope = () => {
      const timestamp = String(Math.floor(world.clock.outer.now().getTime() / 1000));
      return envelopeOf(xml, seal, { to, openid: from, timestamp, nonce: world.ids.opaque("nonce").slice(0, 10) });
    };
    const { attempts, answer } = await postUntilAnswered(
      webhookUrl(person.account),
      envelope,
      world.settings,
      stopping,
    );
    const reply =
      answer &&
      readReply(answer.status, answer.body, seal, {
        openid: from,
        ghId: to,
        nonce: answer.nonce,
        isMessage: inbound.isMessage,
        isKnownMedia: (id) => world.media.find(id, world.clock.now()) !== undefined,
        pictureUrlOf: (id) => `/media/${id}`,
      });
    const isFaulty = reply === undefined || reply.kind === "invalid";
    if (reply?.kind === "reply" && isShown) {
      person.lastExchangeAt = world.clock.now();
      world.people.say(person, "account", reply.shown);
    }
    if (isFaulty && isShown && inbound.isAwaited && !stopping.aborted)
      world.people.say(person, "account", { kind: "system", text: FAULT_TEXT });
    return world.people.record(person, {
      direction: "push",
      title: inbound.title,
      isEncrypted: mode === "aes",
      attempts,
      ...outcomeOf(reply),
      sent: cut(xml),
      received: cut(reply === undefined || reply.kind === "none" ? (answer?.body ?? "") : reply.xml),
    });
  };

  const push: Pusher["push"] = async (person, inbound, { copies = 1, isFromPlatform = false } = {}) => {
    const from = isFromPlatform ? PLATFORM_OPENID : person.openid;
    const at = world.clock.outer.now();
    const xml = xmlOf(inbound, {
      ToUserName: nameOf(person.account),
      FromUserName: from,
      CreateTime: Math.floor(at.getTime() / 1000),
      MsgId: inbound.isMessage ? world.ids.messageId(at) : undefined,
    });
    // Whatever the copies are answered, the person sees one reply.
    const posts = Array.from({ length: copies }, (_, index) =>
      deliver(person, inbound, { xml, from, isShown: index === 0 }),
    );
    const work = Promise.all(posts);
    running.add(work);
    return work.finally(() => running.delete(work));
  };

  return {
    push,
    start: (person, inbound, options) => {
      push(person, inbound, options).catch((error: unknown) => world.log.error({ err: error }, "push"));
    },
    settled: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
