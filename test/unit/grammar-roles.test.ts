import { describe, expect, it } from "vitest";
import { clausesOf } from "../../bot/understand/clauses.ts";
import { isRefused, type Role, roleOfOccupation, roleOfPlace } from "../../bot/understand/grammars/role.ts";

const spanOf = (text: string, name: string): [start: number, end: number] => {
  const start = text.indexOf(name);
  return [start, start + name.length];
};

const occupationIn = (text: string, name: string): Role =>
  roleOfOccupation(text, clausesOf(text), ...spanOf(text, name));
const placeIn = (text: string, name: string, isFar = false): Role =>
  roleOfPlace(text, clausesOf(text), ...spanOf(text, name), isFar);

describe("an occupation", () => {
  it.each([
    ["想学电工", "电工"],
    ["焊工班", "焊工"],
    ["有没有焊工", "焊工"],
    ["想做主播", "做主播"],
    ["我是厨师，想学电工", "电工"],
    ["干了十年电工，想考焊工证", "焊工"],
    ["要不学焊工", "焊工"],
    ["那学电工算了", "电工"],
  ])("%s: %s is wanted", (text, name) => expect(occupationIn(text, name)).toBe("wanted"));

  it.each([
    ["焊工", "焊工"],
    ["电工要不要学历", "电工"],
    ["电工证过期了", "电工"],
  ])("%s: %s is only named", (text, name) => expect(occupationIn(text, name)).toBe("named"));

  it.each([
    ["除了焊工", "焊工"],
    ["不是电工", "电工"],
    ["不要焊工，要电工", "焊工"],
    ["焊工不学了", "焊工"],
    ["焊工太累了不想干", "焊工"],
    ["厨师我没兴趣", "厨师"],
    ["厨师，那个我不想学", "厨师"],
    ["本来想学焊工的，改学电工", "焊工"],
  ])("%s: %s is refused", (text, name) => expect(occupationIn(text, name)).toBe("negated"));

  it("refused in one clause leaves the other alone", () => {
    expect(occupationIn("不要焊工，要学电工", "电工")).toBe("wanted");
  });

  it.each([
    ["以前做过焊工", "焊工"],
    ["我是厨师，想学电工", "厨师"],
    ["干了十年电工，想考焊工证", "电工"],
    ["电工干了三年", "电工"],
    ["我现在是保安", "保安"],
    ["不会做饭", "做饭"],
    ["大专学的会计", "会计"],
    ["会计专业毕业", "会计"],
    ["一直在家带小孩", "带小孩"],
    ["学了两年画画", "年画"],
  ])("%s: %s tells who somebody is", (text, name) => expect(occupationIn(text, name)).toBe("past"));

  it.each(["焊工，说错了，电工", "焊工哦不对，电工", "焊工打错了，电工"])("%s takes the first back", (text) => {
    expect(occupationIn(text, "焊工")).toBe("corrected");
    expect(occupationIn(text, "电工")).not.toBe("corrected");
  });
});

describe("a place", () => {
  it.each([
    ["想在双流学", "双流"],
    ["我是仁寿的", "仁寿"],
    ["外地户口双流能报吗", "双流"],
    ["西昌人才市场", "西昌"],
    ["双流的，乐山也行", "乐山"],
  ])("%s: %s is wanted", (text, name) => expect(placeIn(text, name)).toBe("wanted"));

  it.each([
    ["我老家西昌", "西昌"],
    ["从广元来", "广元"],
    ["户口在宜宾", "宜宾"],
    ["我达州人", "达州"],
    ["在成都打工回来", "成都"],
  ])("%s: %s is where somebody comes from", (text, name) => expect(placeIn(text, name)).toBe("past"));

  it("where somebody works counts if nothing else is said; outside the province it never does", () => {
    expect(placeIn("在成都打工", "成都")).toBe("worked");
    expect(placeIn("在广东打工", "广东", true)).toBe("past");
  });

  it("outside the province is wanted only where nobody comes back from it", () => {
    expect(placeIn("想去重庆学", "重庆", true)).toBe("wanted");
    expect(placeIn("从深圳回来", "深圳", true)).toBe("past");
    expect(placeIn("去年在浙江厂里", "浙江", true)).toBe("past");
  });

  it.each([
    ["不要乐山的", "乐山"],
    ["除了双流", "双流"],
    ["双流太远了不去", "双流"],
  ])("%s: %s is refused", (text, name) => expect(placeIn(text, name)).toBe("negated"));

  it("said by mistake is taken back", () => {
    expect(placeIn("双流，不对，新津", "双流")).toBe("corrected");
    expect(placeIn("双流，不对，新津", "新津")).toBe("wanted");
  });
});

describe("a refusal", () => {
  const refuses = (text: string, name: string): boolean => isRefused(text, clausesOf(text), ...spanOf(text, name));

  it.each([
    ["不要线上的", "线上"],
    ["晚上不行", "晚上"],
    ["周末我没时间", "周末"],
    ["周末班，那个我不学", "周末班"],
    ["你推的全是线上", "线上"],
  ])("%s: %s is refused", (text, name) => expect(refuses(text, name)).toBe(true));

  it.each([
    ["要线上的", "线上"],
    ["不要线上，要线下", "线下"],
    ["晚上行不行", "晚上"],
    ["不要钱的周末班", "周末"],
    ["周末要不要补考", "周末"],
  ])("%s: %s is not", (text, name) => expect(refuses(text, name)).toBe(false));
});

it("ten thousand characters of refusals are read in a moment", () => {
  const text = "不要焊工".repeat(2_500);
  const clauses = clausesOf(text);
  const began = performance.now();
  for (let at = 2; at < 4_000; at += 40) roleOfOccupation(text, clauses, at, at + 2);
  expect(performance.now() - began).toBeLessThan(2_000);
});
