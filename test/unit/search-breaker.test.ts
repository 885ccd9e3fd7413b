import { setImmediate as nextTick } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createBreaker } from "../../search/breaker.ts";
import { IndexMissing, type SearchPort } from "../../search/search-port.ts";
import { AppError } from "../../src/errors.ts";
import { createLog } from "../../src/kit/log.ts";

/** A port that only counts how often it is asked, and answers or fails as told. */
function aPort() {
  const state: { asked: number; fault: Error | undefined; answersAfter: Promise<void> } = {
    asked: 0,
    fault: undefined,
    answersAfter: Promise.resolve(),
  };
  const none = async () => {
    state.asked += 1;
    await state.answersAfter;
    if (state.fault !== undefined) throw state.fault;
    return { hits: [], estimatedTotal: 0 };
  };
  const port: SearchPort = { courses: none, occupations: none, bases: none };
  return { state, port };
}

const DOWN = new Error("down");

function aBreaker() {
  const primary = aPort();
  const fallback = aPort();
  const time = { now: 0 };
  const trust: { asked: number; verdict: Promise<boolean> } = { asked: 0, verdict: Promise.resolve(true) };
  const breaker = createBreaker({
    primary: primary.port,
    fallback: fallback.port,
    isTrusted: () => {
      trust.asked += 1;
      return trust.verdict;
    },
    log: createLog("silent"),
    monotonic: () => time.now,
  });
  const once = async (signal?: AbortSignal) =>
    (await breaker.ask((port, deadline) => port.occupations("焊工", 1, deadline), signal)).degraded;
  const giveUp = async () => {
    primary.state.fault = DOWN;
    for (let i = 0; i < 3; i++) await once();
  };
  /** The question that sets off the probe, and what goes on beside it. */
  const probe = async () => {
    time.now += 5_001;
    const isDegraded = await once();
    await nextTick();
    return isDegraded;
  };
  return { primary: primary.state, fallback: fallback.state, trust, time, once, giveUp, probe, state: breaker.state };
}

describe("the breaker", () => {
  it("leaves the engine alone after three failures, and says degraded each time", async () => {
    const { primary, once, state } = aBreaker();
    primary.fault = DOWN;
    for (let i = 0; i < 6; i++) expect(await once()).toBe(true);
    expect(primary.asked).toBe(3);
    expect(state()).toBe("database");
  });

  it("does not count failures with an answer in between", async () => {
    const { primary, once, state } = aBreaker();
    for (const fault of [DOWN, DOWN, undefined, DOWN, DOWN]) {
      primary.fault = fault;
      await once();
    }
    expect(state()).toBe("engine");
  });

  it("bears with an engine that is late for a moment, however many ask in it, and not for longer", async () => {
    const { primary, once, state, time } = aBreaker();
    primary.fault = new DOMException("not done within 800 ms", "TimeoutError");
    for (let i = 0; i < 8; i++) expect(await once()).toBe(true);
    expect(state()).toBe("engine");
    primary.fault = undefined;
    expect(await once()).toBe(false);
    primary.fault = new DOMException("not done within 800 ms", "TimeoutError");
    await once();
    time.now += 1_000;
    await once();
    expect(state()).toBe("engine"); // the second in a row
    await once();
    expect(state()).toBe("database");
  });

  it("leaves an engine without its index alone at once: it came back empty", async () => {
    const { primary, once, state } = aBreaker();
    primary.fault = new IndexMissing("courses");
    expect(await once()).toBe(true);
    expect(state()).toBe("database");
  });

  it("tries again every five seconds, with one question", async () => {
    const { primary, giveUp, probe, once } = aBreaker();
    await giveUp();
    await probe();
    await once();
    await once();
    expect(primary.asked).toBe(4);
    await probe();
    expect(primary.asked).toBe(5);
  });

  it("goes back when the engine answers and its index is trusted; whoever set that off had PostgreSQL's answer", async () => {
    const { primary, giveUp, probe, once, state } = aBreaker();
    await giveUp();
    primary.fault = undefined;
    expect(await probe()).toBe(true);
    expect(state()).toBe("engine");
    expect(await once()).toBe(false);
  });

  it("holds nobody up while the engine takes its time to answer the probe", async () => {
    const { primary, giveUp, probe, once, fallback } = aBreaker();
    await giveUp();
    primary.fault = undefined;
    primary.answersAfter = new Promise(() => undefined);
    expect(await probe()).toBe(true);
    expect(await once()).toBe(true);
    expect(fallback.asked).toBe(5);
  });

  it("lets PostgreSQL answer until the index is trusted, and asks for that once at a time", async () => {
    const { primary, trust, giveUp, probe, once, state } = aBreaker();
    await giveUp();
    primary.fault = undefined;
    let decide: (verdict: boolean) => void = () => undefined;
    trust.verdict = new Promise((resolve) => {
      decide = resolve;
    });
    await probe();
    expect(state()).toBe("recovering");
    expect(await probe()).toBe(true);
    expect(trust.asked).toBe(1);
    decide(false);
    await nextTick();
    expect(state()).toBe("recovering");
    expect(await once()).toBe(true);
    trust.verdict = Promise.resolve(true);
    await probe();
    expect(state()).toBe("engine");
  });

  it("takes an index that cannot be looked at for one that is not trusted", async () => {
    const { primary, trust, giveUp, probe, state } = aBreaker();
    await giveUp();
    primary.fault = undefined;
    trust.verdict = Promise.reject(DOWN);
    await probe();
    expect(state()).toBe("database");
  });

  it("starts to count anew after it has gone back", async () => {
    const { primary, giveUp, probe, once, state } = aBreaker();
    await giveUp();
    primary.fault = undefined;
    await probe();
    primary.fault = DOWN;
    await once();
    await once();
    expect(state()).toBe("engine");
  });

  it("does not count a caller who went away", async () => {
    const { primary, fallback, once } = aBreaker();
    primary.fault = DOWN;
    for (let i = 0; i < 5; i++) await expect(once(AbortSignal.abort())).rejects.toThrow();
    expect(fallback.asked).toBe(0);
    primary.fault = undefined;
    expect(await once()).toBe(false);
  });

  it("tells of a question that cannot be put, and does not hold it against the engine", async () => {
    const { primary, once, state } = aBreaker();
    primary.fault = new AppError("bad_filter", 422, "筛选条件里有不支持的字符，请检查后再试。");
    for (let i = 0; i < 5; i++) await expect(once()).rejects.toThrow(AppError);
    expect(state()).toBe("engine");
  });

  it("without an engine PostgreSQL answers", async () => {
    const fallback = aPort();
    const { ask, state } = createBreaker({ primary: undefined, fallback: fallback.port, log: createLog("silent") });
    expect((await ask((port, signal) => port.occupations("焊工", 1, signal), undefined)).degraded).toBe(true);
    expect(state()).toBe("database");
  });
});
