import { describe, expect, it } from "vitest";
import { CourseDraft, CourseStatus, isOpen } from "../../src/courses/course.ts";
import {
  type CourseStep,
  completenessOf,
  type DraftContext,
  draftFaults,
  type StatedFacts,
  stepFault,
} from "../../src/courses/course-rules.ts";
import { LocalDate } from "../../src/kit/clock.ts";

const SITE = "0197f000-0000-7000-8000-000000000001";
const day = (text: string): LocalDate => LocalDate.parse(text);
const today = day("2026-11-24");

const draft = (changes: Record<string, unknown> = {}): CourseDraft =>
  CourseDraft.parse({
    title: "焊工初级班",
    occupationCode: "6-18-02-04",
    level: 5,
    mode: "onsite",
    schedule: "daytime",
    hours: 120,
    feeFen: 180_000,
    howToEnrol: "到教学点报名",
    siteId: SITE,
    sessions: [{ startsOn: "2026-12-08", endsOn: "2026-12-28", seatsTotal: 30 }],
    ...changes,
  });

const context = (changes: Partial<DraftContext> = {}): DraftContext => ({
  today,
  isDemo: false,
  occupation: { levels: [5, 4, 3] },
  siteIds: [SITE],
  subsidySource: undefined,
  ...changes,
});

const paths = (changes: Record<string, unknown>, given: Partial<DraftContext> = {}): string[] =>
  draftFaults(draft(changes), context(given)).map(({ path }) => path);

describe("draft faults", () => {
  it("there are none when every row it points at exists", () => {
    expect(draftFaults(draft(), context())).toEqual([]);
  });

  it("an unknown occupation is named", () => {
    expect(paths({}, { occupation: undefined })).toEqual(["occupationCode"]);
  });

  it("a level outside the ladder is named with the levels there are", () => {
    const faults = draftFaults(draft({ level: 1 }), context());
    expect(faults).toEqual([{ path: "level", message: "这个职业没有这一级，可选 5、4、3 级" }]);
  });

  it("an occupation without grades takes no level, and a course without one is fine anywhere", () => {
    expect(paths({ level: 5 }, { occupation: { levels: [] } })).toEqual(["level"]);
    expect(paths({ level: null }, { occupation: { levels: [] } })).toEqual([]);
    expect(paths({ level: null })).toEqual([]);
  });

  it("another institution's site is refused, an online course needs none", () => {
    expect(paths({}, { siteIds: [] })).toEqual(["siteId"]);
    expect(paths({ mode: "online", siteId: null }, { siteIds: [] })).toEqual([]);
  });

  it("a missing subsidy document is named; demo and real never mix", () => {
    const subsidised = { isSubsidised: true, subsidySourceId: "doc" };
    expect(paths(subsidised)).toEqual(["subsidySourceId"]);
    expect(paths(subsidised, { subsidySource: { isDemo: false } })).toEqual([]);
    expect(paths(subsidised, { subsidySource: { isDemo: true } })).toEqual(["subsidySourceId"]);
    expect(paths(subsidised, { subsidySource: { isDemo: false }, isDemo: true })).toEqual(["subsidySourceId"]);
  });

  it("a session that began before today is named by its place in the list", () => {
    const sessions = [
      { startsOn: "2026-11-24", endsOn: "2026-12-01", seatsTotal: 10 },
      { startsOn: "2026-11-23", endsOn: "2026-12-01", seatsTotal: 10 },
    ];
    expect(paths({ sessions })).toEqual(["sessions.1.startsOn"]);
  });

  it("all faults come at once", () => {
    const sessions = [{ startsOn: "2026-01-01", endsOn: "2026-02-01", seatsTotal: 10 }];
    const all = paths(
      { sessions, isSubsidised: true, subsidySourceId: "none" },
      { occupation: undefined, siteIds: [] },
    );
    expect(all).toEqual(["occupationCode", "siteId", "subsidySourceId", "sessions.0.startsOn"]);
  });
});

describe("steps", () => {
  const allowed: Record<CourseStep, CourseStatus[]> = {
    approve: ["submitted"],
    reject: ["submitted"],
    withdraw: ["submitted", "published"],
  };
  const cells = (["approve", "reject", "withdraw"] as const).flatMap((step) =>
    CourseStatus.options.map((status) => ({ step, status, isAllowed: allowed[step].includes(status) })),
  );

  it.each(cells)("$step from $status: $isAllowed", ({ step, status, isAllowed }) => {
    expect(stepFault(status, step) === undefined).toBe(isAllowed);
  });
});

describe("open courses", () => {
  const session = (startsOn: string, seatsLeft: number) => ({
    id: SITE,
    startsOn: day(startsOn),
    endsOn: day("2027-01-01"),
    seatsLeft,
  });

  it("a session today still counts, yesterday's does not", () => {
    expect(isOpen({ status: "published", sessions: [session("2026-11-24", 1)] }, today)).toBe(true);
    expect(isOpen({ status: "published", sessions: [session("2026-11-23", 1)] }, today)).toBe(false);
  });

  it("a full course is closed, one seat in a later session opens it", () => {
    expect(isOpen({ status: "published", sessions: [session("2026-12-01", 0)] }, today)).toBe(false);
    const two = [session("2026-12-01", 0), session("2026-12-20", 1)];
    expect(isOpen({ status: "published", sessions: two }, today)).toBe(true);
    expect(isOpen({ status: "withdrawn", sessions: two }, today)).toBe(false);
  });
});

describe("completeness", () => {
  const nothing: StatedFacts = {
    hasLevels: true,
    level: null,
    isSubsidised: null,
    certificates: [],
    hasRequirements: false,
    hasPhone: false,
    hasDescription: false,
  };
  const everything: StatedFacts = {
    hasLevels: true,
    level: 5,
    isSubsidised: false,
    certificates: ["焊工（五级）职业技能等级证书"],
    hasRequirements: true,
    hasPhone: true,
    hasDescription: true,
  };

  it("is 0 when nothing is stated and 1 when all is, a plain no to the subsidy included", () => {
    expect(completenessOf(nothing)).toBe(0);
    expect(completenessOf(everything)).toBe(1);
  });

  it.each(Object.entries(everything).filter(([fact]) => fact !== "hasLevels"))(
    "grows by one part with %s",
    (fact, stated) => {
      expect(completenessOf({ ...nothing, [fact]: stated })).toBe(0.17);
    },
  );

  it("asks for no level where the occupation has none", () => {
    expect(completenessOf({ ...everything, hasLevels: false, level: null })).toBe(1);
    expect(completenessOf({ ...everything, level: null })).toBe(0.83);
  });
});
