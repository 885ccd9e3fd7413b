import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { freePort } from "../../../src/embedded/free-port.ts";
import { systemClock } from "../../../src/kit/clock.ts";
import type { FakeWechat } from "../../../src/wechat/fake/fake-wechat.ts";
import { WEBHOOK_PATH } from "../../../src/wire-wechat.ts";
import { atMost, type Figure, measured, quantile } from "../../bench/report.ts";
import { post, sealedPost, TEST_ACCOUNT, textMessage } from "../../support/wechat-posts.ts";
import { type Ground, onGround } from "./ground.ts";
import { aProgram } from "./program.ts";
import { atLeast, type Form, none, type Row, tell } from "./row.ts";
import { anOpenid, hostilePosts } from "./s8-hostile-posts.ts";
import { APP_SECRET, aHouse, anAccount, aPlatform, type TestAccount } from "./s8-parts.ts";

const SIZE = {
  short: { hostile: 10_000, repeated: 300, slow: 2_000 },
  full: { hostile: 50_000, repeated: 2_000, slow: 4_000 },
} as const;
const CLIENTS = 32;
const SLOW_CLIENTS = 100;
const SLOW_MS = 10_000;
const COPIES = 4;
/** A person has no answer without their own 4.2 seconds and the way; beyond this WeChat hangs up soon. */
const ANSWERED_WITHIN_S = 4.5;

/** Several at a time until there is no more. */
async function inParallel<Item>(items: Iterable<Item>, clients: number, work: (item: Item) => Promise<void>) {
  const iterator = items[Symbol.iterator]();
  const one = async (): Promise<void> => {
    for (let next = iterator.next(); next.done !== true; next = iterator.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: clients }, one));
}

const Count = z.object({ count: z.number() });
const PERSONS = `SELECT (SELECT count(*) FROM person)::int + (SELECT count(*) FROM wechat_address)::int
  + (SELECT count(*) FROM dialogue_state)::int + (SELECT count(*) FROM wechat_inbound)::int AS count`;
const rowsAboutPersons = async ({ db }: Ground): Promise<number> =>
  Count.parse((await db.sql.query(PERSONS)).rows[0]).count;

/** Nothing of what is not WeChat's may reach the bot or leave a row. */
async function hostileFigures(ground: Ground, account: TestAccount, count: number): Promise<Figure[]> {
  const before = { answers: account.answers(), rows: await rowsAboutPersons(ground) };
  const byAttack = new Map<string, number>();
  let letIn = 0;
  await inParallel(hostilePosts(count), CLIENTS, async ({ attack, mode, post: made }) => {
    byAttack.set(attack, (byAttack.get(attack) ?? 0) + 1);
    const { status } = await post(account.urlOf(mode), made);
    if (status === 200) letIn += 1;
  });
  await account.idle();
  const answered = account.answers() - before.answers;
  const written = (await rowsAboutPersons(ground)) - before.rows;
  tell("S8", { hostile: count, attacks: byAttack.size, letIn });
  return [
    atLeast(
      "hostile posts",
      [...byAttack.values()].reduce((sum, each) => sum + each, 0),
      "",
      count,
    ),
    measured("kinds of attack", byAttack.size, ""),
    none("hostile posts that reached the bot", answered, ""),
    none("rows about persons that they left", written, ""),
    none("hostile posts answered with 200", letIn, ""),
  ];
}

const ANSWERED = '"msg":"answered"';
const occurrences = (text: string, part: string): number => text.split(part).length - 1;

/** Every message four times, to two web processes of the real program at once and one after the other. */
async function repeatedFigures(ground: Ground, platform: FakeWechat, count: number): Promise<Figure[]> {
  const ports = [await freePort(), await freePort()];
  const env = {
    ...{ WECHAT_APPID: TEST_ACCOUNT.appid, WECHAT_SECRET: APP_SECRET, WECHAT_TOKEN: TEST_ACCOUNT.token },
    ...{ WECHAT_AES_KEY: TEST_ACCOUNT.aesKey, WECHAT_API_URL: platform.url, LOG_LEVEL: "debug" },
  };
  const programs = await Promise.all(ports.map((port) => aProgram(ground, { roles: "web", port, env })));
  const [first, ...others] = programs;
  if (first === undefined) throw new Error("no program");
  const children = [await first.start()]; // alone: one of them makes the rows of the demo
  children.push(...(await Promise.all(others.map((program) => program.start()))));
  try {
    let different = 0;
    let unanswered = 0;
    const messages = Array.from({ length: count }, (_, at) => ({ at, openid: anOpenid() }));
    await inParallel(messages, CLIENTS / COPIES, async ({ at, openid }) => {
      const fields = textMessage(openid, at % 2 === 0 ? "双流的电焊班" : "帮助", systemClock.now());
      const deliver = async (copy: number) => {
        if (at % 3 === 0) await sleep(copy * 40); // some of them while the first is still being answered
        return post(
          `http://127.0.0.1:${ports[copy % ports.length]}${WEBHOOK_PATH}`,
          sealedPost(fields, systemClock.now()),
        );
      };
      const answers = await Promise.all(Array.from({ length: COPIES }, (_, copy) => deliver(copy)));
      const said = new Set(answers.map(({ reply }) => String(reply?.["Content"])));
      if (said.size > 1) different += 1;
      if (said.has("undefined")) unanswered += 1;
    });
    const worked = children.reduce((sum, child) => sum + occurrences(child.said(), ANSWERED), 0);
    tell("S8", { repeated: count, worked, different, unanswered });
    return [
      atLeast("messages, each posted four times to two web processes", count, "", count),
      none("messages worked on more or less than once", Math.abs(worked - count), ""),
      none("messages whose copies were answered differently", different, ""),
      none("messages without an answer in words", unanswered, ""),
    ];
  } finally {
    await Promise.all(children.map((child) => child.end("SIGTERM")));
    await Promise.all(programs.map((program) => program.remove()));
  }
}

