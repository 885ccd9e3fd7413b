// L5, L11, L12, L14 with the whole program running: what its log says, and what it does not.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { hmac, sha256 } from "../../src/kit/ids.ts";
import { projectPath } from "../../src/kit/root.ts";
import { startHouse, type TestHouse } from "../support/house.ts";

const GOLDEN = "test/privacy/golden-log.jsonl";
const SESSIONS = ["golden-visitor-number-one-0001", "golden-visitor-number-two-0002"] as const;
const [FIRST, SECOND] = SESSIONS;

let test: TestHouse;
beforeAll(async () => {
  test = await startHouse({ courses: 300 });
  // the first answer on a busy machine takes longer than a person waits
  await vi.waitFor(
    async () => expect(await chat("golden-visitor-warming-up", { text: "成都的电焊班" })).toContain("card"),
    60_000,
  );
}, 180_000);
afterAll(() => test.stop());

async function chat(sessionId: string, said: object): Promise<string> {
  const response = await fetch(`${test.url}/v1/chat`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ sessionId, ...said }),
  });
  return response.text();
}

/** Lines of requests and answers, with everything that differs from run to run under a name. */
function comparable(log: string): string {
  const people: string[] = [];
  const nameOf = (pseudonym: string): string => {
    if (!people.includes(pseudonym)) people.push(pseudonym);
    return `person ${people.indexOf(pseudonym) + 1}`;
  };
  const lines = log
    .trim()
    .split("\n")
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter(({ msg, route }) => msg === "answered" || (msg === "request" && route === "/v1/chat"));
  return `${lines
    .map(({ time, ms, requestId, person, ...rest }) =>
      JSON.stringify({
        time: typeof time,
        ms: typeof ms,
        ...(requestId !== undefined && { requestId: typeof requestId }),
        ...(typeof person === "string" && { person: nameOf(person) }),
        ...rest,
      }),
    )
    .join("\n")}\n`;
}

describe("L12 the log", () => {
  it("L12 of a scripted talk is the golden file: pseudonyms, routes, intents, and nothing that was said", async () => {
    const before = test.logText().length;
    await chat(FIRST, { text: "成都哪里能学电焊，我电话13812345678" });
    await chat(FIRST, { location: { lat: 30.541234, lng: 103.953456 } });
    await chat(SECOND, { text: "绵阳的电工班" });
    await chat(FIRST, { text: "投诉，学费三千不退，我叫王小二" });
    await chat(SECOND, { text: "a".repeat(20_001) });
    await chat(SECOND, { nonsense: true });
    const log = test.logText().slice(before);
    expect(comparable(log)).toBe(readFileSync(projectPath(GOLDEN), "utf8"));
  });

  it("L12 names nobody: no session, no hash of one, no id, no word, no number, no point", async () => {
    const { sql } = test.database.db;
    const { rows } = await sql.query<{ id: string; key: string; log_key: string }>(
      "SELECT id, key_hash AS key, log_key FROM person",
    );
    expect(rows.length).toBeGreaterThanOrEqual(2);
    const log = test.logText();
    for (const { id, key, log_key } of rows) for (const secret of [id, key, log_key]) expect(log).not.toContain(secret);
    for (const session of SESSIONS)
      for (const trace of [session, sha256(session), hmac("a-secret-for-tests-of-32-characters", `h5:${session}`)])
        expect(log).not.toContain(trace);
    for (const words of ["13812345678", "王小二", "三千", "30.54", "103.95", "绵阳", "aaaaaaaa"])
      expect(log).not.toContain(words);
  });

  it("L12 after 删除我的记录 the same visitor goes by another name", async () => {
    const namesSince = (from: number): Set<unknown> =>
      new Set(
        test
          .logText()
          .slice(from)
          .trim()
          .split("\n")
          .map((line): Record<string, unknown> => JSON.parse(line))
          .flatMap(({ person }) => (person === undefined ? [] : [person])),
      );
    const before = test.logText().length;
    await chat(FIRST, { text: "删除我的记录" });
    await chat(FIRST, { text: "确认删除" });
    const middle = test.logText().length;
    await chat(FIRST, { text: "你好" });
    const [old, fresh] = [namesSince(before), namesSince(middle)];
    expect(fresh.size).toBe(1);
    expect(old.size).toBe(2);
  });
});
