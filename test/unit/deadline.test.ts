import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { withDeadline } from "../../src/kit/deadline.ts";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

/** Ends only by its signal. */
const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
const never = new AbortController().signal;

describe("a call with a deadline", () => {
  it("gives what it found in time", async () => {
    expect(await withDeadline(never, 1_000, async () => "found")).toBe("found");
  });

  it("ends when the time is over, memory collected meanwhile or not", async () => {
    const call = withDeadline(never, 60, untilAborted);
    setTimeout(collect, 10);
    await expect(call).rejects.toMatchObject({ name: "TimeoutError" });
  });

  it("ends when whoever asked went away, and does not begin when they are away already", async () => {
    const asker = new AbortController();
    const call = withDeadline(asker.signal, 60_000, untilAborted);
    asker.abort(new Error("gone"));
    await expect(call).rejects.toThrow("gone");
    await expect(withDeadline(asker.signal, 60_000, async () => "found")).rejects.toThrow("gone");
  });
});
