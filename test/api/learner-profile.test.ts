import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { newId } from "../../src/kit/ids.ts";
import { CONSENT_VERSIONS } from "../../src/people/consent.ts";
import { aCourse } from "../support/factories.ts";
import { agree, aLearner, itemsOf } from "../support/learners.ts";
import { type MiniProgramHouse, type Phone, startMiniProgram } from "../support/mini-program.ts";

let app: MiniProgramHouse;
beforeAll(async () => {
  app = await startMiniProgram();
});
afterAll(() => app.stop());

const faultsOf = (body: unknown) => z.object({ errors: z.array(z.object({ path: z.string() })) }).parse(body).errors;

describe("the profile", () => {
  const whole = { divisionCode: "510116", groups: ["migrant_worker", "veteran"], schooling: "初中", birthYear: 1988 };
  const nothing = { divisionCode: null, groups: [], schooling: null, birthYear: null };

  it("is kept with consent, replaced as a whole and deleted", async () => {
    const phone = await aLearner(app, "profile");
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
    const phone = await aLearner(app);
    const refused = { status: 403, body: { code: "needs_consent", detail: expect.stringContaining("不影响查课程") } };
    expect(await phone.call("PUT", "/v1/me/profile", whole)).toMatchObject(refused);
    await agree(phone, "profile");
    expect((await phone.call("PUT", "/v1/me/profile", whole)).status).toBe(200);
    await agree(phone, "profile", false);
    expect((await phone.call("GET", "/v1/me/profile")).body).toEqual(nothing);
    expect(await phone.call("PUT", "/v1/me/profile", whole)).toMatchObject(refused);
  });

  it("of whoever may be under 14 is not kept (L10), and under 16 they are told", async () => {
    const phone = await aLearner(app, "profile");
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
    const phone = await aLearner(app, "profile");
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
    const phone = await aLearner(app, "profile");
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
    expect(await ask(await aLearner(app, "profile"))).toMatchObject({ action: "clarify" });
    const personal = await aLearner(app, "profile");
    await personal.call("PUT", "/v1/me/profile", { divisionCode: "511102" });
    expect((await ask(personal)).slots).toMatchObject({ place_code: "511102" });
    const plain = await aLearner(app, "profile");
    await plain.call("PUT", "/v1/me/profile", { divisionCode: "511102" });
    expect((await plain.call("PUT", "/v1/me/settings", { isPersonalised: false })).status).toBe(200);
    expect((await plain.call("GET", "/v1/me/settings")).body).toEqual({ isPersonalised: false });
    expect(await ask(plain)).toMatchObject({ action: "clarify" });
  });

  it("leaves subscriptions alone, which were asked for", async () => {
    const phone = await aLearner(app);
    await phone.call("POST", "/v1/me/saved-searches", { occupations: ["6-18-02-04"] });
    await phone.call("PUT", "/v1/me/settings", { isPersonalised: false });
    expect(await itemsOf(phone, "/v1/me/saved-searches")).toHaveLength(1);
  });
});

describe("consents", () => {
  it("are given to the present text only, listed, and taken back", async () => {
    const phone = await aLearner(app);
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
    const phone = await aLearner(app);
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
    const phone = await aLearner(app, "profile");
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
