import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Turn } from "../../bot/turn.ts";
import { elapsed, systemClock } from "../../src/kit/clock.ts";
import { newId } from "../../src/kit/ids.ts";
import type { House } from "../../src/wire.ts";
import { anAccount, aPlatform, type TestAccount } from "../fault/scorecard/s8-parts.ts";
import { type Post, readAnswer, sealedPost, textMessage } from "../support/wechat-posts.ts";
import { atMost, type Figure, measured, median } from "./report.ts";
import { houseWith } from "./search-house.ts";

const COURSES = 3_000;
const WARM_UP = 40;
const PAIRS = 400;
const CLIENTS = 8;
const PEOPLE = 64;
/** A minute of each, in turns, so that a slow moment of the machine falls on both. */
const SLICES = 6;
const SLICE_MS = 10_000;

const QUESTIONS = ["双流有没有补贴的电焊班", "南充顺庆区叉车", "成都月嫂培训", "绵阳学电工", "帮助"] as const;
const question = (at: number): string => QUESTIONS[at % QUESTIONS.length] ?? "帮助";
const openidOf = (at: number): string => `o${`${at}`.padStart(27, "0")}`;

const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });

/** A post over a connection that stays open, as a platform keeps them. @returns the body of the answer */
const send = (url: string, { query, body }: Post): Promise<string> =>
  new Promise((resolve, reject) => {
    const address = new URL(url);
    address.search = new URLSearchParams(query).toString();
    const sending = request(address, { method: "POST", agent, headers: { "content-type": "text/xml" } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        text += chunk;
      });
      answer.on("end", () => resolve(text));
      answer.on("error", reject);
    });
    sending.on("error", reject);
    sending.end(body);
  });

interface Sides {
  /** The bare `answer`. @returns milliseconds */
  bare(at: number): Promise<number>;
  /** A sealed and signed push in, the sealed and signed reply out. @returns milliseconds, without those of sealing and opening, which are WeChat's */
  push(at: number): Promise<number>;
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ ms: number; result: Result }> {
  const since = elapsed();
  const result = await work();
  return { ms: elapsed() - since, result };
}

async function sidesOf(house: House, account: TestAccount): Promise<Sides> {
  const persons: string[] = [];
  for (let at = 0; at < PEOPLE; at++)
    persons.push((await house.people.personOf("official_account", openidOf(at + PEOPLE), systemClock.now())).id);
  const url = account.urlOf("aes");
  return {
    bare: async (at) => {
      const now = systemClock.now();
      const personId = persons[at % PEOPLE] ?? "";
      const turn: Turn = {
        personId,
        channel: "official_account",
        messageId: newId(now),
        at: now,
        input: { kind: "text", text: question(at) },
      };
      return (await timed(() => house.answer(turn))).ms;
    },
    push: async (at) => {
      const now = systemClock.now();
      const made = sealedPost(textMessage(openidOf(at % PEOPLE), question(at), now), now);
      const { ms, result: body } = await timed(() => send(url, made));
      if (readAnswer(body)?.["Content"] === undefined) throw new Error(`no answer in words: ${body.slice(0, 80)}`);
      return ms;
    },
  };
}

/** The same question on both sides, one after the other; each side is first half of the time. */
async function overheads({ bare, push }: Sides): Promise<{ bareMs: number[]; overMs: number[] }> {
  const bareMs: number[] = [];
  const overMs: number[] = [];
  for (let at = 0; at < WARM_UP + PAIRS; at++) {
    const isPushFirst = at % 2 === 0;
    let pushed = isPushFirst ? await push(at) : 0;
    const alone = await bare(at);
    if (!isPushFirst) pushed = await push(at);
    if (at < WARM_UP) continue;
    bareMs.push(alone);
    overMs.push(pushed - alone);
  }
  return { bareMs, overMs };
}

/** As many as possible in a slice of time. @returns how many */
async function asManyAs(work: (at: number) => Promise<number>, from: number): Promise<number> {
  const until = elapsed() + SLICE_MS;
  let next = from;
  const client = async (): Promise<void> => {
    while (elapsed() < until) await work(next++);
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return next - from;
}

async function sustained({ bare, push }: Sides): Promise<{ bare: number; push: number }> {
  const counts = { bare: 0, push: 0 };
  for (let slice = 0; slice < SLICES; slice++) {
    counts.bare += await asManyAs(bare, counts.bare);
    counts.push += await asManyAs(push, counts.push);
  }
  return counts;
}

/** What the way from WeChat to the bot and back costs, beside the bot alone. */
export async function run(): Promise<Figure[]> {
  const { house, services, close } = await houseWith(COURSES, systemClock);
  const platform = await aPlatform();
  const account = await anAccount(house, services.secret, platform);
  try {
    const sides = await sidesOf(house, account);
    for (let at = 0; at < PEOPLE; at++) await Promise.all([sides.bare(at), sides.push(at)]); // everybody is known and told
    await sleep(500);
    const { bareMs, overMs } = await overheads(sides);
    const before = account.answers();
    const counts = await sustained(sides);
    await account.idle();
    const rate = (count: number): number => count / ((SLICES * SLICE_MS) / 1_000);
    return [
      measured("bare answer, median", median(bareMs), "ms"),
      atMost("sealed push in → sealed reply out, over the bare answer, median", median(overMs), "ms", 3),
      measured(`bare answers over a minute, ${CLIENTS} at a time`, rate(counts.bare), "/s"),
      measured(`pushes over a minute, ${CLIENTS} at a time`, rate(counts.push), "/s"),
      {
        name: "pushes ÷ bare answers",
        value: counts.push / counts.bare,
        unit: "×",
        limit: "≥ 0.5",
        ok: counts.push / counts.bare >= 0.5,
      },
      atMost("pushes lost or worked on twice", Math.abs(account.answers() - before - counts.push), "", 0),
    ];
  } finally {
    await account.close();
    await platform.stop();
    await close();
  }
}
