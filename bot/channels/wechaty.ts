import { type Contact, type Message, type Wechaty, WechatyBuilder } from "wechaty";
import type { Puppet } from "wechaty-puppet";
import type { Log } from "../../src/kit/log.ts";
import type { Saying } from "../../src/wechat/messenger.ts";
import type { Answer, Reply, Turn } from "../turn.ts";
import { renderText } from "./render-text.ts";

export interface WechatyNeeds {
  answer: Answer;
  channel: Turn["channel"];
  /** The person behind a contact's id. */
  personOf(channelKey: string, at: Date): Promise<{ id: string }>;
  puppet: Puppet;
  log: Log;
  /** A reply as this puppet can send it; plain texts unless told otherwise. */
  render?(reply: Reply): Saying[];
  /** Called when all is said to a message, or nothing is to be said. */
  onDone?(messageId: string): void;
}

/** After a reconnect old messages are delivered again; what is older than this was answered or is no longer waited for. */
const MAX_AGE_SECONDS = 60;
/** Ids remembered so that a message delivered twice is answered once. */
const REMEMBERED = 2_000;

/** wechaty does not do this itself: the same id emitted twice reaches the handler twice. */
function createMemory(): (id: string) => boolean {
  const seen = new Set<string>();
  return (id) => {
    if (seen.has(id)) return false;
    seen.add(id);
    const [oldest] = seen;
    if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}

type Media = Extract<Turn["input"], { kind: "unsupported" }>["media"];

async function inputOf(bot: Wechaty, message: Message): Promise<Turn["input"]> {
  const { Type } = bot.Message;
  if (message.type() === Type.Text) return { kind: "text", text: message.text() };
  if (message.type() === Type.Location) {
    // message.toLocation() always throws in wechaty 1.20; WeChat locations are GCJ-02
    const { latitude, longitude, name } = await bot.puppet.messageLocation(message.id);
    return { kind: "location", point: { lat: latitude, lng: longitude }, datum: "gcj02", label: name };
  }
  const media: ReadonlyMap<number, Media> = new Map([
    [Type.Image, "image"],
    [Type.Audio, "voice"],
    [Type.Video, "video"],
    [Type.Emoticon, "sticker"],
  ]);
  return { kind: "unsupported", media: media.get(message.type()) ?? "file" };
}

async function say(bot: Wechaty, talker: Contact, saying: Saying): Promise<void> {
  if (saying.kind === "text") await talker.say(saying.text);
  else if (saying.kind === "news") {
    const { title, description, url, pictureUrl } = saying;
    const thumbnail = pictureUrl === undefined ? {} : { thumbnailUrl: pictureUrl };
    await talker.say(new bot.UrlLink({ title, description, url, ...thumbnail }));
  } else {
    const { appid, title, page, thumbMediaId } = saying;
    await talker.say(new bot.MiniProgram({ appid, title, pagePath: page, thumbKey: thumbMediaId }));
  }
}

const asTexts = (reply: Reply): Saying[] => renderText(reply).map((text) => ({ kind: "text", text }));

/** The library keeps every contact it has met for as long as it runs; who has been answered is not to be kept. */
function forgetContact(bot: Wechaty, id: string): void {
  // not in its types: the pool is an inheritance of its classes
  const { pool } = bot.Contact as unknown as { pool?: Map<string, unknown> };
  pool?.delete(id);
}

/**
 * WeChat by way of wechaty and whatever puppet is configured. Private messages only; turns of one person are answered in order
 * (`answer` sees to that).
 */
export async function startWechatyChannel(needs: WechatyNeeds): Promise<{ stop(): Promise<void> }> {
  const { answer, channel, personOf, puppet, log, render = asTexts, onDone } = needs;
  const bot = WechatyBuilder.build({ puppet }); // no name: with one wechaty writes a memory card into the working directory
  const isNew = createMemory();
  const reply = async (message: Message): Promise<void> => {
    if (message.self() || message.room() !== undefined || message.age() > MAX_AGE_SECONDS || !isNew(message.id)) return;
    const at = message.date();
    const talker = message.talker();
    const person = await personOf(talker.id, at);
    const input = await inputOf(bot, message);
    const said = await answer({ personId: person.id, channel, messageId: message.id, at, input });
    for (const saying of render(said)) await say(bot, talker, saying);
    forgetContact(bot, talker.id);
  };
  const receive = (message: Message): Promise<void> => reply(message).finally(() => onDone?.(message.id));
  // a rejected handler would end the process; wrapAsync sends it to "error"
  bot.on("message", bot.wrapAsync(receive));
  bot.on("error", (error) => log.error({ err: error }, "wechaty"));
  await bot.start();
  return { stop: () => bot.stop() };
}
