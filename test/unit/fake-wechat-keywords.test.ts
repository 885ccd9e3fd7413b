import { describe, expect, it } from "vitest";
import { isKeywordValue } from "../../src/wechat/fake/keyword-rules.ts";

describe("values of template keywords", () => {
  it.each([
    ["thing1", "字".repeat(20)],
    ["number2", "12.5"],
    ["letter3", "abcXYZ"],
    ["symbol4", "！？"],
    ["character_string5", "A-123_b#"],
    ["time6", "15:01"],
    ["time7", "2019年10月1日 15:01"],
    ["time8", "2019年10月1日 15:01~2019年10月2日 15:01"],
    ["date9", "2018-01-01"],
    ["date10", "2018年1月1日"],
    ["amount11", "￥100.5"],
    ["amount12", "1200元"],
    ["phone_number13", "+86-0766-66888866"],
    ["car_number14", "川A8Z888挂"],
    ["name15", "欧阳某某"],
    ["name16", "John Smith"],
    ["phrase17", "未开班"],
  ])("%s may be %s", (keyword, value) => expect(isKeywordValue(keyword, value)).toBe(true));

  it.each([
    ["thing1", "字".repeat(21)],
    ["thing1", ""],
    ["thing1", " "],
    ["thing1", "一\n二"],
    ["thing1", "一\u0007"],
    ["number2", "十二"],
    ["number2", "1".repeat(33)],
    ["letter3", "abc1"],
    ["symbol4", "a"],
    ["character_string5", "编号1"],
    ["time6", "明天下午"],
    ["date9", "15:01"],
    ["amount11", "12345678901"],
    ["amount11", "一百元"],
    ["phone_number13", "1".repeat(18)],
    ["car_number14", "川A8Z888挂车号"],
    ["name15", "字".repeat(11)],
    ["name15", "a".repeat(21)],
    ["phrase17", "六个汉字的词"],
    ["phrase17", "abc"],
    ["unknown1", "好"],
    ["constructor", "好"],
  ])("%s may not be %j", (keyword, value) => expect(isKeywordValue(keyword, value)).toBe(false));
});
