import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { newId } from "../../src/kit/ids.ts";
import { aCourse, aStaff } from "../support/factories.ts";
import { agree, aLearner, itemsOf } from "../support/learners.ts";
import { type MiniProgramHouse, startMiniProgram } from "../support/mini-program.ts";

let app: MiniProgramHouse;
beforeAll(async () => {
  app = await startMiniProgram();
});
afterAll(() => app.stop());

describe("saved places", () => {
  const point = { lat: 30.571234, lng: 103.926789 };

  it("are counties without any consent, and points only with it (L2)", async () => {
    const phone = await aLearner(app);
    const county = await phone.call("POST", "/v1/me/places", { label: "家里", divisionCode: "510116" });
    expect(county).toMatchObject({ status: 201, body: { divisionName: "成都市双流区", point: null, expiresAt: null } });
    expect(await phone.call("POST", "/v1/me/places", { label: "工地", point })).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining("区县") },
    });
    await agree(phone, "location");
    expect((await phone.call("POST", "/v1/me/places", { label: "工地", point })).status).toBe(201);
  });

  it("keep a point at 0.01° for thirty days (L3)", async () => {
    const phone = await aLearner(app, "location");
    const { body } = await phone.call("POST", "/v1/me/places", { label: "工地", point });
    expect(body).toMatchObject({ point: { lat: 30.57, lng: 103.93 }, divisionName: expect.stringContaining("成都市") });
    const { createdAt, expiresAt } = z.object({ createdAt: z.string(), expiresAt: z.string() }).parse(body);
    expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(30 * 86_400_000);
    expect(app.logText()).not.toMatch(/30\.57|103\.92|103\.93/);
  });

  it("go with the consent, and the counties stay", async () => {
    const phone = await aLearner(app, "location");
    await phone.call("POST", "/v1/me/places", { label: "工地", point });
    await phone.call("POST", "/v1/me/places", { label: "家里", divisionCode: "510116" });
    await agree(phone, "location", false);
    expect((await itemsOf(phone, "/v1/me/places")).map(({ label }) => label)).toEqual(["家里"]);
  });

  it("of one name replace each other; the eleventh is refused, at the same moment too", async () => {
    const phone = await aLearner(app);
    const add = (label: string, divisionCode = "510116") =>
      phone.call("POST", "/v1/me/places", { label, divisionCode });
    await add("家里");
    await add("家里", "510107");
    expect(await itemsOf(phone, "/v1/me/places")).toMatchObject([{ label: "家里", divisionCode: "510107" }]);
    const answers = await Promise.all(Array.from({ length: 12 }, (_, each) => add(`地方 ${each}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(9).fill(201), ...Array(3).fill(409)]);
    expect(await itemsOf(phone, "/v1/me/places")).toHaveLength(10);
  });

  it("are refused when they are nowhere, or two things at once; numbers in their names are masked", async () => {
    const phone = await aLearner(app, "location");
    for (const wrong of [
      { label: "家里" },
      { label: "家里", divisionCode: "510116", point },
      { label: "家里", divisionCode: "999999" },
      { label: "海上", point: { lat: 0, lng: 0 } },
      { label: "", divisionCode: "510116" },
      { label: "长".repeat(21), divisionCode: "510116" },
    ])
      expect((await phone.call("POST", "/v1/me/places", wrong)).status, JSON.stringify(wrong)).toBe(422);
    const { body } = await phone.call("POST", "/v1/me/places", { label: "13812345678", divisionCode: "510116" });
    expect(body).toMatchObject({ label: "***********" });
    const { id } = z.object({ id: z.string() }).parse(body);
    expect((await phone.call("DELETE", `/v1/me/places/${id}`)).status).toBe(204);
    expect((await phone.call("DELETE", `/v1/me/places/${id}`)).status).toBe(404);
  });
});

describe("favourites", () => {
  it("show each course as it is now: open, full, ended, paused or withdrawn", async () => {
    const { db } = app.database;
    const phone = await aLearner(app);
    const [open, full, ended, paused, withdrawn] = await Promise.all([
      aCourse(db),
      aCourse(db),
      aCourse(db),
      aCourse(db),
      aCourse(db),
    ]);
    for (const { id } of [open, full, ended, paused, withdrawn]) {
      expect((await phone.call("PUT", `/v1/me/favourites/${id}`)).status).toBe(204);
      app.wait(1_000);
    }
    await db.prisma.classSession.updateMany({ where: { courseId: full.id }, data: { seatsTaken: 30 } });
    await db.prisma.classSession.updateMany({ where: { courseId: ended.id }, data: { cancelledAt: app.now() } });
    await db.prisma.institution.update({ where: { id: paused.institutionId }, data: { state: "suspended" } });
    await app.house.courses.withdraw((await aStaff(db, { institutionId: null })).actor, withdrawn.id, app.now());
    const items = await itemsOf(phone, "/v1/me/favourites");
    expect(items.map(({ courseId, state }) => [courseId, state])).toEqual([
      [withdrawn.id, "withdrawn"],
      [paused.id, "paused"],
      [ended.id, "ended"],
      [full.id, "full"],
      [open.id, "open"],
    ]);
    expect(items.map(({ said }) => said).join()).toMatch(/已撤下.*停止招生.*没有可报.*已满.*可以报名/);
    expect(items.map(({ course }) => course === null)).toEqual([true, true, false, false, false]);
    expect(items[4]).toMatchObject({ course: { source: { title: expect.any(String) }, statedOn: expect.any(String) } });
  });

  it("are added and removed as often as one likes, and never of a course the public does not see", async () => {
    const phone = await aLearner(app);
    const { id } = await aCourse(app.database.db);
    const waiting = await aCourse(app.database.db, { status: "submitted" });
    const answers = await Promise.all(Array.from({ length: 6 }, () => phone.call("PUT", `/v1/me/favourites/${id}`)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(204));
    expect(await itemsOf(phone, "/v1/me/favourites")).toHaveLength(1);
    for (const _twice of [1, 2]) expect((await phone.call("DELETE", `/v1/me/favourites/${id}`)).status).toBe(204);
    for (const unseen of [waiting.id, newId(app.now())])
      expect((await phone.call("PUT", `/v1/me/favourites/${unseen}`)).status).toBe(404);
    expect((await phone.call("PUT", "/v1/me/favourites/x")).status).toBe(422);
  });

  it("of a course that is withdrawn at the same moment are refused, or say that it is", async () => {
    const { db } = app.database;
    const reviewer = (await aStaff(db, { institutionId: null })).actor;
    for (let round = 0; round < 5; round++) {
      const phone = await aLearner(app);
      const { id } = await aCourse(db);
      const [added] = await Promise.all([
        phone.call("PUT", `/v1/me/favourites/${id}`),
        app.house.courses.withdraw(reviewer, id, app.now()),
      ]);
      const states = (await itemsOf(phone, "/v1/me/favourites")).map(({ state }) => state);
      expect(states).toEqual(added.status === 204 ? ["withdrawn"] : []);
    }
  });
});

describe("saved searches", () => {
  const wish = { occupations: ["6-18-02-04"], place: "510116", subsidised: true };

  it("are those of the bot: named in its words, kept once, cancelled by 退订 there", async () => {
    const phone = await aLearner(app);
    const made = await phone.call("POST", "/v1/me/saved-searches", wish);
    expect(made).toMatchObject({ status: 201, body: { label: "焊工 · 成都市双流区 · 有补贴", query: wish } });
    expect(await phone.call("POST", "/v1/me/saved-searches", wish)).toMatchObject({ status: 200, body: made.body });
    expect(await itemsOf(phone, "/v1/me/saved-searches")).toHaveLength(1);
    expect(await itemsOf(phone, "/v1/me/consents")).toMatchObject([{ purpose: "notices", isGiven: true }]);
    await phone.call("POST", "/v1/me/chat", { text: "退订" });
    expect(await itemsOf(phone, "/v1/me/saved-searches")).toHaveLength(0);
  });

  it("refuse what cannot be waited for: nothing, a point, a code that does not exist", async () => {
    const phone = await aLearner(app);
    for (const wrong of [
      {},
      { near: { lat: 30.57, lng: 103.92 } },
      { occupations: ["9-99-99-99"] },
      { place: "999999" },
      { occupations: ["6-18-02-04"], colour: "red" },
    ])
      expect((await phone.call("POST", "/v1/me/saved-searches", wrong)).status, JSON.stringify(wrong)).toBe(422);
  });

  it("are ten at most; one is stopped by its id, once", async () => {
    const phone = await aLearner(app);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, each) =>
        phone.call("POST", "/v1/me/saved-searches", { ...wish, feeMaxFen: 100_000 + each }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(10).fill(201), 409, 409]);
    const [first] = await itemsOf(phone, "/v1/me/saved-searches");
    expect((await phone.call("DELETE", `/v1/me/saved-searches/${first?.["id"]}`)).status).toBe(204);
    expect((await phone.call("DELETE", `/v1/me/saved-searches/${first?.["id"]}`)).status).toBe(404);
  });
});

describe("the phone number", () => {
  const codeFor = async (phone: string) =>
    z.object({ code: z.string() }).parse(await app.lever("/phone-code", { phone })).code;

  it("is sealed, found again by a keyed hash, shown masked and deleted with the consent (L11)", async () => {
    const [one, other] = [await aLearner(app, "phone"), await aLearner(app, "phone")];
    for (const phone of [one, other])
      expect(await phone.call("PUT", "/v1/me/phone", { code: await codeFor("13912345678") })).toMatchObject({
        status: 200,
        body: { phone: "139****5678" },
      });
    expect((await one.call("GET", "/v1/me/phone")).body).toEqual({ phone: "139****5678" });
    const rows = await app.database.db.prisma.learnerPhone.findMany();
    expect(JSON.stringify(rows)).not.toContain("13912345678");
    expect(new Set(rows.map(({ blindIndex }) => blindIndex)).size).toBe(1);
    expect(new Set(rows.map(({ sealed }) => sealed)).size).toBe(2);
    expect(app.logText()).not.toContain("13912345678");
    await agree(one, "phone", false);
    expect((await one.call("GET", "/v1/me/phone")).body).toEqual({ phone: null });
    expect((await other.call("DELETE", "/v1/me/phone")).status).toBe(204);
    expect((await other.call("GET", "/v1/me/phone")).body).toEqual({ phone: null });
  });

  it("is not even asked for without consent: the code stays good", async () => {
    const phone = await aLearner(app);
    const code = await codeFor("13800000000");
    expect(await phone.call("PUT", "/v1/me/phone", { code })).toMatchObject({ status: 403 });
    await agree(phone, "phone");
    expect((await phone.call("PUT", "/v1/me/phone", { code })).status).toBe(200);
    expect((await phone.call("PUT", "/v1/me/phone", { code })).status).toBe(422);
  });

  it("of another kind, or in an outage, leaves the one that was kept", async () => {
    const phone = await aLearner(app, "phone");
    await phone.call("PUT", "/v1/me/phone", { code: await codeFor("13700000000") });
    expect((await phone.call("PUT", "/v1/me/phone", { code: await codeFor("85291234567") })).status).toBe(422);
    await app.lever("/fault", { path: "/wxa/business/getuserphonenumber", times: 9, errcode: -1 });
    expect((await phone.call("PUT", "/v1/me/phone", { code: await codeFor("13600000000") })).status).toBe(503);
    await app.lever("/reset", {});
    expect((await phone.call("GET", "/v1/me/phone")).body).toEqual({ phone: "137****0000" });
  });
});
