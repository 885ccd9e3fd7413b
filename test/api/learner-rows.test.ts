import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { newId } from "../../src/kit/ids.ts";
import { CONSENT_VERSIONS } from "../../src/people/consent.ts";
import type { Purpose } from "../../src/people/consent-store.ts";
import { aCourse, aStaff } from "../support/factories.ts";
import { type MiniProgramHouse, type Phone, startMiniProgram } from "../support/mini-program.ts";

let app: MiniProgramHouse;
beforeAll(async () => {
  app = await startMiniProgram();
});
afterAll(() => app.stop());

let people = 0;
const somebody = (): Promise<Phone> => app.signIn(`somebody ${++people}`);
const agree = (phone: Phone, purpose: Purpose, isGiven = true) =>
  phone.call("PUT", `/v1/me/consents/${purpose}`, { isGiven, version: CONSENT_VERSIONS[purpose] });
async function agreed(...purposes: Purpose[]): Promise<Phone> {
  const phone = await somebody();
  for (const purpose of purposes) expect((await agree(phone, purpose)).status).toBe(200);
  return phone;
}
const Items = z.object({ items: z.array(z.record(z.string(), z.unknown())) });
const itemsOf = async (phone: Phone, path: string) => Items.parse((await phone.call("GET", path)).body).items;
const faultsOf = (body: unknown) => z.object({ errors: z.array(z.object({ path: z.string() })) }).parse(body).errors;

describe("the profile", () => {
  const whole = { divisionCode: "510116", groups: ["migrant_worker", "veteran"], schooling: "初中", birthYear: 1988 };
  const nothing = { divisionCode: null, groups: [], schooling: null, birthYear: null };

  it("is kept with consent, replaced as a whole and deleted", async () => {
    const phone = await agreed("profile");
    expect((await phone.call("GET", "/v1/me/profile")).body).toEqual(nothing);
    expect(await phone.call("PUT", "/v1/me/profile", whole)).toMatchObject({
      status: 200,
      body: { ...whole, notes: [] },
    });
    await phone.call("PUT", "/v1/me/profile", { schooling: "高中" });
    expect((await phone.call("GET", "/v1/me/profile")).body).toEqual({ ...nothing, schooling: "高中" });
    expect((await phone.call("DELETE", "/v1/me/profile")).status).toBe(204);
    expect((await phone.call("GET", "/v1/me/profile")).body).toEqual(nothing);
  });

  it("is not kept without consent, nor after it was taken back", async () => {
    const phone = await somebody();
    const refused = { status: 403, body: { code: "needs_consent", detail: expect.stringContaining("不影响查课程") } };
    expect(await phone.call("PUT", "/v1/me/profile", whole)).toMatchObject(refused);
    await agree(phone, "profile");
    expect((await phone.call("PUT", "/v1/me/profile", whole)).status).toBe(200);
    await agree(phone, "profile", false);
    expect((await phone.call("GET", "/v1/me/profile")).body).toEqual(nothing);
    expect(await phone.call("PUT", "/v1/me/profile", whole)).toMatchObject(refused);
  });

  it("of whoever may be under 14 is not kept (L10), and under 16 they are told", async () => {
    const phone = await agreed("profile");
    const year = Number(
      new Intl.DateTimeFormat("en", { timeZone: "Asia/Shanghai", year: "numeric" }).format(app.now()),
    );
    for (const age of [3, 13, 14])
      expect(await phone.call("PUT", "/v1/me/profile", { birthYear: year - age })).toMatchObject({
        status: 422,
        body: { code: "under_age", detail: expect.stringContaining("家长") },
      });
    expect((await phone.call("GET", "/v1/me/profile")).body).toEqual(nothing);
    for (const age of [15, 16])
      expect((await phone.call("PUT", "/v1/me/profile", { birthYear: year - age })).body).toMatchObject({
        notes: [expect.stringContaining("16 周岁")],
      });
    expect((await phone.call("PUT", "/v1/me/profile", { birthYear: year - 17 })).body).toMatchObject({ notes: [] });
    expect((await phone.call("PUT", "/v1/me/profile", { birthYear: year + 1 })).status).toBe(422);
  });

  it("refuses what is no place to live in, no group and no year, all of it at once where it can", async () => {
    const phone = await agreed("profile");
    const wrong = { divisionCode: "x", groups: ["enterprise"], schooling: "博士后", birthYear: 19.5 };
    const { status, body } = await phone.call("PUT", "/v1/me/profile", wrong);
    expect(status).toBe(422);
    expect(new Set(faultsOf(body).map(({ path }) => path.split(".")[0]))).toEqual(
      new Set(["divisionCode", "groups", "schooling", "birthYear"]),
    );
    for (const divisionCode of ["510000", "999999"])
      expect((await phone.call("PUT", "/v1/me/profile", { divisionCode })).status).toBe(422);
  });

  it("saved while consent is taken back is gone in the end", async () => {
    const phone = await agreed("profile");
    for (let round = 0; round < 8; round++) {
      await agree(phone, "profile");
      await Promise.all([phone.call("PUT", "/v1/me/profile", whole), agree(phone, "profile", false)]);
      expect((await phone.call("GET", "/v1/me/profile")).body).toEqual(nothing);
    }
  });
});

