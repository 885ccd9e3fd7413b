import { purposeName, purposeText, standing } from "../../logic/consent-words";
import { DELETED, DELETION_QUESTION, EXPORT_FILE } from "../../logic/deletion-words";
import type { Purpose } from "../../services/consents";
import { type Fault, mayHelpToRetry } from "../../services/outcome";
import { services, shown } from "../../services/page";

interface ConsentRow {
  purpose: Purpose;
  name: string;
  text: string;
  isOn: boolean;
}

/** `service` ends with 注销, not with a switch; a phone number is never asked for, because the mini-program has no use for one. */
const SWITCHES: readonly Purpose[] = ["location", "notices", "profile"];

/** 隐私与数据: what is agreed to, what is stored, taking it along, and deleting it. */
Page({
  data: {
    scale: 1,
    consents: [] as ConsentRow[],
    isPersonalised: true,
    isLoaded: false,
    isLoading: true,
    fault: "",
    mayRetry: false,
    stored: "",
    deleted: "",
  },

  async onLoad() {
    await this.load();
  },

  onShow() {
    shown(this);
  },

  async load() {
    this.setData({ isLoading: true, fault: "" });
    const { api, consents } = services();
    const [all, settings] = await Promise.all([consents.all(), api.send("GET /v1/me/settings", {})]);
    this.setData({ isLoading: false });
    if (all.kind === "fault") return this.failed(all);
    if (settings.kind === "fault") return this.failed(settings);
    const rows = SWITCHES.map((purpose) => ({
      purpose,
      name: purposeName(purpose),
      text: purposeText(purpose),
      isOn: standing(all.body, purpose) === "given",
    }));
    return this.setData({ isLoaded: true, consents: rows, isPersonalised: settings.body.isPersonalised });
  },

  failed(fault: Fault) {
    this.setData({ fault: fault.sentence, mayRetry: mayHelpToRetry(fault) });
  },

  /** Taking back is as easy as giving: one tap, at once. */
  async toggleConsent({ detail }: { detail: { key: string; isOn: boolean } }) {
    const purpose = SWITCHES.find((each) => each === detail.key);
    if (purpose === undefined) return;
    const answer = await services().consents.answer(purpose, detail.isOn);
    if (answer.kind === "fault") return this.failed(answer);
    return this.load();
  },

  async togglePersonalised({ detail }: { detail: { isOn: boolean } }) {
    const body = { isPersonalised: detail.isOn };
    const answer = await services().api.send("PUT /v1/me/settings", { body });
    if (answer.kind === "fault") return this.failed(answer);
    return this.setData({ isPersonalised: detail.isOn });
  },

  openGuide() {
    services().platform.openPrivacyGuide();
  },

  async storedText(): Promise<string | undefined> {
    const answer = await services().api.send("GET /v1/me/export", {});
    if (answer.kind === "ok") return JSON.stringify(answer.body, null, 2);
    this.failed(answer);
    return undefined;
  },

  async showStored() {
    const stored = await this.storedText();
    if (stored !== undefined) this.setData({ stored });
  },

  async exportStored() {
    const text = await this.storedText();
    if (text === undefined) return;
    const { platform } = services();
    const isShared = await platform.shareFile(EXPORT_FILE, text);
    if (!isShared && (await platform.copy(text))) platform.tell("没有发成文件，已经复制，可以粘贴到别处保存。");
  },

  async deleteAll() {
    const { api, platform, session } = services();
    if (!(await platform.confirm(DELETION_QUESTION))) return;
    const answer = await api.send("DELETE /v1/me", {});
    if (answer.kind === "fault") return this.failed(answer);
    session.leave();
    return this.setData({ deleted: DELETED, stored: "", isLoaded: false, consents: [] });
  },
});
