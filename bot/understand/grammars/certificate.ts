import { type Found, findAll, findWords, type WordTable } from "./found.ts";

/** The kinds of paper that people call 证, told apart by who issues them and what they are for. */
const KINDS: WordTable<string> = [
  [/特种作业操作证|特种作业证?/g, "特种作业操作证"],
  [/特种设备(?:作业人员|操作)?证?/g, "特种设备作业人员证"],
  [/专项(?:职业)?(?:能力|技能)(?:证书?)?/g, "专项职业能力证书"],
  [/(?:职业)?技能等级(?:证书?)?|(?:国家)?职业资格(?:证书?)?|技能证书?/g, "技能等级证书"],
  [/(?:培训)?(?:合格|结业)证书?/g, "培训合格证书"],
  [/上岗证/g, "上岗证"],
  [/从业资格证/g, "从业资格证"],
  [/健康证/g, "健康证"],
];

/** 叉车证, 低压电工证, 厨师证: a short name right before 证. */
const NAMED = /((?:低压|高压|初级|中级|高级)?\p{Script=Han}{2,5}?证)(?!书?(?:真|件|明|券|据|人|实|监|领))/gu;
const NO_NAME =
  /^(?:.*(?:什么|怎么|哪|这个|那个|有没|身份|驾驶|房产|营业|毕业|学生|保证|考证|拿证|办证|发证|出证|认证|持证|查证|结婚|居住|有证|没证|要证|的证|张证|本证|种证|个证|旧证|换证|补证|买证|假证|领证|取证|社保|残疾|退伍|许可|党员|无犯罪).*)$/;

const TRIM =
  /^(?:.*(?:考|办|拿|有|要|个|张|本|的|学|取|换|和|跟|是|想|问|去|把|那|了|在|下|问哈|一下))(?=\p{Script=Han}{2,})/u;

/** Certificates that are named in the message. */
export function findCertificates(text: string): Found<string>[] {
  const kinds = findWords(text, KINDS, "kind of certificate");
  const named = findAll(text, NAMED, "certificate", (match) => {
    const name = (match[1] ?? "").replace(TRIM, "");
    return name.length < 3 || NO_NAME.test(name) ? undefined : name;
  });
  return [...named.filter((each) => !kinds.some((kind) => each.start < kind.end && kind.start < each.end)), ...kinds];
}
