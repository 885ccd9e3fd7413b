import { coursePage } from "../../logic/card-page";
import { purposeText } from "../../logic/consent-words";
import { type CourseCard, courseCard } from "../../logic/course-line";
import { courseQueryOf, type Filters, type Named, noFilters, sortsFor, spokenFilters } from "../../logic/filters";
import { foundWords } from "../../logic/found-words";
import { dayOf, LEVELS, MODES, SCHEDULES } from "../../logic/spoken";
import { mayHelpToRetry } from "../../services/outcome";
import { services, shown, tapped } from "../../services/page";
import type { Whereabout } from "../../services/whereabouts";

const levels = LEVELS.map(({ level, name }) => ({ value: String(level), name }));

/** 找课程: words, place, occupation and conditions → courses. Needs no account and no location. */
Page({
  data: {
    scale: 1,
    filters: noFilters,
    spoken: "",
    levels,
    modes: MODES,
    schedules: SCHEDULES,
    sorts: sortsFor(noFilters),
    occupationText: "",
    occupations: [] as Named[],
    cards: [] as CourseCard[],
    found: "",
    next: null as string | null,
    isLoading: false,
    fault: "",
    mayRetry: false,
    isAsking: false,
    askingText: purposeText("location"),
    /** Counts searches: an answer to an older one is late and is dropped. */
    turn: 0,
  },

  async onLoad() {
    await this.search();
  },

  async onShow() {
    shown(this, 1);
    const where = services().errand.take();
    if (where !== undefined) await this.narrow({ where });
  },

  async onPullDownRefresh() {
    await this.search();
    void wx.stopPullDownRefresh();
  },

  async onReachBottom() {
    if (this.data.next !== null && !this.data.isLoading) await this.load(this.data.next);
  },

  async narrow(change: Partial<Filters>) {
    this.setData({ filters: { ...this.data.filters, ...change } });
    await this.search();
  },

  async search() {
    const { filters } = this.data;
    this.setData({ cards: [], next: null, spoken: spokenFilters(filters), sorts: sortsFor(filters), found: "" });
    await this.load();
  },

  async load(cursor?: string) {
    const turn = this.data.turn + 1;
    this.setData({ turn, isLoading: true, fault: "" });
    const { api, platform } = services();
    const answer = await api.send("GET /v1/courses", { query: courseQueryOf(this.data.filters, cursor) });
    if (turn !== this.data.turn) return;
    if (answer.kind === "fault") {
      this.setData({ isLoading: false, fault: answer.sentence, mayRetry: mayHelpToRetry(answer) });
      return;
    }
    const today = dayOf(platform.now());
    const cards = answer.body.items.map((item) => courseCard(item, item.distanceMetres, today));
    this.setData({
      isLoading: false,
      cards: cursor === undefined ? cards : [...this.data.cards, ...cards],
      next: answer.body.next,
      found: foundWords(answer.body),
    });
  },

  writeWords({ detail }: { detail: { value: string } }) {
    this.setData({ "filters.words": detail.value });
  },

  async pickCounty({ detail }: { detail: Named }) {
    await this.narrow({ where: { kind: "division", division: detail } });
  },

  async clearPlace() {
    await this.narrow({ where: { kind: "anywhere" }, sort: null });
  },

  async pickLevel({ detail }: { detail: { value: string } }) {
    await this.narrow({ level: detail.value === "" ? null : Number(detail.value) });
  },

  async pickMode({ detail }: { detail: { value: string } }) {
    await this.narrow({ mode: detail.value === "" ? null : detail.value });
  },

  async pickSchedule({ detail }: { detail: { value: string } }) {
    await this.narrow({ schedule: detail.value === "" ? null : detail.value });
  },

  async pickSort({ detail }: { detail: { value: string } }) {
    await this.narrow({ sort: detail.value === "" ? null : detail.value });
  },

  async toggleSubsidised() {
    await this.narrow({ isSubsidisedOnly: !this.data.filters.isSubsidisedOnly });
  },

  async writeOccupation({ detail }: { detail: { value: string } }) {
    const text = detail.value.trim();
    this.setData({ occupationText: detail.value });
    if (text === "") return this.setData({ occupations: [] });
    const answer = await services().api.send("GET /v1/occupations", { query: { q: text, limit: "6" } });
    if (this.data.occupationText.trim() !== text || answer.kind === "fault") return;
    this.setData({ occupations: answer.body.items.map(({ code, name }) => ({ code, name })) });
  },

  async pickOccupation(event: WechatMiniprogram.BaseEvent) {
    const occupation = { code: tapped(event, "code"), name: tapped(event, "name") };
    this.setData({ occupations: [], occupationText: occupation.name });
    await this.narrow({ occupation });
  },

  async clearOccupation() {
    this.setData({ occupations: [], occupationText: "" });
    await this.narrow({ occupation: null });
  },

  async clearAll() {
    this.setData({ filters: noFilters, occupations: [], occupationText: "" });
    await this.search();
  },

  async useNearby() {
    await this.usePlace(await services().whereabouts.nearby());
  },

  async chooseOnMap() {
    await this.usePlace(await services().whereabouts.onMap());
  },

  async agree() {
    await this.answerConsent(true);
  },

  async disagree() {
    await this.answerConsent(false);
  },

  async answerConsent(isGiven: boolean) {
    this.setData({ isAsking: false });
    await this.usePlace(await services().whereabouts.afterAnswer(isGiven));
  },

  async usePlace(whereabout: Whereabout) {
    if (whereabout.kind === "ask") return this.setData({ isAsking: true });
    if (whereabout.kind === "none") return this.setData({ fault: whereabout.sentence, mayRetry: false });
    return this.narrow({ where: { kind: "near", ...whereabout.place } });
  },

  openCard({ detail }: { detail: { path: string } }) {
    services().platform.open(coursePage(detail.path));
  },
});
