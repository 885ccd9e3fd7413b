import { afterSubsidy, courseFacts, type FactRow, isOpen } from "../../logic/course-facts";
import { subsidyMark } from "../../logic/course-line";
import { gcj02OfWgs84 } from "../../logic/geo";
import { type Origin, originOf } from "../../logic/origin";
import { dayOf, spokenFee } from "../../logic/spoken";
import { mayHelpToRetry } from "../../services/outcome";
import { queryValue, services, shown } from "../../services/page";
import type { Course } from "../../services/types";

/** 课程: what is stated, by whom and since when; how to enrol; 收藏 and 订阅. */
Page({
  data: {
    scale: 1,
    id: "",
    course: null as Course | null,
    fee: "",
    subsidy: "",
    after: "",
    facts: [] as FactRow[],
    enrol: [] as FactRow[],
    origins: [] as Origin[],
    isOpen: false,
    isFavourite: false,
    isLoading: true,
    fault: "",
    mayRetry: false,
    followed: "",
  },

  async onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: queryValue(query, "id") });
    await this.load();
  },

  onShow() {
    shown(this);
  },

  onShareAppMessage() {
    const { course, id } = this.data;
    return { title: course?.title ?? "课程", path: `/pages/course/course?id=${id}` };
  },

  async load() {
    this.setData({ isLoading: true, fault: "" });
    const answer = await services().api.send("GET /v1/courses/{id}", { path: { id: this.data.id } });
    if (answer.kind === "fault") {
      this.setData({ isLoading: false, fault: answer.sentence, mayRetry: mayHelpToRetry(answer) });
      return;
    }
    this.setData({ isLoading: false });
    this.tell(answer.body);
    await this.loadFavourite();
  },

  tell(course: Course) {
    const { platform, hotline } = services();
    const today = dayOf(platform.now());
    const granted = course.subsidySource === null ? [] : [originOf(course.subsidySource, null, today)];
    this.setData({
      course,
      fee: course.feeFen === 0 ? spokenFee(0) : `学费 ${spokenFee(course.feeFen)}`,
      subsidy: subsidyMark(course.isSubsidised),
      after: afterSubsidy(course, hotline) ?? "",
      facts: courseFacts(course, today, null),
      enrol: [
        { name: "报名办法", text: course.howToEnrol },
        ...(course.contactPhone === null ? [] : [{ name: "咨询电话", text: course.contactPhone }]),
      ],
      origins: [originOf(course.source, course.statedOn, today), ...granted],
      isOpen: isOpen(course, today),
    });
  },

  /** Whether it is kept already; nobody is signed in for looking at a course. */
  async loadFavourite() {
    if (!services().session.isOpen()) return;
    const kept = await services().api.send("GET /v1/me/favourites", {});
    if (kept.kind === "fault") return;
    this.setData({ isFavourite: kept.body.items.some(({ courseId }) => courseId === this.data.id) });
  },

  async toggleFavourite() {
    const { api, platform, session } = services();
    const { id, isFavourite } = this.data;
    session.comeBack();
    const input = { path: { courseId: id } };
    const answer = isFavourite
      ? await api.send("DELETE /v1/me/favourites/{courseId}", input)
      : await api.send("PUT /v1/me/favourites/{courseId}", input);
    if (answer.kind === "fault") return platform.tell(answer.sentence);
    return this.setData({ isFavourite: !isFavourite });
  },

  /** 有新班次告诉我: courses of this occupation in this county. */
  async followTap() {
    const { course } = this.data;
    if (course === null) return;
    services().session.comeBack();
    const place = course.site === null ? {} : { place: course.site.divisionCode };
    this.setData({ followed: await services().following.follow({ occupations: [course.occupationCode], ...place }) });
  },

  callTap() {
    const phone = this.data.course?.contactPhone ?? null;
    if (phone !== null) services().platform.call(phone);
  },

  mapTap() {
    const site = this.data.course?.site ?? null;
    if (site === null) return;
    services().platform.openMap({ point: gcj02OfWgs84(site.point), name: site.name, address: site.address });
  },

  async copyUrl({ detail }: { detail: { url: string } }) {
    await services().platform.copy(detail.url);
  },
});
