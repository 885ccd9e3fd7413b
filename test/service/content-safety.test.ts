import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createContentService } from "../../src/content/content-service.ts";
import { CourseDraft } from "../../src/courses/course.ts";
import { createCourseService } from "../../src/courses/course-service.ts";
import { addDays, localDate } from "../../src/kit/clock.ts";
import { newId } from "../../src/kit/ids.ts";
import { createLog } from "../../src/kit/log.ts";
import { judgeText } from "../../src/wechat/fake/word-lists.ts";
import { anInstitution, aStaff, WELDER } from "../support/factories.ts";
import { type MiniProgramHouse, startMiniProgram } from "../support/mini-program.ts";

let app: MiniProgramHouse;
let openid: string;
beforeAll(async () => {
  app = await startMiniProgram();
});
afterAll(() => app.stop());
beforeEach(async () => {
  await app.database.db.prisma.contentReview.deleteMany();
  await app.lever("/reset", {});
  ({ openid } = await app.loginCode("author"));
});

const RISKY = "刷单返利，日赚三千";
const SUSPECT = "有内部渠道，联系老师";
const PLAIN = "焊工初级班，包教包会";
const signal = new AbortController().signal;
const subject = (text: string) => ({ subjectKind: "course" as const, subjectId: newId(app.now()), text });
const check = (text: string, author: { openid?: string } = { openid }) =>
  app.house.content.check({ ...subject(text), ...author }, app.now(), signal);
const waiting = async () =>
  (await app.house.content.waiting((await aStaff(app.database.db, { institutionId: null })).actor)).items;

describe("a text that others will read (L16)", () => {
  it("is judged by the local platform as these tests take for granted", () => {
    expect([RISKY, SUSPECT, PLAIN].map((text) => judgeText(text).suggest)).toEqual(["risky", "review", "pass"]);
  });

  it("passes when the machine passes it, and nobody has to read it", async () => {
    expect(await check(PLAIN)).toBe("pass");
    expect(await waiting()).toEqual([]);
  });

  it("is refused when it is risky", async () => {
    expect(await check(RISKY)).toBe("rejected");
  });

  it("waits for a reviewer when the machine is in doubt", async () => {
    expect(await check(SUSPECT)).toBe("manual");
    expect(await waiting()).toMatchObject([{ reason: "review", words: SUSPECT }]);
  });

  it.each([
    ["nobody knows who wrote it", {}, undefined, "no_author"],
    ["the machine fails", undefined, { errcode: -1 }, "check_failed"],
    ["the machine answers nonsense", undefined, { html: true }, "check_failed"],
    ["the machine does not answer in time", undefined, { delay: 6_000 }, "check_failed"],
    ["the author has not been there for two hours", undefined, { errcode: 61010 }, "no_visit"],
  ])("waits for a reviewer when %s, and is never passed in silence", async (_what, author, fault, reason) => {
    if (fault !== undefined) await app.lever("/fault", { path: "/wxa/msg_sec_check", times: 20, ...fault });
    expect(await check(PLAIN, author)).toBe("manual");
    expect(await waiting()).toMatchObject([{ reason, words: PLAIN }]);
  });

  it("waits for a reviewer when the author's last visit is over two hours ago", async () => {
    await app.lever("/clock", { advanceMs: 2 * 3_600_000 + 1_000 });
    expect(await check(PLAIN)).toBe("manual");
    expect(await waiting()).toMatchObject([{ reason: "no_visit" }]);
  });

  it("waits for a reviewer where no machine is set up", async () => {
    const bare = createContentService({ db: app.database.db, log: createLog("silent"), checker: undefined });
    expect(await bare.check({ ...subject(PLAIN), openid }, app.now(), signal)).toBe("manual");
    expect(await waiting()).toMatchObject([{ reason: "no_checker" }]);
  });

  it("is read to its end, however long", async () => {
    expect(await check(`${"好".repeat(6_000)}${RISKY}`)).toBe("rejected");
    expect(await check("好".repeat(6_000))).toBe("pass");
  });

  it("keeps no number of a person on the reviewers' list, and leaves no word in the log", async () => {
    await check(`${SUSPECT}13812345678`);
    expect((await waiting())[0]?.words).not.toContain("13812345678");
    expect(app.logText()).not.toContain(SUSPECT);
    expect(app.logText()).not.toContain(openid);
  });
});

describe("a course waiting for its own review", () => {
  it("gets a note only when the machine doubts it; without an author or a machine it just waits", async () => {
    const flag = (text: string, author: { openid?: string }) =>
      app.house.content.flag({ ...subject(text), ...author }, app.now());
    await flag(PLAIN, { openid });
    await flag(RISKY, {});
    expect(await waiting()).toEqual([]);
    await flag(RISKY, { openid });
    await flag(SUSPECT, { openid });
    expect((await waiting()).map(({ reason }) => reason)).toEqual(["risky", "review"]);
  });
});

describe("a course that an institution hands in", () => {
  it("is looked at in all its words that people will read, once it is stored", async () => {
    const { db } = app.database;
    const institution = await anInstitution(db);
    const { actor } = await aStaff(db, { institutionId: institution.id });
    const courses = createCourseService(db, ({ id, text }, now) =>
      app.house.content.flag({ subjectKind: "course", subjectId: id, text, openid }, now),
    );
    const startsOn = addDays(localDate(app.now()), 10);
    const draft = (changes: object) =>
      CourseDraft.parse({
        title: "电焊工初级班",
        occupationCode: WELDER,
        mode: "online",
        schedule: "daytime",
        hours: 120,
        feeFen: 180_000,
        howToEnrol: "到教学点报名",
        sessions: [{ startsOn, endsOn: startsOn, seatsTotal: 30 }],
        ...changes,
      });
    await courses.submit(actor, institution.id, draft({}), app.now());
    expect(await waiting()).toEqual([]);
    for (const changes of [
      { title: SUSPECT },
      { description: SUSPECT },
      { howToEnrol: SUSPECT },
      { requirements: SUSPECT },
      { certificates: [SUSPECT] },
    ]) {
      const { id } = await courses.submit(actor, institution.id, draft(changes), app.now());
      expect((await waiting()).at(-1), JSON.stringify(changes)).toMatchObject({ subjectId: id, reason: "review" });
    }
  });
});

describe("the reviewers' list", () => {
  it("is decided once, by reviewers, with a trace; the words go", async () => {
    const { db } = app.database;
    const reviewer = (await aStaff(db, { institutionId: null })).actor;
    const institution = (await aStaff(db)).actor;
    await check(SUSPECT);
    const id = (await waiting())[0]?.id ?? "";
    await expect(app.house.content.waiting(institution)).rejects.toMatchObject({ code: "forbidden" });
    await expect(app.house.content.decide(institution, id, "accepted", app.now())).rejects.toMatchObject({
      code: "forbidden",
    });
    const both = await Promise.allSettled(
      (["accepted", "rejected"] as const).map((verdict) => app.house.content.decide(reviewer, id, verdict, app.now())),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db.prisma.contentReview.findUnique({ where: { id } })).toMatchObject({ words: null });
    expect(await db.prisma.audit.findMany({ where: { subjectId: id } })).toMatchObject([
      { action: "decide", actor: `staff:${reviewer.staffId}` },
    ]);
    await expect(app.house.content.decide(reviewer, newId(app.now()), "accepted", app.now())).rejects.toMatchObject({
      code: "not_found",
    });
    expect(z.array(z.unknown()).parse(await waiting())).toEqual([]);
  });
});
