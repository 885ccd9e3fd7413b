import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createComplaintService } from "../../src/complaints/complaint-service.ts";
import type { Actor } from "../../src/http/route.ts";
import { newId } from "../../src/kit/ids.ts";
import { createPersonService } from "../../src/people/person-service.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aStaff } from "../support/factories.ts";

const NOW = new Date("2026-11-24T02:00:00Z");
const later = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000);

let test: TestDatabase;
let reviewer: Actor;
let staff: Actor;
beforeAll(async () => {
  test = await freshDatabase();
  reviewer = (await aStaff(test.db, { institutionId: null })).actor;
  staff = (await aStaff(test.db)).actor;
});
afterAll(() => test.drop());

const complaints = () => createComplaintService(test.db);
const people = () => createPersonService(test.db, "secret of the tests, long enough to be one");
const aPerson = async (): Promise<string> => (await people().personOf("h5", newId(NOW), NOW)).id;

describe("complaints", () => {
  it("get a number of their day, one after the other, also at the same moment", async () => {
    const day = new Date("2026-10-01T02:00:00Z");
    const persons = await Promise.all(Array.from({ length: 8 }, aPerson));
    const filed = await Promise.all(
      persons.map((person) => complaints().file(person, { category: "fee", words: "不退费" }, day)),
    );
    const numbers = filed.map(({ complaint }) => complaint.ticketNo).sort();
    expect(numbers).toEqual(Array.from({ length: 8 }, (_, at) => `TS-20261001-000${at + 1}`));
  });

  it("the day is the one in China", async () => {
    const evening = new Date("2026-10-02T17:00:00Z");
    const { complaint } = await complaints().file(await aPerson(), { category: "fee", words: "不退费" }, evening);
    expect(complaint.ticketNo).toMatch(/^TS-20261003-/);
  });

  it("are kept without numbers of persons", async () => {
    const person = await aPerson();
    await complaints().file(person, { category: "fee", words: "骗我钱，打我电话13812345678" }, NOW);
    const [own] = await complaints().ofPerson(person);
    expect(own?.words).toBe(`骗我钱，打我电话${"*".repeat(11)}`);
  });

  it("what is added within a day joins the open one of its kind; another kind or another day is a new one", async () => {
    const person = await aPerson();
    const file = (category: "other" | "fee" | "certificate", words: string, at: Date) =>
      complaints().file(person, { category, words }, at);
    const first = await file("other", "我要投诉", NOW);
    const named = await file("fee", "不退学费", later(1));
    expect(named).toMatchObject({ kind: "added", complaint: { ticketNo: first.complaint.ticketNo, category: "fee" } });
    expect(named.complaint.words).toBe("我要投诉\n不退学费");
    expect((await file("fee", "不退学费", later(2))).complaint.words).toBe("我要投诉\n不退学费");
    expect((await file("certificate", "不发证", later(2))).kind).toBe("opened");
    expect((await file("fee", "还是不退", later(30))).kind).toBe("opened");
  });

  it("one person cannot bury the others", async () => {
    const person = await aPerson();
    for (const at of [0, 25, 50, 75, 100])
      expect((await complaints().file(person, { category: "fee", words: `第${at}次` }, later(at))).kind).toBe("opened");
    expect((await complaints().file(person, { category: "fee", words: "又" }, later(125))).kind).toBe("full");
    expect(await complaints().ofPerson(person)).toHaveLength(5);
  });

  it("are answered once, by a reviewer, and the author reads the answer", async () => {
    const person = await aPerson();
    const { complaint } = await complaints().file(person, { category: "subsidy", words: "补贴没到" }, NOW);
    await expect(complaints().answer(staff, complaint.id, "好", NOW)).rejects.toMatchObject({ code: "forbidden" });
    await expect(complaints().waiting(staff, NOW)).rejects.toMatchObject({ code: "forbidden" });
    await complaints().answer(reviewer, complaint.id, "已经在办", later(1));
    expect((await complaints().ofPerson(person))[0]).toMatchObject({ answer: "已经在办", answeredAt: later(1) });
    await expect(complaints().answer(reviewer, complaint.id, null, later(2))).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(complaints().answer(reviewer, newId(NOW), null, NOW)).rejects.toMatchObject({ code: "not_found" });
    const [audit] = await test.db.prisma.audit.findMany({ where: { subjectId: complaint.id } });
    expect(audit).toMatchObject({ action: "answer", subjectKind: "complaint" });
  });

  it("wait in the order in which they came, without their authors", async () => {
    const { complaints: waiting, total } = await complaints().waiting(reviewer, NOW);
    const times = waiting.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(total).toBe(waiting.length);
    expect(JSON.stringify(waiting)).not.toContain("personId");
  });
});
