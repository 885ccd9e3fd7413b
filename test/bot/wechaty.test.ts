// The wechaty channel on a mock puppet that, unlike the stock one, remembers what was sent and has real locations (wechat.md §1.7).
import { afterEach, describe, expect, it } from "vitest";
import type { payloads } from "wechaty-puppet";
import { types } from "wechaty-puppet";
import { mock, PuppetMock } from "wechaty-puppet-mock";
import { startWechatyChannel } from "../../bot/channels/wechaty.ts";
import type { Answer, Reply, Turn } from "../../bot/turn.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { createLog } from "../../src/kit/log.ts";

class RecordingPuppet extends PuppetMock {
  readonly sent: { to: string; text: string }[] = [];
  readonly locations = new Map<string, payloads.Location>();

  override async messageLocation(id: string): Promise<payloads.Location> {
    const location = this.locations.get(id);
    if (location === undefined) throw new Error(`no location ${id}`);
    return location;
  }

  override async messageSendText(to: string, text: string): Promise<void> {
    this.sent.push({ to, text });
    return super.messageSendText(to, text);
  }
}

const replyOf = (text: string): Reply => ({
  parts: [{ kind: "text", text }],
  quickReplies: [],
  refs: [],
  degraded: false,
  meaning: { intent: "smalltalk", slots: {}, state: {}, action: "answer" },
});

let stop: (() => Promise<void>) | undefined;
afterEach(() => stop?.());

async function aChannel(answer: Answer) {
  const mocker = new mock.Mocker();
  const puppet = new RecordingPuppet({ mocker });
  const channel = await startWechatyChannel({
    answer,
    channel: "wechaty",
    personOf: async (key) => ({ id: `person of ${key}` }),
    puppet,
    log: createLog("silent"),
  });
  stop = channel.stop;
  const bot = mocker.createContact({ id: "bot", name: "匠途" });
  const user = mocker.createContact({ id: "u1", name: "张三" });
  mocker.login(bot);
  return { mocker, puppet, bot, user };
}

const emit = (
  { mocker, puppet }: Awaited<ReturnType<typeof aChannel>>,
  message: { id: string; type: types.Message; text?: string; secondsAgo?: number; talkerId?: string },
): void => {
  const { id, type, text, secondsAgo = 0, talkerId = "u1" } = message;
  const timestamp = systemClock.now().getTime() - secondsAgo * 1000;
  mocker.MessageMock.create({ id, talkerId, listenerId: "bot", timestamp, type, ...(text !== undefined && { text }) });
  puppet.emit("message", { messageId: id });
};

describe("the wechaty channel", () => {
  it("hands text to the brain and says the reply to the person", async () => {
    const turns: Turn[] = [];
    const channel = await aChannel(async (turn) => {
      turns.push(turn);
      return replyOf("您好");
    });
    channel.user.say("附近有补贴的电焊培训班").to(channel.bot);
    await expect.poll(() => channel.puppet.sent).toEqual([{ to: "u1", text: "您好" }]);
    expect(turns).toMatchObject([
      { personId: "person of u1", channel: "wechaty", input: { kind: "text", text: "附近有补贴的电焊培训班" } },
    ]);
  });

  it("reads a location as GCJ-02", async () => {
    const turns: Turn[] = [];
    const channel = await aChannel(async (turn) => {
      turns.push(turn);
      return replyOf("记下了");
    });
    channel.puppet.locations.set("loc1", {
      accuracy: 15,
      address: "成都市双流区",
      latitude: 30.57,
      longitude: 103.92,
      name: "双流",
    });
    emit(channel, { id: "loc1", type: types.Message.Location });
    await expect
      .poll(() => turns.map(({ input }) => input))
      .toEqual([{ kind: "location", point: { lat: 30.57, lng: 103.92 }, datum: "gcj02", label: "双流" }]);
  });

  it("answers a message delivered twice once, and neither old messages nor its own", async () => {
    const channel = await aChannel(async ({ input }) => replyOf(input.kind === "text" ? input.text : ""));
    const { Text } = types.Message;
    emit(channel, { id: "old", type: Text, text: "旧消息", secondsAgo: 300 });
    emit(channel, { id: "own", type: Text, text: "自己说的", talkerId: "bot" });
    emit(channel, { id: "twice", type: Text, text: "第一条" });
    channel.puppet.emit("message", { messageId: "twice" });
    emit(channel, { id: "last", type: Text, text: "最后一条" });
    await expect.poll(() => channel.puppet.sent.map(({ text }) => text)).toEqual(["第一条", "最后一条"]);
  });

  it("survives a handler that fails, and names media it cannot read", async () => {
    const seen: string[] = [];
    const channel = await aChannel(async ({ input }) => {
      if (input.kind === "text") throw new Error("broken on purpose");
      seen.push(input.kind === "unsupported" ? input.media : input.kind);
      return replyOf("看不了图片");
    });
    emit(channel, { id: "bad", type: types.Message.Text, text: "坏" });
    emit(channel, { id: "picture", type: types.Message.Image });
    emit(channel, { id: "noLocation", type: types.Message.Location });
    emit(channel, { id: "voice", type: types.Message.Audio });
    await expect.poll(() => seen).toEqual(["image", "voice"]);
  });
});
