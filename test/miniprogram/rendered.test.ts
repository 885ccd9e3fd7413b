// Components and pages as they are drawn: by WeChat's simulator, in a real browser, touched with a finger, at 375 px.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { picture, startBrowser } from "../support/browser.ts";
import { type MiniHouse, startMiniHouse } from "./mini-house.ts";
import { createStage, type Stage } from "./stage.ts";

let house: MiniHouse;
let browser: Browser;
let stage: Stage;
beforeAll(async () => {
  house = await startMiniHouse({ courses: 200 });
  browser = await startBrowser();
  stage = await createStage(browser, house.url);
  await stage.page.evaluate(`phone.answers.codes = ${JSON.stringify([await house.loginCode("visitor")])}`);
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

const CARD = {
  heading: "电焊初级班",
  lines: ["双流职业培训学校", "成都市双流区，约 3 公里"],
  path: "/courses/1",
  isDemo: true,
};
const text = (): Promise<string> => stage.page.innerText("body");
const tap = async (selector: string): Promise<void> => stage.page.locator(selector).first().tap();
const fontSize = (selector: string): Promise<number> =>
  stage.page.evaluate<number>(
    `parseFloat(getComputedStyle(document.querySelector(${JSON.stringify(selector)})).fontSize)`,
  );

/** What can be tapped and is smaller than a finger, by its text. */
const tooSmall = (): Promise<string[]> =>
  stage.page.evaluate<string[]>(`[...document.querySelectorAll('[class*="--touch"]')]
    .filter((element) => { const { width, height } = element.getBoundingClientRect(); return width > 0 && (width < 44 || height < 44); })
    .map((element) => element.textContent.trim())`);
const sideways = (): Promise<number> =>
  stage.page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

describe("components", () => {
  it("a card says title, lines and that it is made up; a tap opens its path", async () => {
    await stage.show("components/course-card/course-card", CARD);
    expect(await text()).toMatch(/电焊初级班\s*示例数据\s+双流职业培训学校\s+成都市双流区，约 3 公里\s+查看详情/);
    await tap("wx-view");
    expect(await stage.fired()).toEqual([{ name: "open", detail: { path: "/courses/1" } }]);
    await stage.show("components/course-card/course-card", { ...CARD, isDemo: false });
    expect(await text()).not.toContain("示例数据");
  });

  it("in 关怀版 its text is 1.4 times as large, and nothing is cut off sideways", async () => {
    await stage.show("components/course-card/course-card", CARD, 1);
    const standard = await fontSize('[class*="--card"]');
    await stage.show(
      "components/course-card/course-card",
      { ...CARD, heading: "多工序数控机床操作调整工（高级）技能等级认定培训班" },
      1.4,
    );
    expect((await fontSize('[class*="--card"]')) / standard).toBeCloseTo(1.4);
    expect(await sideways()).toBe(0);
  });

  it("a choice shows its title, then what is chosen, and can be taken back", async () => {
    const choices = [{ value: "weekend", name: "周末" }];
    await stage.show("components/choice-picker/choice-picker", { title: "上课时间", choices, value: "" });
    expect(await text()).toContain("上课时间");
    await stage.call("pick", { detail: { value: "1" } });
    await stage.call("pick", { detail: { value: "0" } });
    expect(await stage.fired()).toEqual([
      { name: "pick", detail: { value: "weekend" } },
      { name: "pick", detail: { value: "" } },
    ]);
    await stage.show("components/choice-picker/choice-picker", { title: "上课时间", choices, value: "weekend" });
    expect(await text()).toContain("周末");
  });

  it("the wheels of counties follow the city and give its code", async () => {
    await stage.show("components/county-picker/county-picker", {});
    await stage.call("turn", { detail: { column: 0, value: 1 } });
    expect((await stage.data())["names"]).toMatchObject([
      expect.arrayContaining(["自贡市"]),
      expect.arrayContaining(["全市（州）", "自流井区"]),
    ]);
    await stage.call("pick", { detail: { value: [1, 1] } });
    expect(await stage.fired()).toEqual([{ name: "pick", detail: { code: "510302", name: "自贡市自流井区" } }]);
  });

  it("a switch says in words whether it is on", async () => {
    await stage.show("components/toggle-row/toggle-row", { name: "大概位置", isOn: true, key: "location" });
    expect(await text()).toContain("已开");
    await tap('[class*="--toggle"]');
    expect(await stage.fired()).toEqual([{ name: "toggle", detail: { key: "location", isOn: false } }]);
  });

  it("a question offers no as large as yes, and is not there while it is closed", async () => {
    await stage.show("components/ask-sheet/ask-sheet", { isOpen: false, heading: "问" });
    expect(await text()).toBe("");
    await stage.show("components/ask-sheet/ask-sheet", {
      isOpen: true,
      heading: "用您的大概位置？",
      text: "不同意也能用。",
    });
    const boxes = await stage.page.locator("wx-button").evaluateAll((buttons) =>
      buttons.map((button) => {
        const { width, height } = button.getBoundingClientRect();
        return { width, height, style: getComputedStyle(button).backgroundColor };
      }),
    );
    expect(boxes).toHaveLength(2);
    expect(boxes[0]).toEqual(boxes[1]);
    await tap("wx-button >> text=不同意");
    expect(await stage.fired()).toMatchObject([{ name: "no" }]);
  });

  it("what is kept is opened by its name and let go of by its button", async () => {
    await stage.show("components/kept-row/kept-row", { name: "焊工班", text: "可以报名", key: "1", drop: "取消收藏" });
    await tap('[class*="--kept-name"]');
    await tap('[class*="--drop"]');
    expect(await stage.fired()).toEqual([
      { name: "open", detail: { key: "1" } },
      { name: "drop", detail: { key: "1" } },
    ]);
  });

  it("a fault says what to do and offers to try again only where that may help", async () => {
    await stage.show("components/state-view/state-view", { sentence: "网络不通", mayRetry: true });
    await tap("wx-button");
    expect(await stage.fired()).toMatchObject([{ name: "again" }]);
    await stage.show("components/state-view/state-view", { sentence: "没有找到课程", mayRetry: false });
    expect(await stage.page.locator("wx-button").count()).toBe(0);
  });

  it("a source names its document and gives its address to copy, where it has one", async () => {
    await stage.show("components/source-line/source-line", {
      text: "《办法》",
      url: "https://example.org/1",
      isDemo: false,
    });
    await tap("wx-button");
    expect(await stage.fired()).toEqual([{ name: "copy", detail: { url: "https://example.org/1" } }]);
    await stage.show("components/source-line/source-line", { text: "《示例文件（非真实）》", url: "", isDemo: true });
    expect(await text()).toContain("示例数据，不是真实信息");
    expect(await stage.page.locator("wx-button").count()).toBe(0);
  });
});

const PAGES: [name: string, says: RegExp, query?: Record<string, string>][] = [
  ["chat", /您好，我是匠途/],
  ["search", /(共|至少) \d+ 门课程/],
  ["shortage", /目录/],
  ["occupation", /焊工/, { code: "6-18-02-04" }],
  ["me", /关怀版[\s\S]*常用地点/],
  ["privacy", /隐私保护指引[\s\S]*注销并删除我的数据/],
];

const picturesOf = (name: string, isCare: boolean): Promise<void> =>
  picture(stage.page, `miniprogram-${name}${isCare ? "-care" : ""}`);

describe.each([
  ["standard size", false],
  ["关怀版", true],
])("pages in %s", (_, isCare) => {
  beforeAll(() => stage.page.evaluate(`services.care.turn(${isCare})`));

  it.each(PAGES)("%s fits the phone, and every target is as large as a finger", async (name, says, query = {}) => {
    await stage.open(name, query);
    expect(await text()).toMatch(says);
    expect(await sideways()).toBe(0);
    expect(await tooSmall()).toEqual([]);
    expect(await fontSize('[class*="--page"]')).toBeCloseTo(isCare ? 23.8 : 17);
    await picturesOf(name, isCare);
  });

  it("the bar marks the page in front and is as large as the page's text", async () => {
    await stage.open("shortage");
    expect(await stage.page.locator('[class*="--tab-on"]').innerText()).toBe("紧缺职业");
    expect(await fontSize(".bar-holder [class*='--tab']")).toBeCloseTo(isCare ? 21 : 15);
  });

  it("a course is read to its end: facts, enrolment, document", async () => {
    await stage.open("course", { id: await stage.firstCourse() });
    expect(await text()).toMatch(/示例数据[\s\S]*课程信息[\s\S]*学费[\s\S]*怎样报名[\s\S]*依据：《/);
    expect(await sideways()).toBe(0);
    expect(await tooSmall()).toEqual([]);
    await picturesOf("course", isCare);
  });

  it("an answer in the chat stands with its cards above what can be tapped next", async () => {
    await stage.open("chat");
    await stage.call("write", { detail: { value: "成都有没有补贴的电焊班" } });
    await stage.call("send");
    expect(await text()).toMatch(/成都有没有补贴的电焊班[\s\S]*示例数据[\s\S]*查看详情/);
    expect(await sideways()).toBe(0);
    expect(await tooSmall()).toEqual([]);
    await stage.page.evaluate("document.querySelectorAll('course-card')[0].scrollIntoView({ block: 'center' })");
    await picturesOf("answer", isCare);
  });
});
