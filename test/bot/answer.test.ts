// What a turn costs, keeps and hides, and what happens when a part of the house is down.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAnswer } from "../../bot/answer.ts";
import { groundFaults } from "../../bot/grounded.ts";
import type { SearchService } from "../../search/search-service.ts";
import { createBaseService } from "../../src/bases/base-service.ts";
import { createComplaintService } from "../../src/complaints/complaint-service.ts";
import { createCourseService } from "../../src/courses/course-service.ts";
import { createDemandService } from "../../src/demands/demand-service.ts";
import { createLog } from "../../src/kit/log.ts";
import { createSubscriptionService } from "../../src/notices/subscription-service.ts";
import { createPersonService } from "../../src/people/person-service.ts";
import { createShortageService } from "../../src/shortage/shortage-service.ts";
import { makeCatalogue, TALK_DAY } from "./catalogue.ts";
import { type Bot, startBot, TEST_OPERATOR } from "./talk.ts";

let bot: Bot;
const logged: string[] = [];
beforeAll(async () => {
  bot = await startBot(createLog("debug", { write: (line) => void logged.push(line) }));
  await makeCatalogue(bot.test.db, bot.search.places);
  await bot.index();
}, 180_000);
afterAll(() => bot.stop());

/** The same bot with another search behind it. */
function withSearch(search: SearchService) {
  const { db } = bot.test;
  const { places, occupations } = bot.search;
  return createAnswer({
    bases: createBaseService(db),
    db,
    places,
    occupations,
    search,
    courses: createCourseService(db),
    shortage: createShortageService(db, places),
    subscriptions: createSubscriptionService(db, places),
    complaints: createComplaintService(db),
    demands: createDemandService(db),
    people: createPersonService(db, "secret of the tests, long enough to be one"),
    log: createLog("debug", { write: (line) => void logged.push(line) }),
    operator: TEST_OPERATOR,
  });
}

const textTurn = (personId: string, text: string) => ({
  personId,
  channel: "terminal" as const,
  messageId: text,
  at: TALK_DAY,
  input: { kind: "text" as const, text },
});

describe("the cost of a turn", () => {
  it("is one read of the state, one search and one write of the state", async () => {
    const { sql } = bot.test.db;
    const person = await bot.aPerson(TALK_DAY);
    const statements: string[] = [];
    const query = sql.query;
    // counts what goes through the pool's own hand; the call itself is untouched
    sql.query = ((...args: Parameters<typeof query>) => {
      const [first] = args as unknown as [string | { text: string }];
      statements.push(typeof first === "string" ? first : first.text);
      return query.apply(sql, args);
    }) as typeof query;
    let searches = 0;
    const counting: SearchService = {
      ...bot.search.search,
      courses: (...args) => {
        searches++;
        return bot.search.search.courses(...args);
      },
    };
    try {
      await withSearch(counting)(textTurn(person.personId, "成都有没有补贴的电焊班"));
    } finally {
      sql.query = query;
    }
    const onState = statements.filter((text) => text.includes("dialogue_state"));
    expect(onState.map((text) => text.trim().split(/\s/)[0])).toEqual(["SELECT", "INSERT"]);
    expect(searches).toBe(1);
  });
});

describe("one person's turns", () => {
  it("are answered in the order they came, each on the state the one before left", async () => {
    const person = await bot.aPerson(TALK_DAY);
    const replies = await Promise.all([person.say("双流电焊"), person.say("只要周末的"), person.say("要免费的")]);
    expect(replies.map(({ meaning }) => meaning.state)).toEqual([
      expect.not.objectContaining({ schedule: "weekend" }),
      expect.objectContaining({ occupation: "焊工", schedule: "weekend" }),
      expect.objectContaining({ occupation: "焊工", schedule: "weekend", free: true }),
    ]);
  });

  it("are remembered for a day, those of a first message for two hours", async () => {
    const person = await bot.aPerson(TALK_DAY);
    await person.say("双流电焊");
    expect((await person.say("换成电工", 121)).meaning.state).not.toHaveProperty("place_code");
    await person.say("双流电焊", 122);
    expect((await person.say("换成电工", 23 * 60)).meaning.state).toMatchObject({ place_code: "510116" });
    expect((await person.say("换成电工", 48 * 60)).meaning.state).not.toHaveProperty("place_code");
  });

  it("start anew when what is stored cannot be read", async () => {
    const person = await bot.aPerson(TALK_DAY);
    await person.say("双流电焊");
    await bot.test.db.sql.query("UPDATE dialogue_state SET state = '{\"search\":7}' WHERE person_id = $1", [
      person.personId,
    ]);
    expect((await person.say("西昌电工班")).meaning.state).toMatchObject({ place_code: "513401" });
  });
});

