import { describe, expect, it } from "vitest";
import { elapsed } from "../../src/kit/clock.ts";
import { createRateLimits } from "../../src/wechat/limits.ts";

const never = new AbortController().signal;

describe("calls in a short time", () => {
  it("wait for a free place in the window", async () => {
    const rates = createRateLimits({ "/a": { calls: 3, perMs: 80 } });
    const began = elapsed();
    const enteredAt: number[] = [];
    await Promise.all(
      Array.from({ length: 8 }, () => rates.enter("/a", never).then(() => enteredAt.push(elapsed() - began))),
    );
    // Never too soon; on a busy machine all may be late.
    expect(enteredAt.filter((at) => at < 75).length).toBeLessThanOrEqual(3);
    expect(enteredAt.filter((at) => at < 155).length).toBeLessThanOrEqual(6);
    expect(enteredAt).toHaveLength(8);
  });

  it("do not wait where there is no limit, nor for another API", async () => {
    const rates = createRateLimits({ "/a": { calls: 1, perMs: 60_000 } });
    await rates.enter("/a", never);
    await Promise.all([rates.enter("/b", never), rates.enter("/b", never)]);
  });

  it("are given up with whoever asked", async () => {
    const rates = createRateLimits({ "/a": { calls: 1, perMs: 60_000 } });
    await rates.enter("/a", never);
    await expect(rates.enter("/a", AbortSignal.timeout(20))).rejects.toMatchObject({ name: "AbortError" });
  });
});
