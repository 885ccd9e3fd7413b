import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CourseQuery } from "../../search/course-query.ts";
import { type CourseService, createCourseService } from "../../src/courses/course-service.ts";
import type { Job } from "../../src/jobs/job.ts";
import type { JobQueue } from "../../src/jobs/queue.ts";
import { relayOnce } from "../../src/jobs/relay.ts";
import { coursePublishedJob, deliverNoticeJob } from "../../src/notices/notice-jobs.ts";
import {
  createSubscriptionService,
  MAX_SUBSCRIPTIONS,
  type SubscriptionService,
} from "../../src/notices/subscription-service.ts";
import { OccupationCode } from "../../src/occupations/occupation.ts";
import { loadOccupations } from "../../src/occupations/occupations.ts";
import { createPersonService, type PersonService } from "../../src/people/person-service.ts";
import { DivisionCode, type Places } from "../../src/places/place.ts";
import { loadPlaces } from "../../src/places/places.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aCourse, anInstitution, aSite } from "../support/factories.ts";

const NOW = new Date("2026-03-04T02:00:00Z");
const WELDER = OccupationCode.parse("6-18-02-04");
const ELECTRICIAN = OccupationCode.parse("6-31-01-03");
const SHUANGLIU = DivisionCode.parse("510116");
const REVIEWER = { kind: "reviewer", staffId: "0197aaaa-0000-7000-8000-000000000001", account: "shenhe" } as const;

let test: TestDatabase;
let places: Places;
let courses: CourseService;
let subscriptions: SubscriptionService;
let people: PersonService;
let jobs: Map<string, Job>;
/** What the relay and the jobs handed to the queue, by job id: the queue itself is tested in queue.test.ts. */
const queued = new Map<string, { name: string; payload: unknown }>();
const queue: JobQueue = {
  add: async (name, payload, jobId) => void queued.set(jobId, { name, payload }),
  counts: async () => ({}),
  close: async () => undefined,
};

beforeAll(async () => {
  test = await freshDatabase();
  places = await loadPlaces(test.db);
  const occupations = await loadOccupations(test.db);
  courses = createCourseService(test.db);
  subscriptions = createSubscriptionService(test.db, places);
  people = createPersonService(test.db, "0123456789abcdef0123456789abcdef");
  const needs = {
    db: test.db,
    places,
    occupations,
    courses,
    enqueue: queue.add,
    outlets: [],
    compose: (course: { title: string }, label: string) => ({ title: course.title, label }),
  };
  jobs = new Map([coursePublishedJob(needs), deliverNoticeJob(needs)].map((job) => [job.name, job]));
});
afterAll(() => test.drop());

let visitors = 0;
const aPerson = async (): Promise<string> => (await people.personOf("h5", `visitor-${visitors++}`, NOW)).id;

/** Relays the outbox and runs what is queued until nothing is left. */
async function work(now = NOW): Promise<void> {
  await relayOnce(test.db, queue, now);
  for (const [id, { name, payload }] of queued) {
    queued.delete(id);
    await jobs.get(name)?.run(payload, { now, signal: new AbortController().signal });
  }
}

async function publish(options: { occupationCode?: string; feeFen?: number } = {}): Promise<string> {
  const institution = await anInstitution(test.db, {});
  const site = await aSite(test.db, { institutionId: institution.id, divisionCode: SHUANGLIU });
  const { id } = await aCourse(test.db, {
    occupationCode: WELDER,
    institutionId: institution.id,
    siteId: site.id,
    status: "submitted",
    now: NOW,
    ...options,
  });
  await courses.approve(REVIEWER, id, NOW);
  return id;
}

const welding: CourseQuery = { occupations: [WELDER], place: SHUANGLIU };
const inboxSize = (personId: string): Promise<number> => test.db.prisma.inboxMessage.count({ where: { personId } });

describe("notices of new courses", () => {
  it("reach whoever asked for such a course, once, however often the work is repeated", async () => {
    const person = await aPerson();
    await subscriptions.subscribe(person, welding, "双流区 · 焊工", NOW);
    const courseId = await publish();
    await work();
    expect(await subscriptions.unread(person)).toMatchObject([{ reply: { label: "双流区 · 焊工" } }]);
    await jobs
      .get("course-published")
      ?.run({ key: `course:${courseId}` }, { now: NOW, signal: new AbortController().signal });
    await work();
    expect(await inboxSize(person)).toBe(1);
  });

  it("come once to a person with two subscriptions that both match", async () => {
    const person = await aPerson();
    await subscriptions.subscribe(person, welding, "双流区 · 焊工", NOW);
    await subscriptions.subscribe(person, { occupations: [WELDER] }, "焊工", NOW);
    await publish();
    await work();
    expect(await inboxSize(person)).toBe(1);
  });

  it("do not come for another occupation, or above the price asked for", async () => {
    const person = await aPerson();
    await subscriptions.subscribe(person, { ...welding, feeMaxFen: 100_000 }, "双流区 · 焊工 · 1000 元以内", NOW);
    await publish({ occupationCode: ELECTRICIAN });
    await publish({ feeFen: 250_000 });
    await work();
    expect(await inboxSize(person)).toBe(0);
    await publish({ feeFen: 80_000 });
    await work();
    expect(await inboxSize(person)).toBe(1);
  });

  it("stop with 退订, even for a course already matched", async () => {
    const person = await aPerson();
    await subscriptions.subscribe(person, welding, "双流区 · 焊工", NOW);
    const courseId = await publish();
    await relayOnce(test.db, queue, NOW);
    await jobs
      .get("course-published")
      ?.run({ key: `course:${courseId}` }, { now: NOW, signal: new AbortController().signal });
    expect(await subscriptions.unsubscribe(person, NOW)).toBe(1);
    await work();
    expect(await inboxSize(person)).toBe(0);
    expect(await test.db.prisma.delivery.findMany({ where: { personId: person } })).toMatchObject([
      { state: "cancelled" },
    ]);
  });

  it("are not sent for a course withdrawn between matching and sending", async () => {
    const person = await aPerson();
    await subscriptions.subscribe(person, welding, "双流区 · 焊工", NOW);
    const courseId = await publish();
    await relayOnce(test.db, queue, NOW);
    await jobs
      .get("course-published")
      ?.run({ key: `course:${courseId}` }, { now: NOW, signal: new AbortController().signal });
    await courses.withdraw(REVIEWER, courseId, NOW);
    await work();
    expect(await inboxSize(person)).toBe(0);
  });
});

describe("subscriptions", () => {
  it("are not doubled by the same wish in another order of words or sorting", async () => {
    const person = await aPerson();
    expect((await subscriptions.subscribe(person, welding, "a", NOW)).kind).toBe("saved");
    expect(
      (await subscriptions.subscribe(person, { place: SHUANGLIU, occupations: [WELDER], sort: "cheapest" }, "b", NOW))
        .kind,
    ).toBe("already");
    expect(await subscriptions.list(person)).toHaveLength(1);
  });

  it("end at a number, also when asked for at the same moment", async () => {
    const person = await aPerson();
    const outcomes = await Promise.all(
      Array.from({ length: MAX_SUBSCRIPTIONS + 2 }, (_, at) =>
        subscriptions.subscribe(person, { ...welding, feeMaxFen: at * 1000 }, `${at}`, NOW),
      ),
    );
    expect(outcomes.filter(({ kind }) => kind === "saved")).toHaveLength(MAX_SUBSCRIPTIONS);
    expect(outcomes.filter(({ kind }) => kind === "full")).toHaveLength(2);
  });
});
