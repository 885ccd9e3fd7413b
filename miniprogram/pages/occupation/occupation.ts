import { coursePage, occupationPage } from "../../logic/card-page";
import type { FactRow } from "../../logic/course-facts";
import { type CourseCard, courseCard } from "../../logic/course-line";
import { occupationFacts } from "../../logic/occupation-facts";
import { type Origin, originOf } from "../../logic/origin";
import { standingIn } from "../../logic/shortage-words";
import { dayOf } from "../../logic/spoken";
import { mayHelpToRetry } from "../../services/outcome";
import { queryValue, services, shown, tapped } from "../../services/page";

/** One occupation: what it is, whether it is on the newest shortage list, and its courses. */
Page({
  data: {
    scale: 1,
    code: "",
    name: "",
    facts: [] as FactRow[],
    related: [] as { code: string; name: string }[],
    origin: null as Origin | null,
    shortage: "",
    isShortageDemo: false,
    cards: [] as CourseCard[],
    isLoading: true,
    fault: "",
    mayRetry: false,
  },

  async onLoad(query: Record<string, string | undefined>) {
    this.setData({ code: queryValue(query, "code") });
    await this.load();
  },

  onShow() {
    shown(this);
  },

  async load() {
    this.setData({ isLoading: true, fault: "" });
    const { api, platform } = services();
    const { code } = this.data;
    const [answer] = await Promise.all([
      api.send("GET /v1/occupations/{code}", { path: { code } }),
      this.loadShortage(code),
      this.loadCourses(code),
    ]);
    if (answer.kind === "fault") {
      this.setData({ isLoading: false, fault: answer.sentence, mayRetry: mayHelpToRetry(answer) });
      return;
    }
    const { name, related, source } = answer.body;
    this.setData({
      isLoading: false,
      name,
      facts: occupationFacts(answer.body),
      related,
      origin: originOf(source, null, dayOf(platform.now())),
    });
  },

  /** The newest list only: an older one does not say what is short now. */
  async loadShortage(code: string) {
    const { api, platform } = services();
    const lists = await api.send("GET /v1/shortage-lists", {});
    const newest = lists.kind === "ok" ? lists.body.items[0] : undefined;
    if (newest === undefined) return;
    const list = await api.send("GET /v1/shortage-lists/{id}", { path: { id: newest.id } });
    if (list.kind === "fault") return;
    const shortage = standingIn(list.body, code, dayOf(platform.now())) ?? "";
    this.setData({ shortage, isShortageDemo: list.body.isDemo });
  },

  async loadCourses(code: string) {
    const { api, platform } = services();
    const found = await api.send("GET /v1/courses", { query: { occupation: code } });
    if (found.kind === "fault") return;
    const today = dayOf(platform.now());
    this.setData({ cards: found.body.items.map((item) => courseCard(item, item.distanceMetres, today)) });
  },

  openCourse({ detail }: { detail: { path: string } }) {
    services().platform.open(coursePage(detail.path));
  },

  openRelated(event: WechatMiniprogram.BaseEvent) {
    services().platform.open(occupationPage(tapped(event, "code")));
  },

  async copyUrl({ detail }: { detail: { url: string } }) {
    await services().platform.copy(detail.url);
  },
});