const Followers = z.object({ openids: z.array(z.string()) });
const Entries = z.array(z.looseObject({ side: z.string(), text: z.string().optional() }));
/** Begins the answer to 帮助. */
const ANSWER = "我帮您在四川找";

/** People the platform knows as followers: only they can be written to. */
async function followers(platform: FakeWechat, count: number): Promise<string[]> {
  const visitors = Array.from({ length: count }, (_, at) => `slow-${at}`);
  const found: string[] = [];
  for (let from = 0; from < count; from += 500) {
    const answer = await fetch(`${platform.url}/__fake/followers`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ visitors: visitors.slice(from, from + 500), account: "official" }),
    });
    found.push(...Followers.parse(await answer.json()).openids);
  }
  return found;
}

/** How often the answer stands in the person's chat. */
async function answersTo(platform: FakeWechat, openid: string): Promise<number> {
  const answer = await fetch(`${platform.url}/__fake/transcript?openid=${openid}`);
  return Entries.parse(await answer.json()).filter(({ side, text }) => side === "account" && text?.startsWith(ANSWER))
    .length;
}

const Exchanges = z.object({
  exchanges: z.array(z.object({ outcome: z.string(), attempts: z.array(z.object({ ms: z.number() })) })),
});

/** The person writes, and the platform posts it as WeChat does: signed, sealed, and again when nobody answers within five seconds. */
async function write(platform: FakeWechat, openid: string) {
  const answer = await fetch(`${platform.url}/__fake/push/text`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ openid, text: "帮助" }),
  });
  return Exchanges.parse(await answer.json()).exchanges;
}

/** A back end ten seconds late: WeChat has its answer in time, and the person theirs afterwards. */
async function slowFigures(account: TestAccount, platform: FakeWechat, count: number): Promise<Figure[]> {
  account.slowDown(SLOW_MS);
  const before = account.answers();
  const people = await followers(platform, count);
  const seconds: number[] = [];
  let answered = 0;
  await inParallel(people, SLOW_CLIENTS, async (openid) => {
    const [exchange] = await write(platform, openid);
    const [first, ...repeated] = exchange?.attempts ?? [];
    seconds.push((first?.ms ?? Number.POSITIVE_INFINITY) / 1_000);
    if (repeated.length === 0 && (exchange?.outcome === "none" || exchange?.outcome === "reply")) answered += 1;
  });
  await account.idle();
  const counts = await Promise.all(people.map((openid) => answersTo(platform, openid)));
  account.slowDown(0);
  tell("S8", { slow: count, answered });
  return [
    atLeast(
      `posts while the back end is ${SLOW_MS / 1_000} s late, ${SLOW_CLIENTS} at a time`,
      seconds.length,
      "",
      count,
    ),
    atLeast("of them answered", (answered / count) * 100, "%", 100),
    atMost("until the HTTP answer, 99.9th percentile", quantile(seconds, 0.999), "s", ANSWERED_WITHIN_S),
    none("messages worked on more or less than once while slow", Math.abs(account.answers() - before - count), ""),
    none("people without the late answer, or with two", counts.filter((messages) => messages !== 1).length, ""),
  ];
}

async function run(form: Form): Promise<Figure[]> {
  const { hostile, repeated, slow } = SIZE[form];
  return onGround(async (ground) => {
    const webhook = { url: "http://127.0.0.1:9/nobody-listens" };
    const platform = await aPlatform(() => webhook.url);
    try {
      const repeatedOnes = await repeatedFigures(ground, platform, repeated);
      const house = await aHouse(ground);
      const account = await anAccount(house, ground.secret, platform);
      webhook.url = account.urlOf("aes");
      try {
        return [
          ...(await hostileFigures(ground, account, hostile)),
          ...repeatedOnes,
          ...(await slowFigures(account, platform, slow)),
        ];
      } finally {
        await account.close();
        await house.close();
      }
    } finally {
      await platform.stop();
    }
  });
}

export const s8: Row = {
  id: "S8",
  title: "WeChat webhook",
  how: "Forged, changed, stale and foreign posts; every real message four times to two web processes of the real program; then a back end that is ten seconds late.",
  run,
};
