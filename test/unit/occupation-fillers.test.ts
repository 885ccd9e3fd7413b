import { describe, expect, it } from "vitest";
import { bareText, withoutFillers } from "../../src/occupations/fillers.ts";
import { isOneSlipApart } from "../../src/occupations/slips.ts";

describe("fillers", () => {
  it.each([
    ["我想学电焊培训", "电焊"],
    ["有没有叉车证的培训班", "叉车"],
    ["想了解一下月嫂这方面的工作", "月嫂这方面"],
    ["修空调的那种活", "修空调"],
  ])("leave of %s what is asked for", (text, rest) => {
    expect(withoutFillers(text)).toContain(rest);
  });

  it("offer the whole text first, so that a name that begins like a filler is met before it is cut", () => {
    expect(withoutFillers("做蛋糕")[0]).toBe("做蛋糕");
    expect(withoutFillers("学前教育")[0]).toBe("学前教育");
  });

  it.each(["我想学", "怎么报名", "多少钱", "有没有培训班"])("are all there is in %s", (text) => {
    expect(bareText(text)).toBe("");
  });

  it("cost no more for a text made of them alone", () => {
    expect(withoutFillers("学".repeat(60)).every((rest) => rest.length > 0)).toBe(true);
  });
});

describe("one slip", () => {
  it.each(["hanggong", "hangon", "hengong", "hangogn"])("parts %s from hangong", (typed) => {
    expect(isOneSlipApart("hangong", typed)).toBe(true);
    expect(isOneSlipApart(typed, "hangong")).toBe(true);
  });

  it.each(["hangong", "hangongs1", "diangong", ""])("does not part %s from hangong", (typed) => {
    expect(isOneSlipApart("hangong", typed)).toBe(false);
  });
});
