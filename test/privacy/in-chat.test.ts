// L1–L5, L9–L11: what the bot tells, asks, keeps and lets go of, with its rows as the witness.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { groundFaults } from "../../bot/grounded.ts";
import type { Reply } from "../../bot/turn.ts";
import { createCourseService } from "../../src/courses/course-service.ts";
import { newId } from "../../src/kit/ids.ts";
import { createLog } from "../../src/kit/log.ts";
import { deliverNoticeJob } from "../../src/notices/notice-jobs.ts";
import { forgetExpiredJob } from "../../src/people/forget-expired-job.ts";
import { makeCatalogue, TALK_DAY } from "../bot/catalogue.ts";
import { type Bot, startBot, type Talker, TEST_OPERATOR } from "../bot/talk.ts";

/** In 双流区, some way from its centre. */
const HERE = { lat: 30.541234, lng: 103.953456 };
const TRACE = /30\.54|103\.95/;
const NOTICE = "【个人信息告知】";
const QUESTION = "要我以后记住您发来的大致位置吗";

let bot: Bot;
const logged: string[] = [];
beforeAll(async () => {
  bot = await startBot(createLog("debug", { write: (line) => void logged.push(line) }));
  await makeCatalogue(bot.test.db, bot.search.places);
  await bot.index();
}, 180_000);
afterAll(() => bot.stop());

const wordsOf = ({ parts }: Reply): string =>
  parts.map((part) => (part.kind === "text" ? part.text : part.title)).join("\n");
const share = (person: Talker, minutes: number): Promise<Reply> =>
  person.send({ kind: "location", point: HERE, datum: "wgs84" }, minutes);
const stateOf = async ({ personId }: Talker): Promise<string> => {
  const { rows } = await bot.test.db.sql.query("SELECT state::text AS state FROM dialogue_state WHERE person_id = $1", [
    personId,
  ]);
  return rows[0]?.state ?? "";
};
const placesOf = ({ personId }: Talker) =>
  bot.test.db.prisma.savedPlace.findMany({ where: { personId }, select: { lat: true, lng: true, expiresAt: true } });
const consentsOf = ({ personId }: Talker) => bot.test.db.prisma.consent.findMany({ where: { personId } });
const at = (minutes: number): Date => new Date(TALK_DAY.getTime() + minutes * 60_000);
/** Somebody who has read the notice. */
async function anOldHand(): Promise<Talker> {
  const person = await bot.aPerson(TALK_DAY);
  await person.say("你好");
  return person;
}

describe("L1 the first contact", () => {
  it("L1 tells who, whom to ask, what for, how long and which rights: once, after the answer, in 200 characters", async () => {
    const person = await bot.aPerson(TALK_DAY);
    const first = await person.say("双流电焊");
    const last = first.parts.at(-1);
    const notice = last?.kind === "text" ? last.text : "";
    for (const words of [
      TEST_OPERATOR.name,
      TEST_OPERATOR.contact,
      TEST_OPERATOR.privacyUrl,
      "找课",
      "24 小时",
      "删除",
    ])
      expect(notice).toContain(words);
    expect(notice.startsWith(NOTICE)).toBe(true);
    expect([...notice].length).toBeLessThanOrEqual(200);
    expect(wordsOf(first).indexOf("双流电焊")).toBeLessThan(wordsOf(first).indexOf(NOTICE));
    expect(groundFaults(first, "双流电焊")).toEqual([]);
    expect(wordsOf(await person.say("更多", 1))).not.toContain(NOTICE);
    expect(await consentsOf(person)).toMatchObject([{ purpose: "service", channel: "terminal", askedAt: TALK_DAY }]);
  });

  it("L1 keeps no position, and of the search only what two hours need", async () => {
    const person = await bot.aPerson(TALK_DAY);
    expect(wordsOf(await share(person, 0))).not.toContain(QUESTION);
    expect(await placesOf(person)).toEqual([]);
    expect(await stateOf(person)).not.toMatch(TRACE);
    await forgetExpiredJob(bot.test.db).run({}, { now: at(121), signal: new AbortController().signal });
    expect(await stateOf(person)).toBe("");
  });

  it("L1 is not told beside words about danger to life, but with the next answer", async () => {
    const person = await bot.aPerson(TALK_DAY);
    expect(wordsOf(await person.say("我不想活了"))).not.toContain(NOTICE);
    expect(wordsOf(await person.say("双流电焊", 5))).toContain(NOTICE);
  });

  it("L1 is told once however many messages come at the same moment", async () => {
    const person = await bot.aPerson(TALK_DAY);
    const replies = await Promise.all(["你好", "双流电焊", "帮助", "更多"].map((text) => person.say(text)));
    expect(replies.filter((reply) => wordsOf(reply).includes(NOTICE))).toHaveLength(1);
  });
});

