import { describe, expect, it } from "vitest";
import { addressKey, createLimits, TooManyRequests } from "../../src/http/limits.ts";

describe("limits", () => {
  it("lets the allowed number through and says when to come back", async () => {
    const limits = createLimits();
    for (let left = 2; left >= 0; left--)
      expect(await limits.count("GET /x", "address:1", 3)).toMatchObject({ limit: 3, remaining: left });
    const refusal = await limits.count("GET /x", "address:1", 3).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(TooManyRequests);
    expect(refusal).toMatchObject({ status: 429, allowance: { remaining: 0 } });
  });

  it("counts callers and routes apart", async () => {
    const limits = createLimits();
    await limits.count("GET /x", "address:1", 1);
    await expect(limits.count("GET /x", "address:2", 1)).resolves.toMatchObject({ remaining: 0 });
    await expect(limits.count("GET /y", "address:1", 1)).resolves.toMatchObject({ remaining: 0 });
    await expect(limits.count("GET /x", "address:1", 1)).rejects.toBeInstanceOf(TooManyRequests);
  });
});

describe("addressKey", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
    ["2001:db8::9", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
  ])("takes %s for %s", (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});
