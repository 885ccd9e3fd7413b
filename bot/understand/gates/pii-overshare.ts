import type { PersonalNumber } from "../../../src/kit/masking.ts";

const OWN_CONTACT =
  /我(?:的|是|叫|们)?[^。]{0,8}(?:电话|手机|号码|联系方式|微信)|(?:打|联系|回|加|发)(?:给)?(?:我|这个|这里)|给我(?:打|回|发)|本人|(?:电话|手机)(?:号码?)?(?:是|[:：])?\*|^\*+$/;
const OF_AN_INSTITUTION =
  /(?:学校|机构|中心|基地|老师|公司|招生|报名|咨询|单位|热线)[^，,。]{0,8}(?:电话|手机|号码)|是(?:哪个|什么|谁|不是)|打不通|没人接|空号/;

/**
 * Numbers of a person in the message, already masked. An ID, a passport and a bank card are always too much; a phone number is when the
 * person gives it as their own.
 */
export function piiReason(masked: string, numbers: readonly PersonalNumber[]): string | undefined {
  const grave = numbers.find(({ kind }) => kind !== "mobile" && kind !== "landline");
  if (grave !== undefined) return `a number of a person: ${grave.kind}`;
  const phone = numbers.find(({ kind }) => kind === "mobile");
  if (phone === undefined || OF_AN_INSTITUTION.test(masked)) return undefined;
  return OWN_CONTACT.test(masked) ? "a phone number of the person" : undefined;
}
