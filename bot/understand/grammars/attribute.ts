import { type Found, findWords, type WordTable } from "./found.ts";

/** What of a course, a certificate or a rule somebody asks about; names as in the evaluation schema. */
export type Attribute =
  | "price"
  | "amount"
  | "start_date"
  | "time"
  | "duration"
  | "deadline"
  | "times"
  | "address"
  | "distance"
  | "exam_place"
  | "process"
  | "materials"
  | "requirements"
  | "eligibility"
  | "renewal"
  | "recognition"
  | "verify"
  | "accreditation"
  | "prospects"
  | "salary"
  | "installment"
  | "boarding"
  | "onboarding"
  | "edit_course"
  | "phone"
  | "seats"
  | "certificate";

/** From the more to the less exact: 报名截止 is a deadline, 报名 alone a way. */
const ATTRIBUTES: WordTable<Attribute> = [
  [/分期|分几次(?:付|交)|先(?:交|付)一(?:部分|半)/g, "installment"],
  [/截止|最晚.{0,4}(?:报|交)|报名到(?:几|什么)/g, "deadline"],
  [/(?:几|多少)次|(?:再|还能|重复)(?:领|报|参加)一次|(?:可以|能)(?:领|报|参加)两次/g, "times"],
  [/复审|换证|年审|过期|到期|续(?:证|期)|有效期/g, "renewal"],
  [/真假|真伪|假的|(?:哪里|怎么|在哪|上哪).{0,4}查|查得到|查询/g, "verify"],
  [/认不认|认可|承认|全国通用|管用|有没有用|有用(?:吗|没有|不)|含金量|算不算|作数/g, "recognition"],
  [/正规|资质|靠谱|骗人的|黑(?:机构|学校)/g, "accreditation"],
  [/(?:在|到|去)?(?:哪里|哪儿|什么地方)(?:去)?考|考点|考场|考试地点/g, "exam_place"],
  [/材料|资料|(?:带|准备|交)(?:些)?什么|证件照|身份证复印/g, "materials"],
  [/(?:电话|手机|微信|联系(?:方式|人)?|号码)(?:号|是)?(?:多少|给我|发我)?|怎么联系/g, "phone"],
  [/名额|招满|报满|满没满|满了没|还有位置|几个人一班/g, "seats"],
  [/工资|薪资|薪水|收入|待遇|月薪|(?:挣|赚|拿)(?:得到|到)?多少/g, "salary"],
  [/前景|前途|好(?:不好)?找(?:工作|活)|好(?:不好)?就业|吃香|有没有搞头|发展/g, "prospects"],
  [/(?:包|管|提供|安排)?(?:住宿|食宿|吃住)|(?:包|管|能|可以)(?:吃|住)|宿舍|住校/g, "boarding"],
  [/(?:补|领|给|发|报销)(?:贴|助)?.{0,4}多少|多少.{0,3}补(?:贴|助)|补(?:贴|助)(?:标准|金额)/g, "amount"],
  [/多少钱|学费|费用|收费|价格|价钱|贵不贵|报名费|培训费|(?:交|收|花)多少/g, "price"],
  [
    /(?:什么时候|哪天|几号|几月|哪一天|何时|多久|啥时).{0,3}(?:开|上课|入学|开始|开学)|开(?:班|课)(?:时间|日期)|最快.{0,4}开/g,
    "start_date",
  ],
  [/几点|上课时间|时间(?:安排|段)|(?:上午|下午|晚上).{0,4}(?:还是)|周几上/g, "time"],
  [/(?:学|上|培训|要|读|搞)?(?:多久|多长时间|多少(?:天|课时|节课|个月)|几天|几个月|学制|课时)/g, "duration"],
  [/(?:多|有好|好)远|离.{1,8}远|几公里/g, "distance"],
  [/地址|地点|(?:在|是)(?:哪里|哪儿|哪个位置|什么位置|哪条街)|位置在|怎么(?:走|坐车|过去)/g, "address"],
  [/学历|年龄|岁数|文化|(?:什么|哪些|有没有|啥)(?:条件|要求|限制)|要求|门槛|零基础|体检/g, "requirements"],
  [
    /(?:能|可以|够)不(?:能|可以|够)|符不符合|有没有资格|(?:能|可以|可)(?:报|学|领|参加|享受|申请).{0,4}(?:吗|不|没有)/g,
    "eligibility",
  ],
  [/证书|什么证|发证|拿证/g, "certificate"],
  [/怎么|如何|流程|手续|步骤|程序/g, "process"],
];

export const findAttributes = (text: string): Found<Attribute>[] => findWords(text, ATTRIBUTES, "asked about");
