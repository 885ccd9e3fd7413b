// The pages of one person against the whole program: the chat, what they keep, and their rights over it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type MiniHouse, startMiniHouse } from "./mini-house.ts";
import { visitorOf } from "./mini-visitor.ts";
import { openPage } from "./page-runner.ts";

let house: MiniHouse;
beforeAll(async () => {
  house = await startMiniHouse({ courses: 200 });
});
afterAll(() => house.stop());

const place = { point: { lat: 30.574812, lng: 103.923567 }, label: "我的位置" };

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
