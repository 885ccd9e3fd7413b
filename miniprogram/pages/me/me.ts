import { coursePage, PRIVACY_PAGE, pageOfPath } from "../../logic/card-page";
import { purposeText } from "../../logic/consent-words";
import { divisionName } from "../../logic/divisions";
import type { Named } from "../../logic/filters";
import {
  favouriteRow,
  type InboxRow,
  inboxRow,
  type KeptRow,
  placeRow,
  type SavedPlace,
  savedSearchRow,
  whereOf,
} from "../../logic/own-things";
import { dayOf } from "../../logic/spoken";
import { type Fault, mayHelpToRetry, type Outcome } from "../../services/outcome";
import { services, shown } from "../../services/page";
import { left } from "../../services/session";

type Keyed = { detail: { key: string } };

/** 我的: what is kept, what is asked for, what came, and how large it is written. */
Page({
  data: {
    scale: 1,
    isCare: false,
    inbox: [] as InboxRow[],
    hasNews: false,
    favourites: [] as KeptRow[],
    searches: [] as KeptRow[],
    places: [] as SavedPlace[],
    placeRows: [] as KeptRow[],
    home: "",
    /** The county that waits for consent. */
    waitingHome: null as Named | null,
    askingText: purposeText("profile"),
    isLoading: true,
    isLoaded: false,
    fault: "",
    mayRetry: false,
    hasLeft: false,
  },

  async onShow() {
    shown(this, 3);
    this.setData({ isCare: services().care.isOn() });
    await this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    void wx.stopPullDownRefresh();
  },

  async load() {
    this.setData({ isLoading: !this.data.isLoaded, fault: "" });
    const { api, platform } = services();
    const [inbox, favourites, searches, places, profile] = await Promise.all([
      api.send("GET /v1/me/inbox", {}),
      api.send("GET /v1/me/favourites", {}),
      api.send("GET /v1/me/saved-searches", {}),
      api.send("GET /v1/me/places", {}),
      api.send("GET /v1/me/profile", {}),
    ]);
    this.setData({ isLoading: false });
    if (inbox.kind === "fault") return this.failed(inbox);
    if (favourites.kind === "fault") return this.failed(favourites);
    if (searches.kind === "fault") return this.failed(searches);
    if (places.kind === "fault") return this.failed(places);
    if (profile.kind === "fault") return this.failed(profile);
    const today = dayOf(platform.now());
    const { divisionCode } = profile.body;
    return this.setData({
      isLoaded: true,
      inbox: inbox.body.items.map((item) => inboxRow(item, today)),
      hasNews: inbox.body.items.some(({ isSeen }) => !isSeen),
      favourites: favourites.body.items.map(favouriteRow),
      searches: searches.body.items.map((item) => savedSearchRow(item, today)),
      home: divisionCode === null ? "" : (divisionName(divisionCode) ?? divisionCode),
      places: places.body.items,
      placeRows: places.body.items.map((item) => placeRow(item, today)),
    });
  },

  failed(fault: Fault) {
    const hasLeft = fault.code === left.code;
    this.setData({ isLoaded: false, hasLeft, fault: fault.sentence, mayRetry: !hasLeft && mayHelpToRetry(fault) });
  },

  async startAnew() {
    services().session.comeBack();
    this.setData({ hasLeft: false });
    await this.load();
  },

  /** After a change: shows what is so now, or says why it is not. */
  async settle(answer: Outcome<unknown>) {
    if (answer.kind === "fault") return services().platform.tell(answer.sentence);
    return this.load();
  },

  toggleCare({ detail }: { detail: { isOn: boolean } }) {
    services().care.turn(detail.isOn);
    this.setData({ isCare: detail.isOn });
    shown(this, 3);
  },

  openCard({ detail }: { detail: { path: string } }) {
    const page = pageOfPath(detail.path);
    if (page !== undefined) services().platform.open(page);
  },

  async markSeen() {
    const ids = this.data.inbox.filter(({ isSeen }) => !isSeen).map(({ id }) => id);
    await this.settle(await services().api.send("POST /v1/me/inbox/seen", { body: { ids } }));
  },

  openFavourite({ detail }: Keyed) {
    services().platform.open(coursePage(detail.key));
  },

  async dropFavourite({ detail }: Keyed) {
    const path = { courseId: detail.key };
    await this.settle(await services().api.send("DELETE /v1/me/favourites/{courseId}", { path }));
  },

  async dropSearch({ detail }: Keyed) {
    const path = { searchId: detail.key };
    await this.settle(await services().api.send("DELETE /v1/me/saved-searches/{searchId}", { path }));
  },

  async addPlace({ detail }: { detail: Named }) {
    const body = { label: detail.name, divisionCode: detail.code };
    await this.settle(await services().api.send("POST /v1/me/places", { body }));
  },

  usePlace({ detail }: Keyed) {
    const place = this.data.places.find(({ id }) => id === detail.key);
    if (place === undefined) return;
    const { errand, platform } = services();
    errand.give(whereOf(place));
    platform.open("/pages/search/search");
  },

  async dropPlace({ detail }: Keyed) {
    await this.settle(await services().api.send("DELETE /v1/me/places/{placeId}", { path: { placeId: detail.key } }));
  },

  /** 常住区县: the only thing about themselves that people are asked for, and only if they agree to that. */
  async setHome({ detail }: { detail: Named }) {
    const answer = await services().api.send("PUT /v1/me/profile", { body: { divisionCode: detail.code } });
    if (answer.kind === "fault" && answer.code === "needs_consent") return this.setData({ waitingHome: detail });
    return this.settle(answer);
  },

  async agreeHome() {
    const { waitingHome } = this.data;
    this.setData({ waitingHome: null });
    const agreed = await services().consents.answer("profile", true);
    if (agreed.kind === "fault") return this.settle(agreed);
    return waitingHome === null ? undefined : this.setHome({ detail: waitingHome });
  },

  async disagreeHome() {
    this.setData({ waitingHome: null });
    await services().consents.answer("profile", false);
  },

  async clearHome() {
    await this.settle(await services().api.send("DELETE /v1/me/profile", {}));
  },

  openPrivacy() {
    services().platform.open(PRIVACY_PAGE);
  },
});
