// The pages against the whole program: real routes, real catalogue, real sign-in through a local WeChat.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { MINIPROGRAM_NOTICE_TEMPLATE } from "../../src/wechat/fake/templates.ts";
import { type MiniHouse, startMiniHouse } from "./mini-house.ts";
import { visitorOf } from "./mini-visitor.ts";
import { openPage } from "./page-runner.ts";

let house: MiniHouse;
beforeAll(async () => {
  house = await startMiniHouse({ courses: 200 });
});
afterAll(() => house.stop());

const Cards = z.object({
  cards: z.array(z.object({ id: z.string(), title: z.string(), lines: z.array(z.string()), isDemo: z.boolean() })),
});
const cardsOf = (data: Record<string, unknown>) => Cards.parse(data).cards;
const anonymous = () => visitorOf(house);
const place = { point: { lat: 30.574812, lng: 103.923567 }, label: "我的位置" };

describe("找课程", () => {
  it("shows courses of the whole province at once, without signing in, and marks what is made up", async () => {
    const { services, phone } = anonymous();
    const page = await openPage("search", services);
    const cards = cardsOf(page.data());
    expect(cards.length).toBe(10);
    expect(cards.every(({ isDemo }) => isDemo)).toBe(true);
    expect(page.data()["found"]).toMatch(/^(共|至少) \d+ 门课程/);
    expect(phone.record.requests.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  it("goes on with the next page at the end of the list, and no course comes twice", async () => {
    const page = await openPage("search", anonymous().services);
    await page.does("onReachBottom");
    const ids = cardsOf(page.data()).map(({ id }) => id);
    expect(ids.length).toBe(20);
    expect(new Set(ids).size).toBe(20);
  });

  it("keeps to county, schedule, mode and subsidy, each as the server understands them", async () => {
    const page = await openPage("search", anonymous().services);
    await page.does("pickCounty", { detail: { code: "510100", name: "成都市" } });
    expect(
      cardsOf(page.data()).every(({ lines }) => lines[1]?.startsWith("成都市") === true || lines[1] === "线上"),
    ).toBe(true);
    await page.does("pickSchedule", { detail: { value: "weekend" } });
    expect(cardsOf(page.data()).every(({ lines }) => lines[2]?.endsWith("周末") === true)).toBe(true);
    await page.does("toggleSubsidised");
    expect(cardsOf(page.data()).every(({ lines }) => lines[3]?.endsWith("有补贴") === true)).toBe(true);
    await page.does("pickMode", { detail: { value: "onsite" } });
    await page.does("pickLevel", { detail: { value: "5" } });
    expect(page.data()["fault"]).toBe("");
    expect(page.data()["spoken"]).toBe("成都市 · 初级工（五级） · 线下 · 周末 · 只看有补贴");
  });

  it("finds an occupation by what people call it and keeps to it", async () => {
    const page = await openPage("search", anonymous().services);
    await page.does("writeOccupation", { detail: { value: "电焊" } });
    const { occupations } = z
      .object({ occupations: z.array(z.object({ code: z.string(), name: z.string() })) })
      .parse(page.data());
    expect(occupations.map(({ name }) => name)).toContain("焊工");
    await page.does("pickOccupation", { dataset: { code: "6-18-02-04", name: "焊工" } });
    expect(cardsOf(page.data()).length).toBeGreaterThan(0);
    expect(page.data()["spoken"]).toBe("全省 · 焊工");
  });

  it("lets a late answer to an older question go", async () => {
    const { services } = anonymous();
    const page = await openPage("search", services);
    await Promise.all([
      page.does("pickCounty", { detail: { code: "511500", name: "宜宾市" } }),
      page.does("pickCounty", { detail: { code: "510100", name: "成都市" } }),
    ]);
    expect(cardsOf(page.data()).every(({ lines }) => lines[1]?.startsWith("宜宾") !== true)).toBe(true);
  });

  it("says what to do when the network is away, and works again afterwards", async () => {
    const { services, phone } = anonymous();
    phone.answers.isOffline = true;
    const page = await openPage("search", services);
    expect(page.data()).toMatchObject({ fault: "网络不通，没有连上。请检查网络后再试一次。", mayRetry: true });
    phone.answers.isOffline = false;
    await page.does("search");
    expect(page.data()).toMatchObject({ fault: "" });
    expect(cardsOf(page.data()).length).toBe(10);
  });
});

describe("附近", () => {
  it("asks for consent apart from everything else before the phone is asked where it is; no means no, and the county works (L2)", async () => {
    const { services, phone } = visitorOf(house, [await house.loginCode("refuses")]);
    phone.answers.fuzzy = { kind: "place", place };
    const page = await openPage("search", services);
    await page.does("useNearby");
    expect(page.data()["isAsking"]).toBe(true);
    await page.does("disagree");
    expect(page.data()).toMatchObject({ isAsking: false, fault: expect.stringContaining("没有同意使用位置") });
    expect(phone.record.requests.filter(({ url }) => url.includes("near="))).toEqual([]);
    await page.does("pickCounty", { detail: { code: "510116", name: "成都市双流区" } });
    expect(cardsOf(page.data()).length).toBeGreaterThan(0);
    await page.does("useNearby");
    expect(page.data()["isAsking"], "asked once a version, then left alone (L4)").toBe(false);
  });

  it("after a yes the point leaves the phone rounded to 0.01°, and distances come back in kilometres (L3)", async () => {
    const { services, phone } = visitorOf(house, [await house.loginCode("agrees")]);
    phone.answers.fuzzy = { kind: "place", place };
    const page = await openPage("search", services);
    await page.does("useNearby");
    await page.does("agree");
    const asked = phone.record.requests
      .map(({ url }) => new URL(url).searchParams.get("near"))
      .filter((near) => near !== null);
    expect(asked).toEqual(["30.57,103.92"]);
    expect(page.data()["spoken"]).toBe("我的位置附近");
    expect(cardsOf(page.data()).some(({ lines }) => /约 \d+ 公里|1 公里内/.test(lines[1] ?? ""))).toBe(true);
    await page.does("pickSort", { detail: { value: "nearest" } });
    expect(page.data()["fault"]).toBe("");
  });

  it("a point picked on the map needs no consent, for picking it is saying it", async () => {
    const { services, phone } = anonymous();
    phone.answers.chosen = { kind: "place", place: { ...place, label: "春熙路" } };
    const page = await openPage("search", services);
    await page.does("chooseOnMap");
    expect(page.data()["spoken"]).toBe("春熙路附近");
    expect(phone.record.requests.every(({ authorization }) => authorization === undefined)).toBe(true);
  });
});

describe("课程", () => {
  const someCourse = async () => {
    const page = await openPage("search", anonymous().services);
    const [first] = cardsOf(page.data());
    if (first === undefined) throw new Error("the demo has courses");
    return first.id;
  };

  it("says every fact with the document it comes from, and that it is made up", async () => {
    const page = await openPage("course", anonymous().services, { id: await someCourse() });
    const { facts, origins } = z
      .object({
        facts: z.array(z.object({ name: z.string(), text: z.string() })),
        origins: z.array(z.object({ text: z.string(), isDemo: z.boolean() })),
      })
      .parse(page.data());
    expect(facts.map(({ name }) => name)).toEqual(expect.arrayContaining(["职业", "学费", "补贴", "班次", "机构"]));
    expect(origins[0]?.text).toMatch(/^《.+》.*登记$/);
    expect(origins[0]?.isDemo).toBe(true);
  });

  it("signs nobody in for looking, and says plainly when there is no such course", async () => {
    const { services, phone } = anonymous();
    const page = await openPage("course", services, { id: "01970000-0000-7000-8000-000000000001" });
    expect(page.data()).toMatchObject({ course: null, fault: expect.stringContaining("没有找到"), mayRetry: false });
    expect(phone.record.requests.length).toBe(1);
  });

  it("is kept and let go of, and 我的 shows it meanwhile", async () => {
    const { services } = visitorOf(house, [await house.loginCode("keeps")]);
    const id = await someCourse();
    const page = await openPage("course", services, { id });
    await page.does("toggleFavourite");
    expect(page.data()["isFavourite"]).toBe(true);
    const me = await openPage("me", services);
    expect(me.data()["favourites"]).toMatchObject([{ key: id, text: "可以报名" }]);
    await me.does("dropFavourite", { detail: { key: id } });
    expect(me.data()["favourites"]).toEqual([]);
  });

  it("asks WeChat's sheet first of all in a tap, keeps the wish, and reports what was answered", async () => {
    const { services, phone } = visitorOf(house, [await house.loginCode("follows")]);
    phone.answers.subscription = { kind: "answered", results: { [MINIPROGRAM_NOTICE_TEMPLATE]: "accept" } };
    const page = await openPage("course", services, { id: await someCourse() });
    phone.record.order.length = 0;
    await page.does("followTap");
    expect(phone.record.order[0]).toBe("subscription");
    expect(phone.record.order.at(-1)).toBe("request POST /v1/me/subscribe-credits");
    expect(page.data()["followed"]).toBe("记下了。有新班次时，微信会提醒您一次。");
    const me = await openPage("me", services);
    expect(me.data()["searches"]).toHaveLength(1);
    await me.does("dropSearch", {
      detail: { key: z.array(z.object({ key: z.string() })).parse(me.data()["searches"])[0]?.key ?? "" },
    });
    expect(me.data()["searches"]).toEqual([]);
  });

  it("keeps the wish of somebody who says no to the sheet, and takes nothing from them", async () => {
    const { services, phone } = visitorOf(house, [await house.loginCode("declines")]);
    phone.answers.subscription = { kind: "answered", results: { [MINIPROGRAM_NOTICE_TEMPLATE]: "reject" } };
    const page = await openPage("course", services, { id: await someCourse() });
    await page.does("followTap");
    expect(page.data()["followed"]).toBe("记下了。新班次会显示在“我的”里，您打开就能看到。");
    expect((await openPage("me", services)).data()["searches"]).toHaveLength(1);
  });
});

describe("急需紧缺职业", () => {
  it("names list, edition and document, and leads to the occupation with its place on the list and its courses", async () => {
    const { services, phone } = anonymous();
    const page = await openPage("shortage", services);
    expect(page.data()).toMatchObject({
      title: expect.stringContaining("目录"),
      edition: expect.stringContaining("公布"),
      isDemo: true,
    });
    await page.does("openEntry", { dataset: { code: "6-18-02-04" } });
    expect(phone.record.opened).toEqual(["/pages/occupation/occupation?code=6-18-02-04"]);
    const occupation = await openPage("occupation", services, { code: "6-18-02-04" });
    expect(occupation.data()).toMatchObject({
      name: "焊工",
      shortage: expect.stringMatching(/^第 1 位，急需 · 中级工（四级）以上。《.+》（四川省 · /),
      isShortageDemo: true,
    });
    expect(cardsOf(occupation.data()).length).toBeGreaterThan(0);
  });
});

describe("问一问", () => {
  const Log = z.object({
    turns: z.array(
      z.object({
        side: z.string(),
        state: z.string(),
        parts: z.array(z.object({ kind: z.string(), text: z.string(), path: z.string(), isDemo: z.boolean() })),
        quickReplies: z.array(z.object({ label: z.string(), value: z.string() })),
      }),
    ),
  });
  const turnsOf = (data: Record<string, unknown>) => Log.parse(data["log"]).turns;

  it("answers with cards that lead to a page of the mini-program, and buttons on the newest turn only", async () => {
    const { services, phone } = visitorOf(house, [await house.loginCode("asks")]);
    const page = await openPage("chat", services);
    await page.does("write", { detail: { value: "成都有没有补贴的电焊班" } });
    await page.does("send");
    const turns = turnsOf(page.data());
    const card = turns.at(-1)?.parts.find(({ kind }) => kind === "card");
    expect(card?.isDemo).toBe(true);
    expect(phone.record.scrolled.at(-1), "the answer is in view").toMatch(/^turn-.+-reply$/);
    expect(turns.slice(0, -1).every(({ quickReplies }) => quickReplies.length === 0)).toBe(true);
    await page.does("openCard", { detail: { path: card?.path } });
    expect(phone.record.opened[0]).toMatch(/^\/pages\/course\/course\?id=/);
  });

  it("tells who keeps what and why with the first answer (L1)", async () => {
    const { services } = visitorOf(house, [await house.loginCode("first-time")]);
    const page = await openPage("chat", services);
    await page.does("choose", { dataset: { label: "帮助", value: "帮助" } });
    const said = turnsOf(page.data())
      .flatMap(({ parts }) => parts.map(({ text }) => text))
      .join("\n");
    expect(said).toMatch(/隐私|个人信息/);
  });

  it("keeps what could not be sent and sends it again under the same id", async () => {
    const { services, phone } = visitorOf(house, [await house.loginCode("offline")]);
    const page = await openPage("chat", services);
    await page.does("choose", { dataset: { label: "帮助", value: "帮助" } });
    phone.answers.isOffline = true;
    await page.does("write", { detail: { value: "双流的电工班" } });
    await page.does("send");
    const failed = turnsOf(page.data()).at(-1);
    expect(failed).toMatchObject({ side: "person", state: "failed" });
    phone.answers.isOffline = false;
    const { turns } = z.object({ turns: z.array(z.object({ id: z.string() })) }).parse(page.data()["log"]);
    await page.does("again", { dataset: { id: turns.at(-1)?.id ?? "" } });
    expect(turnsOf(page.data()).at(-1)?.side).toBe("bot");
    const ids = phone.record.requests
      .filter(({ url }) => url.endsWith("/v1/me/chat"))
      .map(({ body }) => z.object({ messageId: z.string() }).parse(body).messageId);
    expect(ids[1]).toBe(ids[2]);
  });

  it("takes a county from the picker as if it was typed, and a point only after a yes", async () => {
    const { services, phone } = visitorOf(house, [await house.loginCode("places")]);
    phone.answers.fuzzy = { kind: "place", place };
    const page = await openPage("chat", services);
    await page.does("pickCounty", { detail: { code: "510116", name: "成都市双流区" } });
    expect(turnsOf(page.data()).at(-2)?.parts[0]?.text).toBe("成都市双流区");
    await page.does("shareNearby");
    expect(page.data()["isAsking"]).toBe(true);
    await page.does("agree");
    const sent = phone.record.requests
      .map(({ body }) => z.object({ location: z.unknown() }).safeParse(body).data?.location)
      .filter((location) => location !== undefined);
    expect(sent).toEqual([{ lat: 30.57, lng: 103.92 }]);
  });
});

describe("我的", () => {
  it("keeps counties and hands the one that is tapped to 找课程", async () => {
    const { services, phone } = visitorOf(house, [await house.loginCode("counties")]);
    const me = await openPage("me", services);
    await me.does("addPlace", { detail: { code: "510116", name: "成都市双流区" } });
    const rows = z.array(z.object({ key: z.string(), name: z.string() })).parse(me.data()["placeRows"]);
    expect(rows).toMatchObject([{ name: "成都市双流区" }]);
    await me.does("usePlace", { detail: { key: rows[0]?.key } });
    expect(phone.record.opened).toEqual(["/pages/search/search"]);
    const search = await openPage("search", services);
    expect(search.data()["spoken"]).toBe("成都市双流区");
    await me.does("dropPlace", { detail: { key: rows[0]?.key } });
    expect(me.data()["placeRows"]).toEqual([]);
  });

  it("saves 常住区县 only after consent to that, deletes it with one tap, and keeps nothing after a no", async () => {
    const { services } = visitorOf(house, [await house.loginCode("home")]);
    const county = { code: "510116", name: "成都市双流区" };
    const me = await openPage("me", services);
    await me.does("setHome", { detail: county });
    expect(me.data()).toMatchObject({ waitingHome: county, home: "" });
    await me.does("disagreeHome");
    expect((await openPage("me", services)).data()).toMatchObject({ waitingHome: null, home: "" });
    await me.does("setHome", { detail: county });
    await me.does("agreeHome");
    expect(me.data()).toMatchObject({ waitingHome: null, home: "成都市双流区" });
    await me.does("clearHome");
    expect(me.data()["home"]).toBe("");
  });

  it("writes larger on every page once 关怀版 is on, and remembers it", async () => {
    const { services } = visitorOf(house, [await house.loginCode("elder")]);
    const me = await openPage("me", services);
    expect(me.data()).toMatchObject({ scale: 1, isCare: false });
    await me.does("toggleCare", { detail: { isOn: true } });
    expect(me.data()).toMatchObject({ scale: 1.4, isCare: true });
    expect((await openPage("search", services)).data()["scale"]).toBe(1.4);
  });
});

describe("隐私与数据", () => {
  it("gives and takes back each consent with one tap, and switches 个性化 off (L5, L9)", async () => {
    const { services } = visitorOf(house, [await house.loginCode("consents")]);
    const page = await openPage("privacy", services);
    const isOn = (purpose: string): unknown =>
      z
        .array(z.object({ purpose: z.string(), isOn: z.boolean() }))
        .parse(page.data()["consents"])
        .find((row) => row.purpose === purpose)?.isOn;
    expect(isOn("location")).toBe(false);
    await page.does("toggleConsent", { detail: { key: "location", isOn: true } });
    expect(isOn("location")).toBe(true);
    await page.does("toggleConsent", { detail: { key: "location", isOn: false } });
    expect(isOn("location")).toBe(false);
    await page.does("togglePersonalised", { detail: { isOn: false } });
    expect((await openPage("privacy", services)).data()["isPersonalised"]).toBe(false);
  });

  it("shows and hands over all that is stored, as JSON (L6)", async () => {
    const { services, phone } = visitorOf(house, [await house.loginCode("exports")]);
    const me = await openPage("me", services);
    await me.does("addPlace", { detail: { code: "511500", name: "宜宾市" } });
    const page = await openPage("privacy", services);
    await page.does("showStored");
    expect(page.data()["stored"]).toContain("宜宾市");
    await page.does("exportStored");
    expect(phone.record.files[0]?.name).toBe("jiangtu-my-data.json");
    expect(JSON.parse(phone.record.files[0]?.text ?? "")).toMatchObject({});
  });

  it("deletes everything after one question, stays signed out, and starts anew only when asked (L7)", async () => {
    const { services, phone } = visitorOf(house, [await house.loginCode("leaves"), await house.loginCode("leaves")]);
    const me = await openPage("me", services);
    await me.does("addPlace", { detail: { code: "511500", name: "宜宾市" } });
    const page = await openPage("privacy", services);
    await page.does("deleteAll");
    expect(page.data()["deleted"], "the question was answered with no").toBe("");
    phone.answers.isConfirming = true;
    await page.does("deleteAll");
    expect(page.data()["deleted"]).toBe("已经全部删除。");
    const before = phone.record.requests.length;
    const again = await openPage("me", services);
    expect(again.data()).toMatchObject({ hasLeft: true, isLoaded: false });
    expect(phone.record.requests.length).toBe(before);
    await again.does("startAnew");
    expect(again.data()).toMatchObject({ hasLeft: false, isLoaded: true, placeRows: [] });
  });
});
