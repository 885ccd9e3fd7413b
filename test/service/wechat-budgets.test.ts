import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/kit/database.ts";
import { createBudgets } from "../../src/wechat/budgets.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

const APPID = "wx0123456789abcdef";
const API = "/cgi-bin/qrcode/create";
const LATE = new Date("2026-03-01T15:59:59Z"); // one second before midnight in China
const NEXT_DAY = new Date("2026-03-01T16:00:00Z");

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());
beforeEach(() => test.db.prisma.wechatBudget.deleteMany());

describe("the calls of a day", () => {
  it("are counted by account, API and day in China, and refused when used up", async () => {
    const budgets = createBudgets(test.db, { [API]: 2 });
    const take = (appid = APPID, api = API, now = LATE) => budgets.take(appid, api, now);
    expect([await take(), await take(), await take()]).toEqual(["taken", "taken", "used up"]);
    expect(await take("wxfedcba9876543210")).toBe("taken");
    expect(await take(APPID, "/cgi-bin/menu/get")).toBe("taken");
    expect(await take(APPID, API, NEXT_DAY)).toBe("taken");
  });

  it("are never more than the limit, however many processes take at once, and a restart does not give new ones", async () => {
    const other = openDatabase(test.url, 4);
    try {
      const pair = [test.db, other].map((db) => createBudgets(db, { [API]: 30 }));
      const states = await Promise.all(
        Array.from({ length: 25 }, () => pair.map((budgets) => budgets.take(APPID, API, LATE))).flat(),
      );
      expect(states.filter((state) => state === "taken")).toHaveLength(30);
      expect(await createBudgets(test.db, { [API]: 30 }).take(APPID, API, LATE)).toBe("used up");
    } finally {
      await other.close();
    }
  });

  it("rest for every process until midnight in China once the platform says so", async () => {
    await createBudgets(test.db).pause(APPID, API, LATE);
    const afterRestart = createBudgets(test.db);
    expect(await afterRestart.take(APPID, API, LATE)).toBe("paused");
    expect(await afterRestart.take(APPID, "/cgi-bin/menu/get", LATE)).toBe("taken");
    expect(await afterRestart.take(APPID, API, NEXT_DAY)).toBe("taken");
  });

  it("may be made again when the platform has set its counts back", async () => {
    const budgets = createBudgets(test.db, { [API]: 1 });
    await budgets.take(APPID, API, LATE);
    await budgets.pause(APPID, API, LATE);
    expect(await budgets.take(APPID, API, LATE)).toBe("paused");
    await budgets.reset(APPID, LATE);
    expect(await budgets.take(APPID, API, LATE)).toBe("taken");
  });

  it("without a limit are counted all the same", async () => {
    const budgets = createBudgets(test.db, {});
    for (let calls = 0; calls < 3; calls++) expect(await budgets.take(APPID, API, LATE)).toBe("taken");
    expect(await test.db.prisma.wechatBudget.findMany({ select: { used: true } })).toEqual([{ used: 3 }]);
  });
});
