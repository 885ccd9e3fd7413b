import { describe, expect, it } from "vitest";
import { findAttributes } from "../../bot/understand/grammars/attribute.ts";
import { findCertificates } from "../../bot/understand/grammars/certificate.ts";

const values = (found: readonly { value: unknown }[]): unknown[] => [...new Set(found.map(({ value }) => value))];

describe("what is asked about", () => {
  it.each([
    ["学费多少", "price"],
    ["贵不贵", "price"],
    ["能补多少", "amount"],
    ["补贴标准", "amount"],
    ["可以分期吗", "installment"],
    ["哪天开课", "start_date"],
    ["上课时间", "time"],
    ["晚上还是白天", "time"],
    ["要学几个月", "duration"],
    ["报名到什么时候", "deadline"],
    ["可以领几次", "times"],
    ["地址在哪里", "address"],
    ["怎么走", "address"],
    ["离地铁站有多远", "distance"],
    ["在哪里考", "exam_place"],
    ["要带什么材料", "materials"],
    ["零基础可以吗", "requirements"],
    ["有啥子限制，要求高不高", "requirements"],
    ["我能不能报", "eligibility"],
    ["要不要复审", "renewal"],
    ["全国通用吗", "recognition"],
    ["哪里查得到", "verify"],
    ["学校正规吗", "accreditation"],
    ["好不好找工作", "prospects"],
    ["工资多少", "salary"],
    ["有宿舍没", "boarding"],
    ["电话多少", "phone"],
    ["招满没", "seats"],
    ["发什么证书", "certificate"],
    ["报名流程", "process"],
  ])("%s is about %s", (text, expected) => expect(values(findAttributes(text))).toEqual([expected]));

  it.each(["想学电工", "双流的", "我是农民工", "周末班", "谢谢"])("%s asks about nothing", (text) => {
    expect(findAttributes(text)).toEqual([]);
  });

  it("the more exact reading wins where two overlap", () => {
    expect(values(findAttributes("报名截止到几号"))).toEqual(["deadline"]);
    expect(values(findAttributes("怎么查真假"))).toEqual(["verify"]);
    expect(values(findAttributes("补贴多少钱"))).toEqual(["amount"]);
  });

  it("several questions are all found, in the order of the text", () => {
    expect(values(findAttributes("学费多少，学多久，地址在哪里"))).toEqual(["price", "duration", "address"]);
  });
});

describe("certificates", () => {
  it.each([
    ["特种作业证", "特种作业操作证"],
    ["特种设备操作证", "特种设备作业人员证"],
    ["专项能力证书", "专项职业能力证书"],
    ["职业资格证", "技能等级证书"],
    ["结业证书", "培训合格证书"],
    ["上岗证", "上岗证"],
  ])("%s is the kind %s", (text, kind) => expect(values(findCertificates(text))).toEqual([kind]));

  it.each([
    ["我想考个焊工证", ["焊工证"]],
    ["低压电工证", ["低压电工证"]],
    ["电工证和焊工证", ["电工证", "焊工证"]],
    ["育婴师证好考不", ["育婴师证"]],
  ])("%s names %j", (text, names) => expect(values(findCertificates(text))).toEqual(names));

  it.each([
    "什么证",
    "身份证",
    "毕业证",
    "驾驶证",
    "营业执照",
    "证件照",
    "保证学会",
    "考证",
    "有证没证",
    "证券",
    "认证",
    "找人办证",
  ])("%s names no certificate of a trade", (text) => expect(findCertificates(text)).toEqual([]));
});

it("questions and certificates are read in a moment in ten thousand characters", () => {
  const hostile = [
    "证".repeat(10_000),
    "离我".repeat(5_000),
    "电工证".repeat(3_000),
    "怎么".repeat(5_000),
    "考".repeat(10_000),
  ];
  const began = performance.now();
  for (const text of hostile) for (const grammar of [findAttributes, findCertificates]) grammar(text);
  expect(performance.now() - began).toBeLessThan(2_000);
});