describe("what is kept and logged", () => {
  it("is never what was written, and a point not at all without consent", async () => {
    const person = await bot.aPerson(TALK_DAY);
    await person.say("我叫王小二，身份证尾号四五六七，想在双流学电焊");
    await person.send({ kind: "location", point: { lat: 30.541234, lng: 103.953456 }, datum: "wgs84" });
    const { rows } = await bot.test.db.sql.query(
      "SELECT state::text AS state FROM dialogue_state WHERE person_id = $1",
      [person.personId],
    );
    const kept = `${rows[0]?.state}\n${logged.join("\n")}`;
    expect(kept).not.toMatch(/王小二|四五六七|身份证/);
    expect(kept).not.toMatch(/30\.54|103\.95/);
    expect(rows[0]?.state).toContain("510116");
  });
});

describe("when something is down", () => {
  it("says so in plain Chinese and keeps the state", async () => {
    const person = await bot.aPerson(TALK_DAY);
    await person.say("双流电焊");
    const broken: SearchService = {
      ...bot.search.search,
      courses: () => Promise.reject(new Error("engine and database gone")),
    };
    const reply = await withSearch(broken)(textTurn(person.personId, "只要周末的秘密班"));
    expect(reply.parts[0]).toMatchObject({ kind: "text", text: expect.stringContaining("抱歉") });
    expect(groundFaults(reply, "")).toEqual([]);
    expect(logged.join("\n")).toContain("answer failed");
    expect(logged.join("\n")).not.toContain("秘密班");
    expect((await person.say("更多")).meaning.state).toMatchObject({ occupation: "焊工" });
  });

  it("does not keep anybody waiting longer than the deadline", async () => {
    const person = await bot.aPerson(TALK_DAY);
    const stuck: SearchService = { ...bot.search.search, courses: () => new Promise(() => undefined) };
    const reply = await withSearch(stuck)(textTurn(person.personId, "双流电焊"));
    expect(reply.parts[0]).toMatchObject({ text: expect.stringContaining("抱歉") });
  });

  it("says when PostgreSQL answered because the engine could not", async () => {
    const person = await bot.aPerson(TALK_DAY);
    const reply = await withSearch(bot.search.degraded)(textTurn(person.personId, "双流电焊"));
    expect(reply.degraded).toBe(true);
    expect(JSON.stringify(reply.parts)).toContain("结果可能不全");
    expect(JSON.stringify(reply.parts)).toContain("双流电焊");
  });
});

describe("bad input", () => {
  it.each([
    ["", "没有听明白"],
    ["😀🎉", "没有听明白"],
    ["\u0000\u200b\u202e", "没有听明白"],
    ["a".repeat(10_000), "没有听明白"],
    ["'; DROP TABLE course; --", "只按登记的培训信息回答"],
    [`${"嗯".repeat(5_000)}双流电焊`, "双流"],
    ["火星学电焊", "您想在哪里学"],
    ["双流学造火箭", "没有找到"],
  ])("%j is answered in Chinese, with every fact grounded", async (text, expected) => {
    const reply = await (await bot.aPerson(TALK_DAY)).say(text);
    expect(JSON.stringify(reply.parts)).toContain(expected);
    expect(groundFaults(reply, text)).toEqual([]);
  });

  it.each([
    [{ lat: 48.85, lng: 2.35 }, "不在中国境内"],
    [{ lat: 0, lng: 0 }, "不在中国境内"],
    [{ lat: 39.9, lng: 116.4 }, "不在四川"],
  ])("a location at %j is answered politely", async (point, expected) => {
    const reply = await (await bot.aPerson(TALK_DAY)).send({ kind: "location", point, datum: "gcj02" });
    expect(JSON.stringify(reply.parts)).toContain(expected);
  });
});
