import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHAT_HELP, chat } from "../../bot/channels/terminal.ts";
import { composeNotice } from "../../bot/notice-reply.ts";
import { createCourseService } from "../../src/courses/course-service.ts";
import { fixedClock } from "../../src/kit/clock.ts";
import { createPersonService } from "../../src/people/person-service.ts";
import { makeCatalogue, TALK_DAY } from "./catalogue.ts";
import { type Bot, startBot } from "./talk.ts";

let bot: Bot;
beforeAll(async () => {
  bot = await startBot();
  await makeCatalogue(bot.test.db, bot.search.places);
  await bot.index();
}, 180_000);
afterAll(() => bot.stop());

const noInbox = { unread: async () => [], markRead: async () => undefined };

async function run(args: string[], typed = "", inbox: Parameters<typeof chat>[1]["inbox"] = noInbox): Promise<string> {
  const output = new PassThrough();
  const input = new PassThrough();
  const said: string[] = [];
  output.on("data", (chunk: Buffer) => said.push(chunk.toString("utf8")));
  input.end(typed);
  const people = createPersonService(bot.test.db, "secret of the tests, long enough to be one");
  const status = await chat(args, { answer: bot.answer, people, inbox, clock: fixedClock(TALK_DAY), input, output });
  expect(status).toBe(0);
  return said.join("");
}

describe("the terminal", () => {
  it("answers what is said on the command line, in one dialogue", async () => {
    const shown = await run(["--say", "双流电焊周末的", "--say", "1"]);
    expect(shown).toContain("> 双流电焊周末的");
    expect(shown).toContain("1. 双流电焊周末班");
    expect(shown).toContain("报名：带身份证到教学点报名");
  });

  it("prints one JSON reply a line", async () => {
    const lines = (await run(["--json", "--say", "双流电焊", "--say", "更多"])).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line).meaning.intent)).toEqual(["find_course", "more_results"]);
  });

  it("takes a location and explains how a message was read", async () => {
    const shown = await run(["--at", "30.5734,103.9234", "--say", "附近的电焊班", "--explain"]);
    expect(shown).toContain("您的位置（成都市双流区） 30 公里内");
    expect(shown).toContain("# occupation: 电焊");
  });

  it("reads one sentence aloud and ends: what it found, how it scored, what came of it, and then the reply", async () => {
    const lines = (await run(["--explain", "双流有没有補貼的电汗班"])).split("\n");
    const at = (part: string): number => lines.findIndex((line) => line.includes(part));
    expect(at("# text: 双流有没有补贴的电汗班")).toBeGreaterThan(at("> 双流有没有補貼的电汗班"));
    expect(at("电汗 ~ 电焊")).toBeGreaterThan(0);
    expect(lines.filter((line) => /^ {2}# model: .*find_course \d\.\d\d/.test(line))).toHaveLength(1);
    expect(at("# intent: find_course")).toBeGreaterThan(at("# model: "));
    expect(at("# read as: find_course → ")).toBeGreaterThan(at("# intent: "));
    expect(lines[at("# slots: ")]).toContain('"place_code":"510116"');
    expect(lines[at("# state: ")]).toContain('"place_code":"510116"');
    expect(at("双流电焊初级班")).toBeGreaterThan(at("# state: "));
  });

  it("explains nothing unasked", async () => {
    expect(await run(["--say", "双流电焊班"])).not.toContain("  # ");
  });

  it("tells in its help how to have a sentence explained", () => {
    expect(CHAT_HELP).toMatch(/npm run chat -- --explain "[^"]+"/);
  });

  it("talks line by line until /quit", async () => {
    const shown = await run([], "你好\n/quit\n还在吗\n");
    expect(shown).toContain("您好！我帮您找四川的职业技能培训");
    expect(shown.match(/您想学什么/g)).toHaveLength(1);
  });

  it("shows what came into the inbox and marks it as read", async () => {
    const courses = createCourseService(bot.test.db);
    const { id } = await bot.test.db.prisma.course.findFirstOrThrow({ where: { title: "西昌电工班" } });
    const course = (await courses.publishedByIds([id], TALK_DAY)).get(id);
    if (course === undefined) throw new Error("no course");
    const read: string[] = [];
    const inbox = {
      unread: async () =>
        read.length > 0
          ? []
          : [{ id: "n1", reply: composeNotice(course, "电工 · 西昌", TALK_DAY), createdAt: TALK_DAY }],
      markRead: async (_person: string, ids: readonly string[]) => void read.push(...ids),
    };
    const shown = await run(["--say", "你好"], "", inbox);
    expect(shown).toContain("有新课程了，符合您订阅的“电工 · 西昌”");
    expect(shown).toContain("西昌电工班");
    expect(read).toEqual(["n1"]);
  });

  it.each([["--at", "abc"], ["--at", "200,300"], ["--now", "yesterday"], ["--nonsense"]])(
    "says what is wrong with %s %s",
    async (...args) => {
      await expect(run(args.filter((arg) => arg !== undefined))).rejects.toMatchObject({ code: "wrong_option" });
    },
  );
});
