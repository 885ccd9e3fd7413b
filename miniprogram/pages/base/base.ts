import { baseFacts } from "../../logic/base-facts";
import type { FactRow } from "../../logic/course-facts";
import { gcj02OfWgs84 } from "../../logic/geo";
import { type Origin, originOf } from "../../logic/origin";
import { dayOf } from "../../logic/spoken";
import { mayHelpToRetry } from "../../services/outcome";
import { queryValue, services, shown } from "../../services/page";
import type { TrainingBase } from "../../services/types";

/** 公共实训基地, the page behind a card of the chat. */
Page({
  data: {
    scale: 1,
    id: "",
    base: null as TrainingBase | null,
    facts: [] as FactRow[],
    origin: null as Origin | null,
    isLoading: true,
    fault: "",
    mayRetry: false,
  },

  async onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: queryValue(query, "id") });
    await this.load();
  },

  onShow() {
    shown(this);
  },

  async load() {
    this.setData({ isLoading: true, fault: "" });
    const answer = await services().api.send("GET /v1/bases/{id}", { path: { id: this.data.id } });
    if (answer.kind === "fault") {
      this.setData({ isLoading: false, fault: answer.sentence, mayRetry: mayHelpToRetry(answer) });
      return;
    }
    const base = answer.body;
    const origin = originOf(base.source, base.statedOn, dayOf(services().platform.now()));
    this.setData({ isLoading: false, base, facts: baseFacts(base), origin });
  },

  callTap() {
    const phone = this.data.base?.phone ?? null;
    if (phone !== null) services().platform.call(phone);
  },

  mapTap() {
    const { base } = this.data;
    if (base === null) return;
    services().platform.openMap({ point: gcj02OfWgs84(base.point), name: base.name, address: base.address });
  },

  async copyUrl({ detail }: { detail: { url: string } }) {
    await services().platform.copy(detail.url);
  },
});
