import { occupationPage } from "../../logic/card-page";
import { type Origin, originOf } from "../../logic/origin";
import { type EntryRow, editionWords, entryRow } from "../../logic/shortage-words";
import { dayOf } from "../../logic/spoken";
import { type Fault, mayHelpToRetry } from "../../services/outcome";
import { services, shown, tapped } from "../../services/page";

interface Edition {
  value: string;
  name: string;
}

/** 急需紧缺职业（工种）目录: every edition, the newest first, word for word. */
Page({
  data: {
    scale: 1,
    editions: [] as Edition[],
    id: "",
    title: "",
    edition: "",
    isDemo: false,
    rows: [] as EntryRow[],
    origin: null as Origin | null,
    isLoading: true,
    fault: "",
    mayRetry: false,
  },

  async onLoad() {
    await this.load();
  },

  onShow() {
    shown(this, 2);
  },

  async load() {
    this.setData({ isLoading: true, fault: "" });
    const answer = await services().api.send("GET /v1/shortage-lists", {});
    if (answer.kind === "fault") return this.failed(answer);
    const editions = answer.body.items.map(({ id, divisionName, period }) => ({
      value: id,
      name: `${divisionName} ${period}`,
    }));
    this.setData({ editions });
    const [newest] = editions;
    if (newest !== undefined) return this.show(newest.value);
    return this.setData({ isLoading: false, fault: "还没有公布的目录。", mayRetry: false });
  },

  failed(fault: Fault) {
    this.setData({ isLoading: false, fault: fault.sentence, mayRetry: mayHelpToRetry(fault) });
  },

  async show(id: string) {
    this.setData({ isLoading: true, fault: "" });
    const answer = await services().api.send("GET /v1/shortage-lists/{id}", { path: { id } });
    if (answer.kind === "fault") return this.failed(answer);
    const list = answer.body;
    const today = dayOf(services().platform.now());
    return this.setData({
      isLoading: false,
      id,
      title: list.title,
      edition: editionWords(list, today),
      isDemo: list.isDemo,
      rows: list.entries.map(entryRow),
      origin: originOf(list.source, null, today),
    });
  },

  async pickEdition({ detail }: { detail: { value: string } }) {
    if (detail.value !== "") await this.show(detail.value);
  },

  openEntry(event: WechatMiniprogram.BaseEvent) {
    services().platform.open(occupationPage(tapped(event, "code")));
  },

  async copyUrl({ detail }: { detail: { url: string } }) {
    await services().platform.copy(detail.url);
  },
});
