import * as PUPPET from "wechaty-puppet";
import type { Point } from "../../src/kit/geo.ts";
import type { Messenger } from "../../src/wechat/messenger.ts";

/** What a person wrote to the account. The person is named by our own id: wechaty never sees an openid. */
export interface AccountMessage {
  id: string;
  personId: string;
  at: Date;
  content:
    | { kind: "text"; text: string }
    | { kind: "location"; point: Point; label: string }
    | { kind: "media"; media: "image" | "voice" | "video" | "file" };
}

/** A message on its way through the bot, and what its sender waits for. */
interface InFlight {
  message: AccountMessage;
  settle(): void;
}

const MEDIA_TYPES = {
  image: PUPPET.types.Message.Image,
  voice: PUPPET.types.Message.Audio,
  video: PUPPET.types.Message.Video,
  file: PUPPET.types.Message.Attachment,
} as const;

const typeOf = ({ content }: AccountMessage): PUPPET.types.Message => {
  if (content.kind === "text") return PUPPET.types.Message.Text;
  return content.kind === "location" ? PUPPET.types.Message.Location : MEDIA_TYPES[content.media];
};

/**
 * The Official Account as a puppet of wechaty. It makes no request itself: pushes are handed to `deliver`, and what the bot says goes to
 * the messenger, which knows the reply slot and the customer-service messages.
 */
export class PuppetOfficialAccount extends PUPPET.Puppet {
  readonly #inFlight = new Map<string, InFlight>();
  readonly #accountId: string;
  readonly #messenger: Messenger;

  constructor({ accountId, messenger }: { accountId: string; messenger: Messenger }) {
    super();
    this.#accountId = accountId;
    this.#messenger = messenger;
  }

  override version = (): string => "1";
  override name = (): string => "official-account";

  override async onStart(): Promise<void> {
    this.login(this.#accountId);
  }

  override async onStop(): Promise<void> {
    for (const { settle } of this.#inFlight.values()) settle();
    if (this.isLoggedIn) await this.logout("stopped");
  }

  /** Gives a message to the bot. @returns when the bot has said all it has to say (`finish`) */
  deliver(message: AccountMessage): Promise<void> {
    const done = new Promise<void>((settle) => this.#inFlight.set(message.id, { message, settle }));
    this.emit("message", { messageId: message.id });
    return done;
  }

  /** The bot is done with a message: nothing of it, nor of who wrote it, stays in the caches of the library. */
  finish(messageId: string): void {
    const waiting = this.#inFlight.get(messageId);
    if (waiting === undefined) return;
    this.#inFlight.delete(messageId);
    this.cache.message.delete(messageId);
    this.cache.contact.delete(waiting.message.personId);
    waiting.settle();
  }

  #messageOf(id: string): AccountMessage {
    const found = this.#inFlight.get(id);
    if (found === undefined) throw new Error(`no message ${id} is being answered`);
    return found.message;
  }

  override async messageRawPayload(id: string): Promise<AccountMessage> {
    return this.#messageOf(id);
  }

  override async messageRawPayloadParser(message: AccountMessage): Promise<PUPPET.payloads.Message> {
    const { id, personId, at, content } = message;
    return {
      id,
      talkerId: personId,
      listenerId: this.#accountId,
      timestamp: at.getTime(),
      type: typeOf(message),
      ...(content.kind === "text" && { text: content.text }),
    };
  }

  override async messageLocation(id: string): Promise<PUPPET.payloads.Location> {
    const { content } = this.#messageOf(id);
    if (content.kind !== "location") throw new Error(`message ${id} is no location`);
    const { point, label } = content;
    return { accuracy: 0, address: label, name: label, latitude: point.lat, longitude: point.lng };
  }

  override async messageSendText(personId: string, text: string): Promise<void> {
    await this.#messenger.say(personId, { kind: "text", text });
  }

  override async messageSendUrl(personId: string, link: PUPPET.payloads.UrlLink): Promise<void> {
    const { title, description = "", url, thumbnailUrl } = link;
    await this.#messenger.say(personId, {
      kind: "news",
      title,
      description,
      url,
      ...(thumbnailUrl !== undefined && thumbnailUrl !== "" && { pictureUrl: thumbnailUrl }),
    });
  }

  override async messageSendMiniProgram(personId: string, card: PUPPET.payloads.MiniProgram): Promise<void> {
    const { appid = "", title = "", pagePath = "", thumbKey = "" } = card;
    await this.#messenger.say(personId, { kind: "miniprogram", appid, title, page: pagePath, thumbMediaId: thumbKey });
  }

  override async contactList(): Promise<string[]> {
    return []; // WeChat gives no names; whoever writes is known by their message
  }

  override async contactRawPayload(id: string): Promise<{ id: string }> {
    return { id };
  }

  override async contactRawPayloadParser({ id }: { id: string }): Promise<PUPPET.payloads.Contact> {
    return {
      id,
      name: "",
      avatar: "",
      phone: [],
      gender: PUPPET.types.ContactGender.Unknown,
      type: id === this.#accountId ? PUPPET.types.Contact.Official : PUPPET.types.Contact.Individual,
    };
  }

  override ding(data = ""): void {
    this.emit("dong", { data });
  }
}