describe("what is made of the profile (L9)", () => {
  const ask = async (phone: Phone) => {
    const { body } = await phone.call("POST", "/v1/me/chat", { text: "市中区有没有电焊班", explain: true });
    return z.object({ meaning: z.object({ action: z.string(), slots: z.record(z.string(), z.unknown()) }) }).parse(body)
      .meaning;
  };

  it("breaks the tie between places of one name, until the person switches it off or has none", async () => {
    expect(await ask(await agreed("profile"))).toMatchObject({ action: "clarify" });
    const personal = await agreed("profile");
    await personal.call("PUT", "/v1/me/profile", { divisionCode: "511102" });
    expect((await ask(personal)).slots).toMatchObject({ place_code: "511102" });
    const plain = await agreed("profile");
    await plain.call("PUT", "/v1/me/profile", { divisionCode: "511102" });
    expect((await plain.call("PUT", "/v1/me/settings", { isPersonalised: false })).status).toBe(200);
    expect((await plain.call("GET", "/v1/me/settings")).body).toEqual({ isPersonalised: false });
    expect(await ask(plain)).toMatchObject({ action: "clarify" });
  });

  it("leaves subscriptions alone, which were asked for", async () => {
    const phone = await somebody();
    await phone.call("POST", "/v1/me/saved-searches", { occupations: ["6-18-02-04"] });
    await phone.call("PUT", "/v1/me/settings", { isPersonalised: false });
    expect(await itemsOf(phone, "/v1/me/saved-searches")).toHaveLength(1);
  });
});

describe("saved places", () => {
  const point = { lat: 30.571234, lng: 103.926789 };

  it("are counties without any consent, and points only with it (L2)", async () => {
    const phone = await somebody();
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
    const phone = await agreed("location");
    const { body } = await phone.call("POST", "/v1/me/places", { label: "工地", point });
    expect(body).toMatchObject({ point: { lat: 30.57, lng: 103.93 }, divisionName: expect.stringContaining("成都市") });
    const { createdAt, expiresAt } = z.object({ createdAt: z.string(), expiresAt: z.string() }).parse(body);
    expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(30 * 86_400_000);
    expect(app.logText()).not.toMatch(/30\.57|103\.92|103\.93/);
  });

  it("go with the consent, and the counties stay", async () => {
    const phone = await agreed("location");
    await phone.call("POST", "/v1/me/places", { label: "工地", point });
    await phone.call("POST", "/v1/me/places", { label: "家里", divisionCode: "510116" });
    await agree(phone, "location", false);
    expect((await itemsOf(phone, "/v1/me/places")).map(({ label }) => label)).toEqual(["家里"]);
  });

  it("of one name replace each other; the eleventh is refused, at the same moment too", async () => {
    const phone = await somebody();
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
    const phone = await agreed("location");
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
    const phone = await somebody();
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
    const phone = await somebody();
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
      const phone = await somebody();
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
    const phone = await agreed("notices");
    const made = await phone.call("POST", "/v1/me/saved-searches", wish);
    expect(made).toMatchObject({ status: 201, body: { label: "焊工 · 成都市双流区 · 有补贴", query: wish } });
    expect(await phone.call("POST", "/v1/me/saved-searches", wish)).toMatchObject({ status: 200, body: made.body });
    expect(await itemsOf(phone, "/v1/me/saved-searches")).toHaveLength(1);
    await phone.call("POST", "/v1/me/chat", { text: "退订" });
    expect(await itemsOf(phone, "/v1/me/saved-searches")).toHaveLength(0);
  });

  it("refuse what cannot be waited for: nothing, a point, a code that does not exist", async () => {
    const phone = await somebody();
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
    const phone = await somebody();
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
    const [one, other] = [await agreed("phone"), await agreed("phone")];
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
    const phone = await somebody();
    const code = await codeFor("13800000000");
    expect(await phone.call("PUT", "/v1/me/phone", { code })).toMatchObject({ status: 403 });
    await agree(phone, "phone");
    expect((await phone.call("PUT", "/v1/me/phone", { code })).status).toBe(200);
    expect((await phone.call("PUT", "/v1/me/phone", { code })).status).toBe(422);
  });

  it("of another kind, or in an outage, leaves the one that was kept", async () => {
    const phone = await agreed("phone");
    await phone.call("PUT", "/v1/me/phone", { code: await codeFor("13700000000") });
    expect((await phone.call("PUT", "/v1/me/phone", { code: await codeFor("85291234567") })).status).toBe(422);
    await app.lever("/fault", { path: "/wxa/business/getuserphonenumber", times: 9, errcode: -1 });
    expect((await phone.call("PUT", "/v1/me/phone", { code: await codeFor("13600000000") })).status).toBe(503);
    await app.lever("/reset", {});
    expect((await phone.call("GET", "/v1/me/phone")).body).toEqual({ phone: "137****0000" });
  });
});

