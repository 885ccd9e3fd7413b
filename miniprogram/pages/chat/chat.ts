import { pageOfPath } from "../../logic/card-page";
import { createChatLog, emptyLog } from "../../logic/chat-log";
import { purposeText } from "../../logic/consent-words";
import type { Named } from "../../logic/filters";
import { clockTime } from "../../logic/spoken";
import type { InputOf } from "../../services/call";
import { mayHelpToRetry } from "../../services/outcome";
import { services, shown, tapped } from "../../services/page";
import type { Whereabout } from "../../services/whereabouts";

type Said = InputOf<"POST /v1/me/chat">["body"];

const GREETING = "您好，我是匠途，帮您在四川找职业技能培训，能说清哪些有补贴。\n想学什么、在哪里，直接说就行。";
const FIRST_QUESTIONS = ["附近有没有补贴的电焊班", "成都哪里能学月嫂", "现在什么职业紧缺", "帮助"];
const log = createChatLog(clockTime);

/** 问一问: the same bot as in the official account. */
Page({
  data: {
    scale: 1,
    log: emptyLog,
    draft: "",
    isBusy: false,
    isPlacing: false,
    /** What was sent and not answered, by the id of its turn. */
    unanswered: {} as Record<string, Said>,
    fault: "",
    isAsking: false,
    askingText: purposeText("location"),
  },

  onLoad() {
    const choices = FIRST_QUESTIONS.map((text) => ({ label: text, value: text }));
    this.setData({ log: log.greeted(this.data.log, GREETING, choices, services().platform.now()) });
  },

  onShow() {
    shown(this, 0);
  },

  write({ detail }: { detail: { value: string } }) {
    this.setData({ draft: detail.value });
  },

  async send() {
    const text = this.data.draft.trim();
    if (text === "") return;
    this.setData({ draft: "" });
    await this.say(text, { text });
  },

  async choose(event: WechatMiniprogram.BaseEvent) {
    await this.say(tapped(event, "label"), { choice: tapped(event, "value") });
  },

  /** A person's turn, and what comes back. */
  async say(shownText: string, said: Said) {
    const { platform } = services();
    const id = platform.newId();
    const unanswered = { ...this.data.unanswered, [id]: { ...said, messageId: id } };
    this.setData({ log: log.asked(this.data.log, id, shownText, platform.now()), unanswered });
    platform.scrollTo(`turn-${id}`);
    await this.deliver(id);
  },

  /** The same message again under the same id: the server answers it once. */
  async again(event: WechatMiniprogram.BaseEvent) {
    const id = tapped(event, "id");
    this.setData({ log: log.again(this.data.log, id) });
    await this.deliver(id);
  },

  async deliver(id: string) {
    const body = this.data.unanswered[id];
    if (body === undefined) return;
    this.setData({ isBusy: true, fault: "" });
    const { api, platform, session } = services();
    session.comeBack();
    const answer = await api.send("POST /v1/me/chat", { body });
    if (answer.kind === "fault") {
      const sentence = mayHelpToRetry(answer) ? answer.sentence : `${answer.sentence}请换个说法再发。`;
      this.setData({ log: log.failed(this.data.log, id), isBusy: false, fault: sentence });
      return;
    }
    const { [id]: _answered, ...unanswered } = this.data.unanswered;
    const grown = log.answered(this.data.log, id, answer.body, platform.now());
    this.setData({ log: grown, unanswered, isBusy: false });
    platform.scrollTo(`turn-${id}-reply`);
    const ids = answer.body.notices.map((notice) => notice.id);
    // A notice that is not acknowledged comes again, and is shown once.
    if (ids.length > 0) await api.send("POST /v1/me/inbox/seen", { body: { ids } });
  },

  openCard({ detail }: { detail: { path: string } }) {
    const page = pageOfPath(detail.path);
    if (page !== undefined) services().platform.open(page);
  },

  togglePlacing() {
    this.setData({ isPlacing: !this.data.isPlacing });
  },

  async shareNearby() {
    await this.sayPlace(await services().whereabouts.nearby());
  },

  async chooseOnMap() {
    await this.sayPlace(await services().whereabouts.onMap());
  },

  async pickCounty({ detail }: { detail: Named }) {
    this.setData({ isPlacing: false });
    await this.say(detail.name, { text: detail.name });
  },

  async agree() {
    await this.answerConsent(true);
  },

  async disagree() {
    await this.answerConsent(false);
  },

  async answerConsent(isGiven: boolean) {
    this.setData({ isAsking: false });
    await this.sayPlace(await services().whereabouts.afterAnswer(isGiven));
  },

  async sayPlace(whereabout: Whereabout) {
    if (whereabout.kind === "ask") return this.setData({ isAsking: true });
    if (whereabout.kind === "none") return this.setData({ fault: whereabout.sentence });
    this.setData({ isPlacing: false });
    const { point, label } = whereabout.place;
    return this.say(`位置：${label}`, { location: point });
  },
});
