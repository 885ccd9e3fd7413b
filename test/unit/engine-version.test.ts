import { describe, expect, it } from "vitest";
import { capsOf, engineFault, isProven, OLDEST_ENGINE, PROVEN_ENGINES } from "../../search/engine-version.ts";

describe("a version of the engine", () => {
  it.each(["1.26.0", "1.26.3", "1.30.0-rc.1", "1.50.0", "2.0.0"])("%s takes remarks on writes", (version) => {
    expect(capsOf(version)).toEqual({ customMetadata: true });
  });

  it.each(["1.21.0", "1.25.9", "1.9.0", "0.30.0", "", "nightly"])(
    "%s is sent none: it would refuse the write",
    (version) => {
      expect(capsOf(version)).toEqual({ customMetadata: false });
    },
  );

  it.each(["1.20.9", "1.9.9", "0.30.0", "unknown"])("%s is too old, and we say which one to take", (version) => {
    expect(engineFault(version)).toContain(OLDEST_ENGINE);
  });

  it("from the oldest we support on works, also where nobody has tried it", () => {
    for (const version of [OLDEST_ENGINE, "1.21.7", "1.50.0", "2.0.0"]) expect(engineFault(version)).toBeUndefined();
    expect(isProven("1.50.0")).toBe(false);
    for (const version of PROVEN_ENGINES) expect(engineFault(version)).toBeUndefined();
  });
});
