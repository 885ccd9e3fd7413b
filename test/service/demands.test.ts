import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DemandDraft } from "../../src/demands/demand.ts";
import { createDemandService, MAX_DEMANDS } from "../../src/demands/demand-service.ts";
import { forgetDemandsJob } from "../../src/demands/forget-demands-job.ts";
import type { Actor } from "../../src/http/route.ts";
import { LocalDate } from "../../src/kit/clock.ts";
import { newId } from "../../src/kit/ids.ts";
import { OccupationCode } from "../../src/occupations/occupation.ts";
import { createPersonService } from "../../src/people/person-service.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aDemand, aStaff } from "../support/factories.ts";

const NOW = new Date("2026-11-24T02:00:00Z");
const TODAY = LocalDate.parse("2026-11-24");
const later = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);
const DRONE = OccupationCode.parse("4-02-04-06");
const ELECTRICIAN = OccupationCode.parse("6-31-01-03");

let test: TestDatabase;
let reviewer: Actor;
let staff: Actor;
beforeAll(async () => {
  test = await freshDatabase();
  reviewer = (await aStaff(test.db, { institutionId: null })).actor;
  staff = (await aStaff(test.db)).actor;
});
afterAll(() => test.drop());

const demands = () => createDemandService(test.db);
const people = () => createPersonService(test.db, "secret of the tests, long enough to be one");
const aPerson = async (): Promise<string> => (await people().personOf("h5", newId(NOW), NOW)).id;

const drone = (divisionCode?: string): DemandDraft => ({ subject: { occupationCode: DRONE }, divisionCode });
const topic = (words: string, divisionCode?: string): DemandDraft => ({ subject: { topic: words }, divisionCode });

/** So many new people who want the same. */
async function record(count: number, draft: DemandDraft, at = NOW): Promise<void> {
  for (let each = 0; each < count; each++) await demands().record(await aPerson(), draft, at);
}

/** The groups of one county or city; every test has one of its own. */
const groupsIn = async (division: string, now = NOW) => (await demands().board(reviewer, { division }, now)).groups;