describe("L2, L3 positions", () => {
  it("L2 a district by name does as well as a position", async () => {
    const person = await anOldHand();
    await share(person, 1);
    expect(wordsOf(await person.say("不用记", 2))).toContain("不记");
    const reply = await person.say("双流附近的电焊班", 3);
    expect(reply.parts.some(({ kind }) => kind === "card")).toBe(true);
    expect(wordsOf(await share(person, 4))).not.toContain(QUESTION);
    expect(await placesOf(person)).toEqual([]);
  });

  it("L2 a shared position answers the question at hand and is written nowhere; the talk goes on around the county", async () => {
    const person = await anOldHand();
    await person.say("附近的电焊班", 1);
    const reply = await share(person, 2);
    expect(wordsOf(reply)).toContain("您的位置（成都市双流区）");
    const state = await stateOf(person);
    expect(state).not.toMatch(TRACE);
    expect(state).toContain("510116");
    const next = await person.say("只要周末的", 3);
    expect(next.meaning.state).toMatchObject({ near: true, place_code: "510116", schedule: "weekend" });
    expect(logged.join("\n")).not.toMatch(TRACE);
  });

  it("L2 the list that began around the point goes on without doubles or gaps in its numbers", async () => {
    const person = await anOldHand();
    const titlesOf = ({ parts }: Reply): string[] =>
      parts.flatMap((part) => (part.kind === "card" ? [part.title] : []));
    await person.say("附近有什么培训班", 1);
    await person.say("什么都行", 2);
    const titles = titlesOf(await share(person, 3));
    for (let page = 0; page < 5; page++) titles.push(...titlesOf(await person.say("更多", 4 + page)));
    const names = titles.map((title) => title.replace(/^\d+\. /, ""));
    expect(titles.map((title) => Number.parseInt(title, 10))).toEqual(titles.map((_, index) => index + 1));
    expect(titles.length, titles.join()).toBeGreaterThan(3);
    expect(new Set(names).size).toBe(names.length);
  });

  it("L3 with consent it is kept at 0.01° for thirty days, and distances are round", async () => {
    const person = await anOldHand();
    expect(wordsOf(await share(person, 1))).toContain(QUESTION);
    await person.send({ kind: "choice", value: "同意记住位置" }, 2);
    const reply = await share(person, 3);
    expect(wordsOf(reply)).not.toContain(QUESTION);
    const [place] = await placesOf(person);
    expect([place?.lat?.toString(), place?.lng?.toString()]).toEqual(["30.54", "103.95"]);
    expect(place?.expiresAt).toEqual(new Date(at(3).getTime() + 30 * 86_400_000));
    const near = (minutes: number) => person.say("附近的电焊班", minutes);
    expect(wordsOf(await near(5 * 24 * 60))).toContain("您的位置（成都市双流区）");
    const lines = reply.parts.flatMap((part) => (part.kind === "card" ? part.lines : []));
    for (const line of lines.filter((each) => each.includes("公里"))) expect(line).toMatch(/(?:约 \d+|1) 公里/);
    await forgetExpiredJob(bot.test.db).run({}, { now: at(31 * 24 * 60), signal: new AbortController().signal });
    expect(await placesOf(person)).toEqual([]);
    expect(wordsOf(await near(31 * 24 * 60))).not.toContain("您的位置（成都市双流区）");
  });
});

