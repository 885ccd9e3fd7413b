import type { Clock } from "../../src/kit/clock.ts";
import { newId } from "../../src/kit/ids.ts";
import type { Log } from "../../src/kit/log.ts";
import type { PersonService } from "../../src/people/person-service.ts";
import type { OnAccountEvent } from "../../src/wechat/account-events.ts";
import type { Addresses, Trigger } from "../../src/wechat/addresses.ts";
import type { Inbound } from "../../src/wechat/inbound.ts";
import type { Messenger, Saying } from "../../src/wechat/messenger.ts";
import { currentSlot } from "../../src/wechat/reply-slot.ts";
import type { Scenes } from "../../src/wechat/scenes.ts";
import type { Answer, Reply } from "../turn.ts";
import type { AccountMessage, PuppetOfficialAccount } from "./puppet-official-account.ts";
import { renderWechat, type WechatLinks } from "./render-wechat.ts";

export interface OfficialAccountNeeds {
  answer: Answer;
  people: PersonService;
  addresses: Addresses;
  messenger: Messenger;
  scenes: Scenes;
  onEvent: OnAccountEvent;
  links: Omit<WechatLinks, "cardPicture">;
  /** Undefined where there is no mini-program, or its picture is not uploaded yet. */
  cardPicture(): string | undefined;
  /** Whether agents of the account answer at this moment: 转人工 is handed to them then. */
  mayTransfer(now: Date): boolean;
  accountId: string;
  clock: Clock;
  log: Log;
}

/** The account as a mouth of the bot: pushes in, through wechaty, words out. */
export interface OfficialAccount {
  /** Begins to look up who it is from, while the push is being claimed. */
  lookAhead(inbound: Inbound): void;
  /** Works on one push. @returns when all is said */
  receive(inbound: Inbound): Promise<void>;
  /** Loads wechaty, which takes a second or more, before the first message needs it. */
  warmUp(): void;
  stop(): Promise<void>;
}

const CHANNEL = "official_account";

type Written = Extract<Inbound, { kind: "text" | "location" | "media" }>;

const contentOf = (written: Written): AccountMessage["content"] => {
  if (written.kind === "text") return { kind: "text", text: written.text };
  if (written.kind === "media") return { kind: "media", media: written.media };
  return { kind: "location", point: written.point, label: written.label };
};

export function createOfficialAccount(needs: OfficialAccountNeeds): OfficialAccount {
  const { answer, people, addresses, messenger, scenes, onEvent, links, accountId, clock, log } = needs;

  /** A hand-over answers the push by itself; what there is to say about it follows as a message. */
  const render = (reply: Reply): Saying[] => {
    if (reply.meaning.intent === "human_agent" && needs.mayTransfer(clock.now()))
      currentSlot()?.take({ kind: "transfer" });
    const cardPicture = needs.cardPicture();
    return renderWechat(reply, { ...links, ...(cardPicture !== undefined && { cardPicture }) });
  };

  const start = async (): Promise<{ puppet: PuppetOfficialAccount; stop(): Promise<void> }> => {
    const [{ PuppetOfficialAccount }, { startWechatyChannel }] = await Promise.all([
      import("./puppet-official-account.ts"),
      import("./wechaty.ts"),
    ]);
    const puppet = new PuppetOfficialAccount({ accountId, messenger });
    const channel = await startWechatyChannel({
      answer,
      channel: CHANNEL,
      personOf: async (id) => ({ id }), // the puppet names people by our own ids
      puppet,
      log,
      render,
      onDone: (messageId) => puppet.finish(messageId),
    });
    return { puppet, stop: channel.stop };
  };
  let started: ReturnType<typeof start> | undefined;
  const running = (): ReturnType<typeof start> => {
    started ??= start();
    started.catch(() => {
      started = undefined; // the next message tries again
    });
    return started;
  };

  const lookups = new WeakMap<Inbound, Promise<{ id: string } | undefined>>();
  const personOf = async (inbound: Inbound): Promise<{ id: string }> =>
    (await lookups.get(inbound)) ?? people.personOf(CHANNEL, inbound.openid, clock.now());

  /** Who does something in the account is reachable for a while; kept while the answer is being thought of. */
  const touched = async (personId: string, { openid }: Inbound, trigger: Trigger, sceneId?: string): Promise<void> => {
    await addresses
      .touched(personId, openid, trigger, clock.now(), sceneId)
      .catch((error: unknown) => log.error({ err: error }, "address not kept"));
  };

  const converse = async (inbound: Inbound, id: string, trigger: Trigger, content: AccountMessage["content"]) => {
    const { id: personId } = await personOf(inbound);
    const kept = touched(personId, inbound, trigger);
    const { puppet } = await running();
    await Promise.all([puppet.deliver({ id, personId, at: clock.now(), content }), kept]);
  };

  const welcome = async (inbound: Inbound, trigger: Trigger, sceneId: string | undefined): Promise<void> => {
    const { id: personId } = await personOf(inbound);
    const scene = sceneId === undefined ? undefined : await scenes.byId(sceneId);
    await touched(personId, inbound, trigger, scene?.id);
    const divisionCode = scene?.divisionCode ?? undefined;
    const reply = await answer({
      personId,
      channel: CHANNEL,
      messageId: newId(clock.now()),
      at: clock.now(),
      input: { kind: "arrived", ...(divisionCode !== undefined && { divisionCode }) },
    });
    for (const saying of render(reply)) await messenger.say(personId, saying);
  };

  const receive = async (inbound: Inbound): Promise<void> => {
    switch (inbound.kind) {
      case "text":
      case "location":
      case "media":
        return converse(inbound, inbound.messageId, "message", contentOf(inbound));
      case "menu_tapped":
        return converse(inbound, newId(clock.now()), "menu", { kind: "text", text: inbound.key });
      case "followed":
        return welcome(inbound, "follow", inbound.scene);
      case "scanned":
        return welcome(inbound, "scan", inbound.scene);
      case "unfollowed": {
        const person = await people.known(CHANNEL, inbound.openid);
        return person === undefined ? undefined : people.forget(person.id);
      }
      case "ignored":
        return;
      default:
        return onEvent(inbound, clock.now());
    }
  };

  return {
    lookAhead: (inbound) => {
      // a fault here is met again, and told, when the person is asked for
      lookups.set(
        inbound,
        people.known(CHANNEL, inbound.openid).catch(() => undefined),
      );
    },
    receive,
    warmUp: () => void running().catch((error: unknown) => log.error({ err: error }, "wechaty did not start")),
    stop: async () => {
      const { stop } = (await started) ?? { stop: async () => undefined };
      await stop();
    },
  };
}
