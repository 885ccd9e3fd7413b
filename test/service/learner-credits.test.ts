import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../src/kit/clock.ts";
import { newId } from "../../src/kit/ids.ts";
import type { TapReport } from "../../src/people/credit.ts";
import { type CreditService, createCreditService } from "../../src/people/credit-service.ts";
import { createPersonService } from "../../src/people/person-service.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

const ONCE = "template-once";
const LONG = "template-long-term";
const now = systemClock.now();
/** Seconds after the test began; events carry whole seconds. */
const at = (seconds: number): Date => new Date(Math.floor(now.getTime() / 1_000) * 1_000 + seconds * 1_000);

let test: TestDatabase;
let credits: CreditService;
beforeAll(async () => {
  test = await freshDatabase();
  credits = createCreditService({
    db: test.db,
    templates: new Map([
      [ONCE, "once"],
      [LONG, "long_term"],
    ]),
  });
});
afterAll(() => test.drop());

const people = () => createPersonService(test.db, "secret of the tests, long enough to be one");
const aPerson = async (): Promise<string> => (await people().personOf("miniprogram", newId(now), now)).id;
const left = async (personId: string, templateId = ONCE): Promise<number> =>
  (await credits.list(personId)).find((credit) => credit.templateId === templateId)?.credits ?? 0;
const accept: TapReport = { templateId: ONCE, result: "accept" };
async function withCredits(count: number): Promise<string> {
  const personId = await aPerson();
  for (let each = 0; each < count; each++) await credits.confirm(personId, ONCE, "accept", at(each));
  return personId;
}

describe("a credit", () => {
  it("is given by WeChat's event and never by what a phone says", async () => {
    const personId = await aPerson();
    await credits.report(personId, [accept], now);
    expect(await left(personId)).toBe(0);
    expect(await credits.spend(personId, ONCE, now)).toBe(false);
    await credits.confirm(personId, ONCE, "accept", at(1));
    expect(await left(personId)).toBe(1);
  });

  it("is given once for a tap, whichever comes first and however often the event is told", async () => {
    for (const isReportFirst of [true, false]) {
      const personId = await aPerson();
      if (isReportFirst) await credits.report(personId, [accept], now);
      await Promise.all(Array.from({ length: 6 }, () => credits.confirm(personId, ONCE, "accept", at(1))));
      if (!isReportFirst) await credits.report(personId, [accept], now);
      expect(await left(personId)).toBe(1);
      expect(await test.db.prisma.creditReport.findMany({ where: { personId } })).toMatchObject([
        { reportedAt: expect.any(Date), confirmedAt: at(1) },
      ]);
    }
  });

  it("adds up: one for each tap", async () => {
    expect(await left(await withCredits(4))).toBe(4);
  });

  it("is neither given nor taken by a reject in the sheet, a ban or a filter", async () => {
    const personId = await withCredits(2);
    for (const result of ["reject", "ban", "filter"] as const)
      await credits.report(personId, [{ templateId: ONCE, result }], now);
    await credits.confirm(personId, ONCE, "reject", at(60));
    expect(await left(personId)).toBe(2);
  });

  it("is spent by one of fifty who want it at the same moment", async () => {
    const personId = await withCredits(7);
    const spent = await Promise.all(Array.from({ length: 50 }, () => credits.spend(personId, ONCE, now)));
    expect(spent.filter(Boolean)).toHaveLength(7);
    expect(await left(personId)).toBe(0);
  });

  it("comes back when the message was certainly not sent, and all are gone when WeChat says so", async () => {
    const personId = await withCredits(3);
    await credits.spend(personId, ONCE, now);
    await credits.refund(personId, ONCE, now);
    expect(await left(personId)).toBe(3);
    await credits.exhaust(personId, ONCE, now);
    expect(await credits.spend(personId, ONCE, now)).toBe(false);
  });

  it("is not taken from another person or another template", async () => {
    const [rich, poor] = [await withCredits(2), await aPerson()];
    expect(await credits.spend(poor, ONCE, now)).toBe(false);
    expect(await credits.spend(rich, LONG, now)).toBe(false);
    expect(await left(rich)).toBe(2);
  });
});

describe("switching off in WeChat's settings", () => {
  it("takes all that was accepted before it, told twice as well", async () => {
    const personId = await withCredits(3);
    for (const _twice of [1, 2]) await credits.change(personId, ONCE, "reject", at(10));
    expect(await left(personId)).toBe(0);
  });

  it("told late leaves what was accepted after it", async () => {
    const personId = await withCredits(3);
    await credits.confirm(personId, ONCE, "accept", at(20));
    await credits.change(personId, ONCE, "reject", at(10));
    expect(await left(personId)).toBe(1);
  });
});

describe("长期订阅", () => {
  it("is good for any number of messages until it is refused", async () => {
    const personId = await aPerson();
    await credits.confirm(personId, LONG, "accept", at(0));
    for (let each = 0; each < 5; each++) expect(await credits.spend(personId, LONG, now)).toBe(true);
    await credits.refund(personId, LONG, now);
    expect(await credits.list(personId)).toEqual([{ templateId: LONG, credits: 0, isLongTerm: true }]);
    await credits.change(personId, LONG, "reject", at(10));
    expect(await credits.spend(personId, LONG, now)).toBe(false);
  });

  it("ends when WeChat says that nothing is left", async () => {
    const personId = await aPerson();
    await credits.confirm(personId, LONG, "accept", at(0));
    await credits.exhaust(personId, LONG, now);
    expect(await credits.spend(personId, LONG, now)).toBe(false);
  });
});

describe("what is not listened to", () => {
  it("is a template of somebody else's: an event changes nothing, a report is refused", async () => {
    const personId = await aPerson();
    await credits.confirm(personId, "template-of-others", "accept", at(0));
    await credits.change(personId, "template-of-others", "reject", at(0));
    expect(await credits.list(personId)).toEqual([]);
    const report = credits.report(personId, [accept, { templateId: "template-of-others", result: "accept" }], now);
    await expect(report).rejects.toMatchObject({ code: "invalid", fields: [{ path: "reports.1.templateId" }] });
    expect(await test.db.prisma.creditReport.count({ where: { personId } })).toBe(0);
  });

  it("is an event about somebody who is gone", async () => {
    const personId = await withCredits(1);
    await people().forget(personId);
    await credits.confirm(personId, ONCE, "accept", at(5));
    await credits.change(personId, ONCE, "reject", at(6));
    expect(await credits.spend(personId, ONCE, now)).toBe(false);
    await expect(credits.report(personId, [accept], now)).rejects.toMatchObject({ code: "session_expired" });
  });

  it("is a phone that reports and reports", async () => {
    const personId = await aPerson();
    for (let each = 0; each < 30; each++) await credits.report(personId, [accept], at(each));
    expect(await test.db.prisma.creditReport.count({ where: { personId } })).toBe(20);
    expect(await left(personId)).toBe(0);
  });
});