describe("L4, L5 consents in words", () => {
  it("L4 the question about positions comes once, whatever is said to it", async () => {
    const person = await anOldHand();
    const replies = [await share(person, 1), await share(person, 2), await share(person, 3)];
    expect(replies.filter((reply) => wordsOf(reply).includes(QUESTION))).toHaveLength(1);
  });

  it("L5 不要记我的位置 works in one message, and at once", async () => {
    const person = await anOldHand();
    await person.say("同意记住位置", 1);
    await share(person, 2);
    expect(await placesOf(person)).toHaveLength(1);
    const reply = await person.say("不要记我的位置", 3);
    expect(wordsOf(reply)).toContain("已经删掉");
    expect(await placesOf(person)).toEqual([]);
    expect(await stateOf(person)).not.toMatch(TRACE);
    expect(wordsOf(await share(person, 4))).not.toContain(QUESTION);
    expect(await placesOf(person)).toEqual([]);
  });

  it.each(["退订", "撤回同意", "撤回通知授权"])("L5 %s cancels the notice that waits to be sent", async (words) => {
    const { db } = bot.test;
    const person = await anOldHand();
    await person.say("双流电焊", 1);
    await person.say("有新的就告诉我", 2);
    const saved = await db.prisma.savedSearch.findFirstOrThrow({ where: { personId: person.personId } });
    const course = await db.prisma.course.findFirstOrThrow({ where: { title: "双流电焊周末班" } });
    const waiting = { id: newId(at(3)), personId: person.personId, savedSearchId: saved.id, subjectId: course.id };
    const pending = { kind: "new_course", subjectVersion: 0, channel: "inbox", state: "pending" } as const;
    await db.prisma.delivery.create({ data: { ...waiting, ...pending, createdAt: at(3) } });
    await person.say(words, 4);
    const { places, occupations } = bot.search;
    const job = deliverNoticeJob({
      db,
      places,
      occupations,
      courses: createCourseService(db),
      enqueue: async () => undefined,
      compose: () => ({}),
      outlets: [],
    });
    await job.run({ deliveryId: waiting.id }, { now: at(5), signal: new AbortController().signal });
    expect(await db.prisma.delivery.findUnique({ where: { id: waiting.id } })).toMatchObject({ state: "cancelled" });
    expect(await db.prisma.inboxMessage.count({ where: { personId: person.personId } })).toBe(0);
    const given = (await consentsOf(person)).filter(({ isGiven, withdrawnAt }) => isGiven && withdrawnAt === null);
    expect(given).toEqual([]);
  });

  it("L5 撤回同意 takes everything back and names it; without any consent it says so", async () => {
    const person = await anOldHand();
    expect(wordsOf(await person.say("撤回同意", 1))).toContain("没有同意过什么");
    await person.say("同意记住位置", 2);
    await share(person, 3);
    const reply = await person.say("撤回我的授权", 4);
    expect(wordsOf(reply)).toContain("记住大致位置");
    expect(groundFaults(reply, "撤回我的授权")).toEqual([]);
    expect(await placesOf(person)).toEqual([]);
  });
});

describe("L9 the choice not to be profiled", () => {
  it("L9 off: who somebody is leaves no row, and the same question gets the same answer as anybody's", async () => {
    const [plain, told] = [await anOldHand(), await anOldHand()];
    expect(wordsOf(await told.say("关闭个性化推荐", 1))).toContain("已经关闭");
    await told.say("我是退役军人，今年四十五岁", 2);
    expect(await stateOf(told)).not.toMatch(/"group"|"age"/);
    const question = "双流电焊";
    expect((await told.say(question, 3)).parts).toEqual((await plain.say(question, 3)).parts);
    expect(wordsOf(await told.say("打开个性化推荐", 4))).toContain("已经打开");
    await told.say("我是退役军人，今年四十五岁", 5);
    expect(await stateOf(told)).toMatch(/"age"/);
  });
});

describe("L10 children", () => {
  it("L10 the age of somebody under 14 is not kept, that of others is", async () => {
    const [child, grown] = [await anOldHand(), await anOldHand()];
    await child.say("我今年13岁，想学电焊", 1);
    await grown.say("我今年17岁，想学电焊", 1);
    expect(await stateOf(child)).not.toMatch(/"age"|"group"/);
    expect(await stateOf(grown)).toMatch(/"age"/);
  });
});

describe("L11 numbers of persons", () => {
  it.each([
    ["我身份证号是510123199001011234，帮我报名", /5101231990/],
    ["身份证 51012319900101123X", /5101231990/],
    ["电话13812345678，双流电焊", /1381234/],
    ["投诉，西昌那家学校不退费，我电话 138 1234 5678", /138 ?1234/],
    ["幺三八幺二三四五六七八，有班打给我", /三八幺二|1381234/],
  ])("L11 %s: no number in any row or log line", async (text, number) => {
    const person = await anOldHand();
    const reply = await person.say(text, 1);
    expect(wordsOf(reply)).toContain("请不要在这里发身份证号");
    const { rows } = await bot.test.db.sql.query(
      `SELECT coalesce((SELECT string_agg(state::text, ' ') FROM dialogue_state), '')
        || coalesce((SELECT string_agg(words, ' ') FROM complaint), '')
        || coalesce((SELECT string_agg(label, ' ') FROM saved_search), '') AS kept`,
    );
    expect(rows[0]?.kept).toContain("asked");
    expect(number.test(rows[0]?.kept)).toBe(false);
    expect(number.test(logged.join(""))).toBe(false);
  });
});
