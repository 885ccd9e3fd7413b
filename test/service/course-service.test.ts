import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CourseDraft, type CourseDraft as Draft } from "../../src/courses/course.ts";
import { createCourseService } from "../../src/courses/course-service.ts";
import { AppError } from "../../src/errors.ts";
import type { Actor } from "../../src/http/route.ts";
import { addDays, localDate } from "../../src/kit/clock.ts";
import { newId } from "../../src/kit/ids.ts";
import { DECLARATION_SOURCE_ID, DEMO_SOURCE_ID } from "../../src/source.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aCourse, anInstitution, aSite, aStaff, WELDER } from "../support/factories.ts";

const now = new Date("2026-11-24T02:00:00Z");
const today = localDate(now);
const reviewer: Actor = { kind: "reviewer", staffId: newId(now), account: "reviewer" };

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

const service = () => createCourseService(test.db);

const draftFor = (siteId: string, changes: Record<string, unknown> = {}): Draft =>
  CourseDraft.parse({
    title: "电焊工初级班",
    occupationCode: WELDER,
    level: 5,
    mode: "onsite",
    schedule: "daytime",
    hours: 120,
    feeFen: 180_000,
    howToEnrol: "到教学点报名",
    siteId,
    sessions: [{ startsOn: addDays(today, 10), endsOn: addDays(today, 30), seatsTotal: 30 }],
    ...changes,
  });

async function staffWithSite(options: Parameters<typeof anInstitution>[1] = {}) {
  const institution = await anInstitution(test.db, options);
  const site = await aSite(test.db, { institutionId: institution.id, isDemo: institution.isDemo });
  const { actor } = await aStaff(test.db, { institutionId: institution.id });
  return { institution, site, actor };
}

const submitted = async (changes: Record<string, unknown> = {}) => {
  const { institution, site, actor } = await staffWithSite();
  const { id } = await service().submit(actor, institution.id, draftFor(site.id, changes), now);
  return { id, institution, actor };
};

const outboxOf = async (courseId: string): Promise<string[]> =>
  (await test.db.prisma.outbox.findMany({ where: { key: `course:${courseId}` }, orderBy: { id: "asc" } }))
    .map(({ topic }) => topic)
    .sort();
const actionsOf = async (courseId: string): Promise<string[]> =>
  (await test.db.prisma.audit.findMany({ where: { subjectId: courseId }, orderBy: { at: "asc" } })).map(
    ({ action }) => action,
  );
const rowOf = (id: string) => test.db.prisma.course.findUniqueOrThrow({ where: { id } });

const faultOf = async (work: Promise<unknown>): Promise<AppError> => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AppError);
  if (!(error instanceof AppError)) throw error;
  return error;
};

describe("submitting", () => {
  it("leaves a course that waits, seen by nobody else, with an audit row", async () => {
    const { id, institution } = await submitted();
    expect(await rowOf(id)).toMatchObject({ status: "submitted", version: 1, sourceId: DECLARATION_SOURCE_ID });
    expect((await service().publishedByIds([id], now)).size).toBe(0);
    expect(await outboxOf(id)).toEqual([]);
    expect(await actionsOf(id)).toEqual(["submit"]);
    expect((await service().ofInstitution(institution.id, now)).map((course) => course.id)).toEqual([id]);
    expect((await service().awaitingReview(now)).map((course) => course.id)).toContain(id);
  });

  it("names every fault of the draft at once and writes nothing", async () => {
    const { institution, actor } = await staffWithSite();
    const other = await aSite(test.db);
    const draft = draftFor(other.id, {
      level: 1,
      occupationCode: "9-99-99-99",
      isSubsidised: true,
      subsidySourceId: "no-such-document",
    });
    const fault = await faultOf(service().submit(actor, institution.id, draft, now));
    expect(fault.code).toBe("invalid");
    expect(fault.fields.map(({ path }) => path)).toEqual(["occupationCode", "siteId", "subsidySourceId"]);
    expect(await service().ofInstitution(institution.id, now)).toEqual([]);
  });

  it.each(["applied", "suspended", "exited"] as const)("is refused while the institution is %s", async (state) => {
    const { institution, site, actor } = await staffWithSite({ state });
    const fault = await faultOf(service().submit(actor, institution.id, draftFor(site.id), now));
    expect(fault.code).toBe("conflict");
  });

  it("is refused for another institution and for people who are not signed in", async () => {
    const mine = await staffWithSite();
    const other = await staffWithSite();
    const draft = draftFor(mine.site.id);
    expect((await faultOf(service().submit(other.actor, mine.institution.id, draft, now))).code).toBe("forbidden");
    const nobody = service().submit({ kind: "anonymous" }, mine.institution.id, draft, now);
    expect((await faultOf(nobody)).code).toBe("not_signed_in");
  });

  it("makes a demo institution's course demo data that cites only the demo document", async () => {
    const { institution, site, actor } = await staffWithSite({ isDemo: true });
    const draft = draftFor(site.id, { isSubsidised: true, subsidySourceId: DEMO_SOURCE_ID });
    const { id } = await service().submit(actor, institution.id, draft, now);
    expect(await rowOf(id)).toMatchObject({ isDemo: true, sourceId: DEMO_SOURCE_ID });
  });

  it("makes the course findable by a word inside its title, with the weights kept", async () => {
    const { id } = await submitted();
    const [row] = await test.db.prisma.$queryRaw<{ rank: number; found: boolean }[]>`
      SELECT ts_rank(search_tokens, '焊工'::tsquery) AS rank, search_tokens @@ '焊工'::tsquery AS found
      FROM course WHERE id = ${id}::uuid`;
    expect(row?.found).toBe(true);
    expect(row?.rank).toBeGreaterThan(0.1);
  });
});

