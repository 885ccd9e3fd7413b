import { describe, expect, it } from "vitest";
import { createBreaker } from "../../search/breaker.ts";
import type { SearchPort } from "../../search/search-port.ts";
import { createLog } from "../../src/kit/log.ts";

/** A port that only counts how often it is asked, and answers or fails as told. */
function aPort() {
  const state = { asked: 0, isDown: false };
  const none = async () => {
    state.asked += 1;
    if (state.isDown) throw new Error("down");
    return { hits: [], estimatedTotal: 0 };
  };
  const port: SearchPort = { courses: none, occupations: none, bases: none };
  return { state, port };
}

function aBreaker() {
  const primary = aPort();
  const fallback = aPort();
  const time = { now: 0 };
  const ask = createBreaker({
    primary: primary.port,
    fallback: fallback.port,
    log: createLog("silent"),
    monotonic: () => time.now,
  });
  const once = async (signal?: AbortSignal) =>
    (await ask((port, deadline) => port.occupations("焊工", 1, deadline), signal)).degraded;
  return { primary: primary.state, fallback: fallback.state, time, once };
}

describe("the breaker", () => {
  it("leaves the engine alone after three failures, and says degraded each time", async () => {
    const { primary, once } = aBreaker();
    primary.isDown = true;
    for (let i = 0; i < 6; i++) expect(await once()).toBe(true);
    expect(primary.asked).toBe(3);
  });

  it("tries again every five seconds, once, and goes back when that works", async () => {
    const { primary, time, once } = aBreaker();
    primary.isDown = true;
    for (let i = 0; i < 3; i++) await once();
    time.now += 5_001;
    await once();
    await once();
    expect(primary.asked).toBe(4);
    primary.isDown = false;
    time.now += 5_001;
    expect(await once()).toBe(false);
    expect(await once()).toBe(false);
  });

  it("does not count a caller who went away", async () => {
    const { primary, fallback, once } = aBreaker();
    primary.isDown = true;
    for (let i = 0; i < 5; i++) await expect(once(AbortSignal.abort())).rejects.toThrow();
    expect(fallback.asked).toBe(0);
    primary.isDown = false;
    expect(await once()).toBe(false);
  });
});
