import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { html, safeUrl } from "../../src/pages/html.ts";

describe("html", () => {
  it.each([
    ["<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
    [`" onload="x`, "&quot; onload=&quot;x"],
    ["' onload='x", "&#39; onload=&#39;x"],
    ["`x`", "&#96;x&#96;"],
    ["&lt;", "&amp;lt;"],
    ["a\u0000b\u001fc", "abc"],
    ["两行\n第二行", "两行\n第二行"],
  ])("escapes %j", (text, escaped) => {
    expect(html`<p>${text}</p>`.markup).toBe(`<p>${escaped}</p>`);
  });

  it("never lets a text end an element or an attribute, whatever the text is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const { markup } = html`<a title="${text}">${text}</a>`;
        expect(markup.match(/[<>"]/g)?.join("")).toBe('<"">' + "<>");
      }),
    );
  });

  it("keeps html that html made and joins lists", () => {
    const items = ["一", "<二>"].map((text) => html`<li>${text}</li>`);
    expect(html`<ul>${items}</ul>`.markup).toBe("<ul><li>一</li><li>&lt;二&gt;</li></ul>");
  });

  it("does not believe an object that only looks like html", () => {
    const forged = { markup: "<script>" };
    expect(() => html`<p>${forged}</p>`).toThrow(TypeError);
  });

  it("leaves nothing for null, undefined and false, and keeps 0", () => {
    expect(html`${null}${undefined}${false}${0}`.markup).toBe("0");
  });

  it("refuses an attribute without quotes", () => {
    expect(() => html`<p title=${"x"}>`).toThrow("attribute without quotes");
  });
});

describe("safeUrl", () => {
  it.each(["/courses/1", "https://example.org/a?b=c", "http://example.org"])("keeps %s", (url) => {
    expect(safeUrl(url)).toBe(url);
  });

  it.each(["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example", "/\\evil.example", "x"])(
    "leads %s nowhere",
    (url) => {
      expect(safeUrl(url)).toBe("#");
    },
  );
});
