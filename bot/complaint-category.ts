import type { ComplaintCategory } from "../src/complaints/complaint.ts";

/** What is complained of, the graver first: a school that is gone owes money as well. */
const CATEGORIES: readonly (readonly [category: ComplaintCategory, pattern: RegExp])[] = [
  ["safety", /受伤|弄伤|烫伤|割伤|触电|砸|安全事故|性骚扰|打(?:人|学员)/],
  [
    "closed",
    /跑路|卷款|卷钱|人去楼空|关门|关了|倒闭|搬(?:走|了|空)|不见了|(?:电话|微信)[^，,。]{0,6}(?:打不通|不接|拉黑|空号)|地址[^，,。]{0,4}找不到/,
  ],
  [
    "certificate",
    /(?:不|没|未)[^，,。]{0,4}(?:发|给|拿到?)[^，,。]{0,4}证|证书?[^。]{0,14}(?:没|不|假|拖|查不到)|假证|拿证/,
  ],
  ["subsidy", /补贴|补助|生活费/],
  [
    "fee",
    /退(?:费|钱|款|学费|押金)|收费|多收|乱收|学费|(?:材料|考试|报名|教材|服装|住宿)费|补交|押金|费用|红包|敲棒棒|骗了?我?[^，,。]{0,4}(?:钱|\d)/,
  ],
  ["advertising", /虚假|宣传|广告|说好|承诺|答应|货不对板|(?:信息|地址|机构|内容)[^，,。]{0,4}假|不一样|两样|不符|骗/],
  ["service", /态度|骂|凶|不教|不管|放视频|手机|敷衍|老师|教练|歧视|推|踢皮球|没人(?:管|理|回)|住宿|漏水|设备/],
];

/** @param text normalised words of the complaint */
export const complaintCategoryOf = (text: string): ComplaintCategory =>
  CATEGORIES.find(([, pattern]) => pattern.test(text))?.[0] ?? "other";