describe("approving", () => {
  it("publishes with one row for the search and one for those who asked", async () => {
    const { id } = await submitted();
    await service().approve(reviewer, id, now);
    expect(await rowOf(id)).toMatchObject({ status: "published", version: 2, publishedAt: now });
    expect(await outboxOf(id)).toEqual(["course-published", "search"]);
    expect(await actionsOf(id)).toEqual(["submit", "approve"]);
    const course = (await service().publishedByIds([id], now)).get(id);
    expect(course).toMatchObject({ title: "电焊工初级班", occupationName: "焊工", publishedAt: now.toISOString() });
  });

  it("of ten approvals at once one publishes, the others are told", async () => {
    const { id } = await submitted();
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => service().approve(reviewer, id, now)));
    const refused = tries.filter((result) => result.status === "rejected");
    expect(tries.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(refused.map((result) => result.reason.code)).toEqual(Array.from({ length: 9 }, () => "conflict"));
    expect(await outboxOf(id)).toEqual(["course-published", "search"]);
    expect((await rowOf(id)).version).toBe(2);
  });

  it("needs a session ahead", async () => {
    const { id } = await submitted();
    const tooLate = new Date("2026-12-20T02:00:00Z");
    expect((await faultOf(service().approve(reviewer, id, tooLate))).code).toBe("conflict");
    expect(await outboxOf(id)).toEqual([]);
  });

  it("is refused once the institution was suspended, and published courses are out of sight", async () => {
    const first = await submitted();
    await service().approve(reviewer, first.id, now);
    const { site, actor, institution } = {
      ...first,
      site: await aSite(test.db, { institutionId: first.institution.id }),
    };
    const second = await service().submit(actor, institution.id, draftFor(site.id), now);
    await test.db.prisma.institution.update({ where: { id: institution.id }, data: { state: "suspended" } });
    expect((await faultOf(service().approve(reviewer, second.id, now))).code).toBe("conflict");
    expect((await service().publishedByIds([first.id], now)).size).toBe(0);
  });

  it("is for reviewers only", async () => {
    const { id, actor } = await submitted();
    expect((await faultOf(service().approve(actor, id, now))).code).toBe("forbidden");
    expect((await rowOf(id)).status).toBe("submitted");
  });

  it("says so when there is no such course", async () => {
    expect((await faultOf(service().approve(reviewer, newId(now), now))).code).toBe("not_found");
  });
});

