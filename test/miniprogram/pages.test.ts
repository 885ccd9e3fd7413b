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
