import { describe, expect, it } from "vitest";
import { classOf, type FaultClass, isListed } from "../../src/wechat/error-table.ts";
import { retryWaitMs } from "../../src/wechat/retry.ts";
import { faultOfCode, WechatFault } from "../../src/wechat/wechat-fault.ts";

const TABLE: [FaultClass, number[]][] = [
  ["transient", [-1, 45011, 44990, 44991, 43108]],
  ["token", [40001, 40014, 42001]],
  ["quota_day", [45009, 44993]],
  ["window", [45015, 45047, 45080, 45081]],
  ["user", [43101, 43004, 50005, 43019, 40003, 48002, 50002, 70000, 40029, 40163, 40226, 61010]],
  ["content", [47003, 40037, 45168, 40249, 45002, 45008, 40036, 40039, 87014, 47001, 40008, 40129, 43104, 87020]],
  ["content", [40016, 40017, 40018, 40019, 40020, 40023, 40024, 40027, 40033, 40054, 40055]],
  ["content", [40165, 40212, 85401, 85402, 85406, 85407, 85408, 76001, 76004, 76021, 76022, 48006, 43002, 46003]],
  ["account", [48001, 48004, 43107, 43116, 40164, 40125, 40243, 89503, 89506, 89507, 85079]],
  ["account", [40002, 40013, 41002, 41004]],
];
const rows = TABLE.flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const));

describe("the table of errors", () => {
  it.each(rows)("%i is %s", (code, kind) => {
    expect(classOf(code)).toBe(kind);
    expect(isListed(code)).toBe(true);
  });

  it("takes a code nobody has listed for a fault of the item, and says that it is not listed", () => {
    expect(classOf(99_999)).toBe("content");
    expect(isListed(99_999)).toBe(false);
  });
});

describe("a fault", () => {
  it("keeps the platform's request id and what names nobody, and nothing else of the message", () => {
    const openid = "oABC-def_1234567890123456789";
    const fault = faultOfCode("/x", 40003, `invalid openid hint: [${openid}] rid: 60f5a3b1-4c2d3e4f-5a6b7c8d`);
    expect(fault).toMatchObject({ code: 40003, kind: "user", rid: "60f5a3b1-4c2d3e4f-5a6b7c8d" });
    expect(JSON.stringify(fault) + fault.message + fault.stack).not.toContain(openid);
    expect(faultOfCode("/x", 47003, "argument invalid! data.thing1.value invalid rid: 6f00").hint).toBe(
      "data.thing1.value",
    );
    expect(faultOfCode("/x", 40164, "invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist").hint).toBe(
      "ip 203.0.113.9",
    );
  });
});

describe("trying again", () => {
  const half = () => 0.5;
  const fault = (facts: Partial<ConstructorParameters<typeof WechatFault>[0]>): WechatFault =>
    new WechatFault({ api: "/x", kind: "transient", ...facts });

  it.each(rows.filter(([, kind]) => kind !== "transient"))("never happens for %i", (code) => {
    expect(retryWaitMs(faultOfCode("/x", code, ""), 1, true, half)).toBeUndefined();
  });

  it("waits longer each time, spread by half, and ends after the third try", () => {
    expect([1, 2, 3].map((tries) => retryWaitMs(fault({ code: -1 }), tries, false, half))).toEqual([
      300,
      600,
      undefined,
    ]);
    expect(retryWaitMs(fault({ code: -1 }), 1, false, () => 0)).toBe(150);
  });

  it("leaves limits of a minute to the queue, and waits two seconds for another message to the same person", () => {
    expect(retryWaitMs(fault({ code: 45011 }), 1, true, half)).toBeUndefined();
    expect(retryWaitMs(fault({ code: 44991 }), 1, true, half)).toBeUndefined();
    expect(retryWaitMs(fault({ code: 43108 }), 1, false, half)).toBe(2_000);
  });

  it("does not repeat what may have been done, unless that does no harm", () => {
    expect(retryWaitMs(fault({ isOutcomeUnknown: true }), 1, false, half)).toBeUndefined();
    expect(retryWaitMs(fault({ isOutcomeUnknown: true }), 1, true, half)).toBe(300);
    expect(retryWaitMs(fault({ isOutcomeUnknown: false }), 1, false, half)).toBe(300);
  });
});
