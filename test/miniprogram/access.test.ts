// Reading and touching, held by what the style sheets say: 小程序适老化设计指南 and WCAG 2.2 AA.
import { describe, expect, it } from "vitest";
import { AppJson, readSource, styleOf, views } from "./source.ts";
import { classesOf, elementsOf, handlersOf } from "./wxml.ts";
import { contrast, pixels, resolved, rulesOf, variablesOf } from "./wxss.ts";

const LEAST_CONTRAST = 4.5;
const LEAST_TOUCH_PX = 44;
const LEAST_LINE_HEIGHT = 1.3;
const theme = rulesOf(styleOf("styles/theme.wxss"));
const standard = variablesOf(theme);
const care = { ...standard, "--scale": "1.4" };
/** Text without a ground of its own stands on a panel or on the page. */
const SURFACES = ["var(--paper)", "var(--ground)"];
const all = views();

const isColour = (value: string): boolean => /^#[0-9a-f]{6}$/.test(value);
const colourOf = (value: string): string => resolved(value, standard);

/** Foreground and ground of every rule that sets a text colour. */
const pairs = all.flatMap(({ name, wxss }) =>
  rulesOf(wxss).flatMap(({ selector, declarations: { color, background } }) => {
    if (color === undefined) return [];
    const grounds = background === undefined ? SURFACES : [background];
    return grounds.map((ground) => ({ where: `${name} ${selector}`, ink: colourOf(color), ground: colourOf(ground) }));
  }),
);

const tappable = all.flatMap((view) =>
  elementsOf(view.wxml)
    .filter((element) => handlersOf(element).some(({ event }) => event === "tap") || element.tag === "button")
    .map((element) => ({ view, element })),
);

describe("reading", () => {
  it("the contrast of every text on every surface it may stand on is at least 4.5", () => {
    expect(pairs.length).toBeGreaterThan(30);
    expect(pairs.filter(({ ink, ground }) => !isColour(ink) || !isColour(ground))).toEqual([]);
    expect(pairs.filter(({ ink, ground }) => contrast(ink, ground) < LEAST_CONTRAST)).toEqual([]);
  });

  it("so is that of the bar", () => {
    const { color, selectedColor, backgroundColor } = AppJson.parse(JSON.parse(readSource("app.json"))).tabBar;
    expect(contrast(color, backgroundColor)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
    expect(contrast(selectedColor, backgroundColor)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
  });

  it("every size of text grows with the scale, and 关怀版 is 1.4 times the standard", () => {
    const sizes = all
      .flatMap(({ wxss }) => rulesOf(wxss))
      .flatMap(({ declarations }) => declarations["font-size"] ?? []);
    expect(sizes.length).toBeGreaterThan(10);
    for (const size of sizes) {
      expect(pixels(resolved(size, standard)), size).toBeGreaterThanOrEqual(15);
      expect(pixels(resolved(size, care)) / pixels(resolved(size, standard)), size).toBeCloseTo(1.4);
    }
  });

  it("lines stand at least 1.3 apart", () => {
    const heights = all
      .flatMap(({ wxss }) => rulesOf(wxss))
      .flatMap(({ declarations }) => declarations["line-height"] ?? []);
    expect(heights.map(Number).filter((height) => !(height >= LEAST_LINE_HEIGHT))).toEqual([]);
  });

  it("every page hands its scale to the theme", () => {
    for (const { name, wxml } of all.filter(({ isPage }) => isPage))
      expect(wxml, name).toMatch(/^<view class="themed page" style="--scale: \{\{scale\}\}">/);
  });
});

describe("touching", () => {
  it.each(
    tappable.map(
      ({ view, element }) => [`${view.name} ${element.text || element.attributes["class"]}`, view, element] as const,
    ),
  )("%s is at least 44 px high and wide", (_, view, element) => {
    const { always } = classesOf(element);
    const own = rulesOf(view.wxss).filter(({ selector }) => always.some((name) => selector === `.${name}`));
    const largest = (property: string): number =>
      Math.max(0, ...own.map(({ declarations }) => pixels(resolved(declarations[property] ?? "0px", standard))));
    expect(largest("min-height")).toBeGreaterThanOrEqual(LEAST_TOUCH_PX);
    expect(largest("min-width")).toBeGreaterThanOrEqual(LEAST_TOUCH_PX);
  });

  it("what is tapped and is not a button says so to a screen reader, and says what it does", () => {
    const dumb = tappable.filter(
      ({ element: { tag, attributes, text } }) =>
        (tag !== "button" && attributes["aria-role"] === undefined) ||
        (text === "" && attributes["aria-label"] === undefined),
    );
    expect(dumb.map(({ view, element }) => `${view.name} ${element.tag} ${element.attributes["class"]}`)).toEqual([]);
  });

  it("what is written into has a label", () => {
    const inputs = all.flatMap(({ wxml }) => elementsOf(wxml)).filter(({ tag }) => tag === "input");
    expect(inputs.length).toBeGreaterThan(0);
    expect(inputs.filter(({ attributes }) => (attributes["aria-label"] ?? "") === "")).toEqual([]);
  });
});
