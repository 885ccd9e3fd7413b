// 微信小程序平台运营规范 5.15 and 5.21: no forced or rewarded subscription, no 诱导分享 or 诱导关注; and what is made up says so.
import { describe, expect, it } from "vitest";
import { codeFiles, views } from "./source.ts";
import { elementsOf, handlersOf } from "./wxml.ts";

const texts = [
  ...views().map(({ name, wxml }) => ({ name: `${name}.wxml`, text: wxml })),
  ...codeFiles().map(({ name, text }) => ({ name, text })),
];

const FORBIDDEN = [
  [
    "a forced subscription",
    /(必须|先|才能|才可).{0,6}(订阅|关注)|(订阅|关注)(后|才|之后).{0,6}(才能|查看|解锁|继续|使用|报名)/,
  ],
  ["a rewarded subscription", /(订阅|分享|关注).{0,8}(送|领|奖|得|赢|红包|积分|优惠)/],
  ["a request to share", /(分享|转发)(给|到).{0,6}(好友|群|朋友圈)/],
  ["an unbacked promise", /包(就业|过|拿证)|百分百|100%|最(便宜|好)的/],
] as const;

describe("the words of the mini-program", () => {
  it.each(FORBIDDEN)("hold nothing that is %s", (_, pattern) => {
    expect(
      texts.filter(({ text }) => pattern.test(text)).map(({ name, text }) => `${name}: ${pattern.exec(text)?.[0]}`),
    ).toEqual([]);
  });

  it("would be found out if they did", () => {
    expect("订阅后才能报名").toMatch(FORBIDDEN[0][1]);
    expect("先关注再查看").toMatch(FORBIDDEN[0][1]);
    expect("订阅即送积分").toMatch(FORBIDDEN[1][1]);
    expect("分享给好友").toMatch(FORBIDDEN[2][1]);
  });

  it("ask for a subscription in one method only, which one tap calls, before anything is awaited", () => {
    const asking = codeFiles().filter(({ text }) => /\.requestSubscription\(/.test(text));
    expect(asking.map(({ name }) => name)).toEqual(["services/following.ts"]);
    const follow = asking[0]?.text.replace(/\/\/.*/g, "").replace(/[\s\S]*follow: async/, "") ?? "";
    expect(follow.indexOf("requestSubscription(")).toBeLessThan(follow.indexOf("await"));
    const callers = codeFiles().flatMap(({ name, text }) => (/following\.follow\(/.test(text) ? [name] : []));
    expect(callers).toEqual(["pages/course/course.ts"]);
    const taps = views()
      .filter(({ name }) => name === "pages/course/course")
      .flatMap(({ wxml }) => elementsOf(wxml).flatMap(handlersOf))
      .filter(({ method }) => method === "followTap");
    expect(taps).toEqual([{ event: "tap", method: "followTap" }]);
  });

  it("mark made-up data wherever it is shown", () => {
    const marking = views().filter(({ wxml }) => wxml.includes("示例数据"));
    for (const name of [
      "course-card",
      "source-line",
      "pages/course",
      "pages/base",
      "pages/shortage",
      "pages/occupation",
    ])
      expect(
        marking.some((view) => view.name.includes(name)),
        name,
      ).toBe(true);
  });

  it("never say a subsidy's sum, which no record holds", () => {
    expect(texts.filter(({ text }) => /补贴\s*\d+\s*元/.test(text)).map(({ name }) => name)).toEqual([]);
  });
});
