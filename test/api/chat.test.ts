import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { addDays, localDate, systemClock } from "../../src/kit/clock.ts";
import { OccupationCode } from "../../src/occupations/occupation.ts";
import { startHouse, type TestHouse } from "../support/house.ts";

const HAN = /\p{Script=Han}/u;
const Part = z.union([
  z.strictObject({ kind: z.literal("text"), text: z.string().regex(HAN) }),
  z.strictObject({
    kind: z.literal("card"),
    subject: z.strictObject({ kind: z.string(), id: z.string() }),
    title: z.string(),
    lines: z.array(z.string()),
    path: z.string(),
    isDemo: z.boolean(),
  }),
]);
const Said = {
  parts: z.array(Part).min(1),
  quickReplies: z.array(z.strictObject({ label: z.string(), value: z.string() })),
};
const ChatReply = z.strictObject({
  ...Said,
  degraded: z.boolean(),
  refs: z.array(z.unknown()).optional(),
  meaning: z.looseObject({ intent: z.string() }).optional(),
  notices: z.array(z.strictObject({ ...Said, id: z.uuid(), createdAt: z.string() })),
});

let test: TestHouse;
beforeAll(async () => {
  test = await startHouse({ courses: 800 });
}, 120_000);
afterAll(() => test.stop());

const aSession = (): string => randomBytes(16).toString("base64url");
const post = (path: string, body: unknown) =>
  fetch(test.url + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
const chat = async (body: Record<string, unknown>) => {
  const response = await post("/v1/chat", body);
  expect(response.status).toBe(200);
  return ChatReply.parse(await response.json());
};
const textOf = ({ parts }: z.infer<typeof ChatReply>): string =>
  parts.map((part) => (part.kind === "text" ? part.text : part.title)).join("\n");

describe("POST /v1/chat", () => {
  it("answers with cards whose pages exist", async () => {
    const reply = await chat({ sessionId: aSession(), text: "成都有没有补贴的电焊班" });
    const cards = reply.parts.filter((part) => part.kind === "card");
    expect(cards.length).toBeGreaterThan(0);
    for (const card of cards) {
      expect(card.isDemo).toBe(true);
      const page = await fetch(test.url + card.path);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain(card.title.replace(/^\d\. /, ""));
    }
    expect(reply).not.toHaveProperty("meaning");
    expect(reply).not.toHaveProperty("refs");
  });

  it("tells how it understood only when asked to explain", async () => {
    const reply = await chat({ sessionId: aSession(), text: "成都的电焊班", explain: true });
    expect(reply.meaning?.intent).toBe("find_course");
    expect(reply.refs?.length).toBeGreaterThan(0);
  });

  it("remembers a session and no other", async () => {
    const [mine, yours] = [aSession(), aSession()];
    await chat({ sessionId: mine, text: "成都的电焊班" });
    expect((await chat({ sessionId: mine, text: "更多", explain: true })).meaning?.intent).toBe("more_results");
    expect(textOf(await chat({ sessionId: yours, text: "更多" }))).not.toContain("焊");
  });

  it("takes a location, and says politely that one abroad is not served", async () => {
    const sessionId = aSession();
    await chat({ sessionId, text: "附近的电焊班" });
    const near = await chat({ sessionId, location: { lat: 30.57, lng: 103.92 } });
    expect(near.parts.some((part) => part.kind === "card")).toBe(true);
    expect(textOf(await chat({ sessionId, location: { lat: 48.85, lng: 2.35 } }))).toMatch(HAN);
  });

  it.each([
    ["nothing", ""],
    ["blanks", " \n\t "],
    ["emoji", "👷‍♀️🔥".repeat(200)],
    ["control characters", "\u0000\u0001焊\u200b工\u202e"],
    ["a lone half of an emoji", "\ud83d电焊"],
    ["10,000 characters", "成都电焊".repeat(2500)],
    ["20,000 characters", "焊".repeat(20_000)],
    ["20,000 emoji", "😀".repeat(20_000)],
    ["an unknown trade", "我要学量子泡面"],
    ["an unknown place", "亚特兰蒂斯的电焊班"],
    ["a place outside Sichuan", "上海的电焊班"],
    ["something like a filter", `成都" OR 1=1 -- \\`],
    ["a script", "<script>alert(1)</script>"],
  ])("answers %s in Chinese", async (_what, text) => {
    expect(textOf(await chat({ sessionId: aSession(), text }))).toMatch(HAN);
  });

  it("refuses more than 20,000 characters with 413", async () => {
    const response = await post("/v1/chat", { sessionId: aSession(), text: "焊".repeat(20_001) });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: "text_too_long" });
  });

  it.each([
    ["no sessionId", { text: "你好" }],
    ["a sessionId with other signs", { sessionId: "a b", text: "你好" }],
    ["a sessionId of 65", { sessionId: "a".repeat(65), text: "你好" }],
    ["text and location", { sessionId: "abc", text: "你好", location: { lat: 30, lng: 104 } }],
    ["none of the three", { sessionId: "abc" }],
    ["a latitude of 91", { sessionId: "abc", location: { lat: 91, lng: 104 } }],
    ["a longitude as text", { sessionId: "abc", location: { lat: 30, lng: "104" } }],
    ["half a location", { sessionId: "abc", location: { lat: 30 } }],
    ["an unknown field", { sessionId: "abc", text: "你好", userName: "x" }],
    ["a number as text", { sessionId: "abc", text: 5 }],
  ])("refuses %s with 422", async (_what, body) => {
    const response = await post("/v1/chat", body);
    expect(response.status).toBe(422);
    const { errors } = z
      .object({ errors: z.array(z.object({ message: z.string().regex(HAN) })) })
      .parse(await response.json());
    expect(errors.length).toBeGreaterThan(0);
  });

  it("moves the conversation once for a message that is sent again", async () => {
    const sessionId = aSession();
    const cardsOf = (reply: z.infer<typeof ChatReply>) =>
      reply.parts.flatMap((part) => (part.kind === "card" ? [part.subject.id] : []));
    const first = cardsOf(await chat({ sessionId, text: "成都的电焊班" }));
    const second = cardsOf(await chat({ sessionId, text: "更多", messageId: "m1" }));
    expect(cardsOf(await chat({ sessionId, text: "更多", messageId: "m1" }))).toEqual(second);
    const third = cardsOf(await chat({ sessionId, text: "更多", messageId: "m2" }));
    expect(new Set([...first, ...second, ...third]).size).toBe(first.length + second.length + third.length);
    expect(third.length).toBeGreaterThan(0);
  });

  it("leaves nothing of what was said, and by whom, in the log", async () => {
    const sessionId = aSession();
    await chat({ sessionId, text: "我叫王小明，电话13800001111，在双流想学电焊" });
    await chat({ sessionId, location: { lat: 30.571234, lng: 103.924321 } });
    expect(test.logText()).not.toMatch(/王小明|13800001111|电焊|30\.57|103\.92/);
    expect(test.logText()).not.toContain(sessionId);
  });
});