describe("consents", () => {
  it("are given to the present text only, listed, and taken back", async () => {
    const phone = await somebody();
    expect((await phone.call("PUT", "/v1/me/consents/profile", { isGiven: true, version: "1999-01" })).status).toBe(
      409,
    );
    await agree(phone, "profile");
    expect(await itemsOf(phone, "/v1/me/consents")).toMatchObject([
      { purpose: "profile", isGiven: true, channel: "miniprogram", version: CONSENT_VERSIONS.profile },
    ]);
    await agree(phone, "profile", false);
    expect(await itemsOf(phone, "/v1/me/consents")).toMatchObject([{ purpose: "profile", isGiven: false }]);
    expect((await phone.call("PUT", "/v1/me/consents/marketing", { isGiven: true, version: "1" })).status).toBe(422);
  });
});

describe("the inbox", () => {
  it("shows the newest first, and what was seen stays and says so", async () => {
    const phone = await somebody();
    const { prisma } = app.database.db;
    const { id: personId } = await prisma.person.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
    const ids = [newId(app.now()), newId(app.now())];
    for (const [at, id] of ids.entries())
      await prisma.inboxMessage.create({
        data: {
          id,
          personId,
          deliveryId: newId(app.now()),
          reply: { parts: [{ kind: "text", text: `通知 ${at}` }], quickReplies: [] },
          createdAt: new Date(app.now().getTime() + at * 1_000),
        },
      });
    expect((await phone.call("POST", "/v1/me/inbox/seen", { ids: [ids[0]] })).status).toBe(204);
    expect(await itemsOf(phone, "/v1/me/inbox")).toMatchObject([
      { id: ids[1], isSeen: false, parts: [{ text: "通知 1" }] },
      { id: ids[0], isSeen: true },
    ]);
    const chat = await phone.call("POST", "/v1/me/chat", { text: "你好" });
    expect(chat.body).toMatchObject({ notices: [{ id: ids[1] }] });
  });
});

describe("taking along and leaving", () => {
  it("exports all that is stored, as JSON that can be kept (L6)", async () => {
    const phone = await agreed("profile");
    await phone.call("PUT", "/v1/me/profile", { schooling: "高中" });
    const { status, body, headers } = await phone.call("GET", "/v1/me/export");
    expect(status).toBe(200);
    expect(headers.get("content-disposition")).toContain("attachment");
    expect(body).toMatchObject({
      channel: "miniprogram",
      profile: { schooling: "高中" },
      sessions: [expect.anything()],
    });
  });

  it("deletes the person with every row and every phone, and whoever comes again is new (L7)", async () => {
    const phone = await app.signIn("leaving");
    const second = await app.signIn("leaving");
    await phone.call("PUT", `/v1/me/favourites/${(await aCourse(app.database.db)).id}`);
    const before = await app.database.db.prisma.person.count();
    expect((await phone.call("DELETE", "/v1/me")).status).toBe(204);
    expect(await app.database.db.prisma.person.count()).toBe(before - 1);
    for (const gone of [phone, second]) expect((await gone.call("GET", "/v1/me/profile")).status).toBe(401);
    expect((await app.signIn("leaving")).isNew).toBe(true);
  });
});