describe("rejecting and withdrawing", () => {
  it("a rejected course keeps its reason and cannot be approved any more", async () => {
    const { id, institution } = await submitted();
    await service().reject(reviewer, id, "请补充收费说明", now);
    const [line] = await service().ofInstitution(institution.id, now);
    expect(line).toMatchObject({ status: "rejected", rejectedReason: "请补充收费说明" });
    expect((await faultOf(service().approve(reviewer, id, now))).code).toBe("conflict");
  });

  it("its own institution takes a published course out, and the search hears of it", async () => {
    const { id, actor } = await submitted();
    await service().approve(reviewer, id, now);
    await service().withdraw(actor, id, now);
    expect((await service().publishedByIds([id], now)).size).toBe(0);
    expect(await rowOf(id)).toMatchObject({ status: "withdrawn", version: 3 });
    expect(await outboxOf(id)).toEqual(["course-published", "search", "search"]);
    expect((await faultOf(service().withdraw(actor, id, now))).code).toBe("conflict");
  });

  it("another institution is refused before it learns the course's state", async () => {
    const { id } = await submitted();
    const { actor } = await aStaff(test.db);
    await service().withdraw(reviewer, id, now);
    expect((await faultOf(service().withdraw(actor, id, now))).code).toBe("forbidden");
  });
});

describe("expiring", () => {
  it("takes out courses without a session ahead, once, and leaves the others", async () => {
    const over = await aCourse(test.db, { now, sessions: [{ startsOn: "2026-11-23" }] });
    const cancelled = await aCourse(test.db, { now, sessions: [{ startsOn: "2026-12-23", cancelledAt: now }] });
    const starting = await aCourse(test.db, { now, sessions: [{ startsOn: "2026-11-24" }] });
    expect(await service().expire(now)).toBe(2);
    expect((await rowOf(over.id)).status).toBe("expired");
    expect((await rowOf(cancelled.id)).status).toBe("expired");
    expect((await rowOf(starting.id)).status).toBe("published");
    expect(await outboxOf(over.id)).toEqual(["search"]);
    expect(await actionsOf(over.id)).toEqual(["expire"]);
    expect(await service().expire(now)).toBe(0);
  });
});

describe("what must hold whoever writes", () => {
  it("audit rows are never changed or deleted", async () => {
    const { id } = await submitted();
    await expect(test.db.prisma.audit.updateMany({ where: { subjectId: id }, data: { actor: "x" } })).rejects.toThrow();
    await expect(test.db.prisma.audit.deleteMany({ where: { subjectId: id } })).rejects.toThrow();
    expect(await actionsOf(id)).toEqual(["submit"]);
  });

  it("a demo course cannot cite a real document, nor a real one the demo document", async () => {
    const demo = await aCourse(test.db, { now, isDemo: true });
    const real = await aCourse(test.db, { now });
    const cite = (id: string, sourceId: string) => test.db.prisma.course.update({ where: { id }, data: { sourceId } });
    await expect(cite(demo.id, DECLARATION_SOURCE_ID)).rejects.toThrow();
    await expect(cite(real.id, DEMO_SOURCE_ID)).rejects.toThrow();
  });
});

describe("reading", () => {
  it("shows open sessions only, soonest first, with the seats left and the county with its city", async () => {
    const course = await aCourse(test.db, {
      now,
      sessions: [
        { startsOn: "2027-01-10", seatsTotal: 20, seatsTaken: 20 },
        { startsOn: "2026-12-01", seatsTotal: 20, seatsTaken: 5 },
        { startsOn: "2026-11-01" },
        { startsOn: "2026-12-05", cancelledAt: now },
      ],
    });
    const read = (await service().publishedByIds([course.id], now)).get(course.id);
    expect(read?.sessions.map(({ startsOn, seatsLeft }) => [startsOn, seatsLeft])).toEqual([
      ["2026-12-01", 15],
      ["2027-01-10", 0],
    ]);
    expect(read?.site).toMatchObject({ divisionName: "成都市双流区", point: { lat: 30.57, lng: 103.92 } });
    expect(read?.source).toMatchObject({ id: DECLARATION_SOURCE_ID, isDemo: false });
  });

  it("an online course has no site, an unknown id is absent", async () => {
    const course = await aCourse(test.db, { now, mode: "online" });
    const read = await service().publishedByIds([course.id, newId(now)], now);
    expect([...read.keys()]).toEqual([course.id]);
    expect(read.get(course.id)?.site).toBeNull();
  });

  it("the day turns at midnight in China", async () => {
    const course = await aCourse(test.db, { now, sessions: [{ startsOn: "2026-12-01" }] });
    const sessionsAt = async (instant: string) =>
      (await service().byId(course.id, new Date(instant)))?.sessions.length ?? -1;
    expect(await sessionsAt("2026-12-01T15:59:59Z")).toBe(1);
    expect(await sessionsAt("2026-12-01T16:00:00Z")).toBe(0);
  });
});