describe("in production", () => {
  it("a sessionId must be long enough to be a secret, and nothing says demo", async () => {
    const production = await startHouse({ profile: "production" });
    const say = (sessionId: string) =>
      fetch(`${production.url}/v1/chat`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ sessionId, text: "你好" }),
      });
    expect((await say("a".repeat(21))).status).toBe(422);
    expect((await say(aSession())).status).toBe(200);
    expect(await (await fetch(production.url)).text()).not.toContain("示例");
    await production.stop();
  });
});

describe("a notice", () => {
  it("comes by push, again until it is seen, then no more", async () => {
    const sessionId = aSession();
    await chat({ sessionId, text: "成都的电焊班" });
    await chat({ sessionId, text: "有新的就告诉我" });
    const feed = await openFeed(sessionId);
    await publishWeldingCourse();
    const pushed = await feed.next();
    expect(pushed.parts.length).toBeGreaterThan(0);
    const again = await chat({ sessionId, text: "你好" });
    expect(again.notices.map((notice) => notice.id)).toEqual([pushed.id]);
    const seen = await post("/v1/chat/seen", { sessionId, ids: [pushed.id] });
    expect(seen.status).toBe(204);
    expect((await chat({ sessionId, text: "你好" })).notices).toEqual([]);
    feed.close();
    expect(test.logText()).not.toContain(sessionId);
  }, 60_000);

  it("of one person cannot be acknowledged by another", async () => {
    const sessionId = aSession();
    await chat({ sessionId, text: "成都的电焊班" });
    await chat({ sessionId, text: "有新的就告诉我" });
    const feed = await openFeed(sessionId);
    await publishWeldingCourse();
    const { id } = await feed.next();
    feed.close();
    await post("/v1/chat/seen", { sessionId: aSession(), ids: [id] });
    expect((await chat({ sessionId, text: "你好" })).notices.map((notice) => notice.id)).toEqual([id]);
  }, 60_000);
});

const Notice = z.object({ ...Said, id: z.uuid() });

/** The server-sent events of a session, one at a time. */
async function openFeed(sessionId: string) {
  const stopping = new AbortController();
  const response = await fetch(`${test.url}/v1/chat/events?sessionId=${sessionId}`, { signal: stopping.signal });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    next: async (): Promise<z.infer<typeof Notice>> => {
      for (;;) {
        const found = /event: notice\ndata: (.+)\n\n/.exec(text);
        if (found !== null) return Notice.parse(JSON.parse(found[1] ?? ""));
        const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
        if (done) throw new Error("the feed ended");
        text += value;
      }
    },
    close: () => stopping.abort(),
  };
}

/** jigou-demo hands in a welding course in its own city, shenhe-demo approves it. */
async function publishWeldingCourse(): Promise<void> {
  const now = systemClock.now();
  const { staff, courses, institutions } = test.house;
  const signIn = async (account: string) => {
    const signed = await staff.signIn(account, "test-password-of-the-demo", now);
    return staff.actorOfSession(signed?.token ?? "", now);
  };
  const [clerk, reviewer] = [await signIn("jigou-demo"), await signIn("shenhe-demo")];
  if (clerk?.kind !== "staff" || reviewer === undefined) throw new Error("the demo accounts are there");
  const site = (await institutions.byId(clerk.institutionId))?.sites[0];
  const { id } = await courses.submit(
    clerk,
    clerk.institutionId,
    {
      title: "焊工（初级）新班",
      occupationCode: OccupationCode.parse("6-18-02-04"),
      level: 5,
      mode: "onsite",
      schedule: "weekend",
      hours: 80,
      feeFen: 100_000,
      isSubsidised: null,
      subsidySourceId: null,
      certificates: [],
      description: "",
      requirements: null,
      howToEnrol: "到教学点报名",
      contactPhone: null,
      siteId: site?.id ?? null,
      sessions: [{ startsOn: addDays(localDate(now), 20), endsOn: addDays(localDate(now), 40), seatsTotal: 30 }],
    },
    now,
  );
  await courses.approve(reviewer, id, now);
}
