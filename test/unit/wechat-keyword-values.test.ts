import { describe, expect, it } from "vitest";
import { fitsKeyword, KeywordValues } from "../../src/wechat/calls/keyword-values.ts";

describe("the value of a keyword", () => {
  it.each([
    ["thing1", "焊".repeat(20)],
    ["thing1", "😀".repeat(20)],
    ["number2", "32.5"],
    ["letter3", "abcXYZ"],
    ["symbol4", "￥%&"],
    ["character_string5", "JT-2026/001 a"],
    ["time6", "15:01"],
    ["time6", "2019年10月1日 15:01"],
    ["time6", "2019年10月1日 15:01~2019年10月2日 16:00"],
    ["date7", "2018-01-01"],
    ["date7", "2018年1月1日"],
    ["date7", "2018年1月1日 9:30~2018年2月1日"],
    ["amount8", "￥100.50"],
    ["amount8", "1200元"],
    ["phone_number9", "028-85123456"],
    ["car_number10", "川A12345D"],
    ["name11", "双流区就业培训中心".slice(0, 10)],
    ["name11", "a".repeat(20)],
    ["phrase12", "已开班"],
    ["enum13", "whatever"],
    ["first", "您好"],
  ])("%s may be %s", (key, value) => expect(fitsKeyword(key, value)).toBe(true));

  it.each([
    ["thing1", "焊".repeat(21)],
    ["thing1", ""],
    ["thing1", "两\n行"],
    ["thing1", "\u0000"],
    ["number2", "三"],
    ["number2", "1".repeat(33)],
    ["letter3", "a1"],
    ["letter3", "a".repeat(33)],
    ["symbol4", "%%%%%%"],
    ["symbol4", "a"],
    ["character_string5", "编号1"],
    ["character_string5", "1".repeat(33)],
    ["time6", "下午三点"],
    ["date7", "明天"],
    ["date7", "2018-01-01~"],
    ["amount8", "一百元"],
    ["amount8", "12345678901"],
    ["phone_number9", "1".repeat(18)],
    ["phone_number9", "无"],
    ["car_number10", "川A12345DEF"],
    ["name11", "一二三四五六七八九十一"],
    ["name11", "a".repeat(21)],
    ["phrase12", "一二三四五六"],
    ["phrase12", "abc"],
  ])("%s may not be %j", (key, value) => expect(fitsKeyword(key, value)).toBe(false));

  it("that does not fit is named by its key only", () => {
    const read = KeywordValues.safeParse({ thing1: "好", thing2: "秘密".repeat(20) });
    expect(read.error?.issues.map(({ path, message }) => [path, message])).toEqual([
      [["thing2"], "does not fit thing"],
    ]);
  });
});