describe("a demand", () => {
  it("told again counts once, from the day it was told last, with the wishes as they are now", async () => {
    const person = await aPerson();
    const first = await demands().record(person, { ...drone("510116"), schedule: "weekend" }, NOW);
    expect(first).toMatchObject({ kind: "recorded", demand: { schedule: "weekend", statedOn: TODAY } });
    const again = await demands().record(person, { ...drone("510116"), schedule: "evening", level: 4 }, later(3));
    expect(again.kind).toBe("refreshed");
    const own = await demands().ofPerson(person);
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({ schedule: "evening", level: 4, statedOn: "2026-11-27", createdAt: NOW });
  });

  it.each([
    ["in a county", drone("510116")],
    ["anywhere", drone()],
    ["of words, anywhere", topic("养蜂")],
  ])("%s is one row, however often it is tapped at the same moment", async (_what, draft) => {
    const person = await aPerson();
    const done = await Promise.all(Array.from({ length: 6 }, () => demands().record(person, draft, NOW)));
    expect(done.filter(({ kind }) => kind === "recorded")).toHaveLength(1);
    expect(await demands().ofPerson(person)).toHaveLength(1);
  });

  it("is refused a second time by the database itself, also where nothing is said of the place", async () => {
    const { personId } = await aDemand(test.db, { topic: "养蜂", divisionCode: null, now: NOW });
    await expect(aDemand(test.db, { personId, topic: "养蜂", divisionCode: null, now: NOW })).rejects.toMatchObject({
      code: "P2002",
    });
  });

  it.each([
    ["510116102000", "510116"],
    ["510116", "510116"],
    ["510100", "510100"],
    ["510000", null],
    [undefined, null],
  ])("in %s is kept as of %s: a county or city, never closer", async (given, kept) => {
    const done = await demands().record(await aPerson(), drone(given), NOW);
    expect(done).toMatchObject({ demand: { divisionCode: kept } });
  });

  it("keeps words without numbers of persons, short and clean", async () => {
    const topicOf = async (words: string) => {
      const done = await demands().record(await aPerson(), topic(words), NOW);
      return done.kind === "full" ? undefined : done.demand.topic;
    };
    expect(await topicOf("  养蜂\u200b\n 打13812345678  ")).toBe(`养蜂 打${"*".repeat(11)}`);
    expect(await topicOf("蜂".repeat(60))).toBe("蜂".repeat(40));
    expect(await topicOf("🐝".repeat(60))).toBe("🐝".repeat(40));
    await expect(demands().record(await aPerson(), topic(" \u200b "), NOW)).rejects.toMatchObject({ code: "invalid" });
  });

  it("one person has so many and no more; what is there already can still be told again", async () => {
    const person = await aPerson();
    for (let each = 0; each < MAX_DEMANDS; each++) await demands().record(person, topic(`手艺${each}`), NOW);
    expect((await demands().record(person, topic("又一样"), NOW)).kind).toBe("full");
    expect((await demands().record(person, topic("手艺0"), NOW)).kind).toBe("refreshed");
  });

  it("of somebody who is gone is not kept", async () => {
    await expect(demands().record(newId(NOW), drone(), NOW)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is taken back one by one or all at once, and nobody else's with it", async () => {
    const [person, bystander] = [await aPerson(), await aPerson()];
    for (const [day, words] of ["养蜂", "竹编", "蜀绣"].entries())
      await demands().record(person, topic(words), later(day));
    await demands().record(bystander, topic("养蜂"), NOW);
    const [bees] = await demands().ofPerson(person);
    expect(await demands().withdraw(bystander, bees?.id)).toBe(0);
    expect(await demands().withdraw(person, bees?.id)).toBe(1);
    expect((await demands().ofPerson(person)).map((each) => each.topic)).toEqual(["竹编", "蜀绣"]);
    expect(await demands().withdraw(person)).toBe(2);
    expect(await demands().withdraw(person)).toBe(0);
    expect(await demands().ofPerson(bystander)).toHaveLength(1);
  });
});

describe("the board", () => {
  it("counts people by occupation and county, most first, with the day of the first", async () => {
    await record(4, drone("511702"), later(2));
    await record(1, drone("511702"), NOW);
    await record(3, { subject: { occupationCode: ELECTRICIAN }, divisionCode: "511702" }, later(1));
    await record(3, topic("竹编", "511703"), later(1));
    expect(await groupsIn("511700", later(3))).toEqual([
      { occupationCode: DRONE, topic: null, divisionCode: "511702", people: 5, since: "2026-11-24" },
      { occupationCode: ELECTRICIAN, topic: null, divisionCode: "511702", people: 3, since: "2026-11-25" },
      { occupationCode: null, topic: "竹编", divisionCode: "511703", people: 3, since: "2026-11-25" },
    ]);
  });

  it("shows neither number nor day of fewer than three, and no order among them that would tell", async () => {
    await record(1, drone("511802"));
    await record(2, { subject: { occupationCode: ELECTRICIAN }, divisionCode: "511802" });
    const shown = await groupsIn("511802");
    expect(shown.map(({ occupationCode }) => occupationCode)).toEqual([DRONE, ELECTRICIAN]); // by code, not by number
    for (const group of shown) expect(group).toMatchObject({ people: null, since: null });
  });

  it("never shows words that fewer than three people used: such words say who they are", async () => {
    const person = await aPerson();
    for (const words of ["王家沟老李要学的", "竹编"]) await demands().record(person, topic(words, "511902"), NOW);
    await record(1, topic("竹编", "511902"));
    expect(await groupsIn("511902")).toEqual([
      { occupationCode: null, topic: null, divisionCode: "511902", people: null, since: null },
    ]);
    await record(1, topic("竹编", "511902"));
    expect(await groupsIn("511902")).toMatchObject([
      { topic: "竹编", people: 3 },
      { topic: null, people: null },
    ]);
    await record(2, topic("竹编", "511903"));
    expect(JSON.stringify(await groupsIn("511900"))).not.toMatch(/王家沟/);
  });

  it("one person with many words of their own is one person", async () => {
    const person = await aPerson();
    for (const words of ["甲", "乙", "丙", "丁"]) await demands().record(person, topic(words, "512002"), NOW);
    expect(await groupsIn("512002")).toMatchObject([{ topic: null, people: null }]);
  });

  it("is asked by city with its counties, by county, by occupation and by day", async () => {
    await record(3, drone("513301"), NOW);
    await record(3, { subject: { occupationCode: ELECTRICIAN }, divisionCode: "513322" }, later(5));
    await record(3, drone("513300"), later(5));
    const ask = async (query: Parameters<ReturnType<typeof demands>["board"]>[1]) =>
      (await demands().board(staff, query, later(6))).groups.map(
        ({ divisionCode, occupationCode }) => `${divisionCode} ${occupationCode}`,
      );
    const all = [`513301 ${DRONE}`, `513300 ${DRONE}`, `513322 ${ELECTRICIAN}`];
    expect(await ask({ division: "513300" })).toEqual(all);
    expect(await ask({ division: "513301" })).toEqual([all[0]]);
    expect(await ask({ division: "513300", occupation: ELECTRICIAN })).toEqual([all[2]]);
    expect(await ask({ division: "513300", since: LocalDate.parse("2026-11-29") })).toEqual([all[1], all[2]]);
    expect(await ask({ division: "510000" })).toEqual(expect.arrayContaining(all));
  });

  it("is for reviewers and institutions, and holds nothing of a person", async () => {
    await expect(demands().board({ kind: "anonymous" }, {}, NOW)).rejects.toMatchObject({ code: "not_signed_in" });
    const { groups } = await demands().board(staff, {}, NOW);
    expect(groups.length).toBeGreaterThan(0);
    expect(JSON.stringify(groups)).not.toMatch(/person/i);
  });

  it("ends somewhere, and says that it does", async () => {
    const { personId } = await aDemand(test.db, { divisionCode: "500101", now: NOW });
    const codes = Array.from({ length: 210 }, (_, at) => `50${String(at + 2000)}`);
    for (const divisionCode of codes) await aDemand(test.db, { personId, divisionCode, now: NOW });
    const { groups, isCut } = await demands().board(reviewer, {}, NOW);
    expect([groups.length, isCut]).toEqual([200, true]);
    expect(groups[0]?.people).toBeGreaterThanOrEqual(3); // what is cut off is what few want
    expect((await demands().board(reviewer, { division: "511702" }, NOW)).isCut).toBe(false);
  });
});

describe("twelve months", () => {
  const tonight = { now: NOW, signal: new AbortController().signal };

  it("after it was last told a demand is deleted, a day before it is not", async () => {
    const old = await aDemand(test.db, { now: NOW, statedOn: "2025-11-24" });
    const kept = await aDemand(test.db, { now: NOW, statedOn: "2025-11-25" });
    await forgetDemandsJob(test.db).run({}, tonight);
    const left = await test.db.prisma.demand.findMany({ where: { id: { in: [old.id, kept.id] } } });
    expect(left.map(({ id }) => id)).toEqual([kept.id]);
  });

  it("count on the board also before the night's job has run", async () => {
    for (let each = 0; each < 3; each++)
      await aDemand(test.db, { now: NOW, statedOn: "2025-11-24", divisionCode: "513423" });
    expect(await groupsIn("513423")).toEqual([]);
  });
});
