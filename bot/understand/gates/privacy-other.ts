import { type FindReason, firstReason, sign } from "./gate.ts";
import { NAMED, OTHER } from "./people-words.ts";

/** What is asked for: something that identifies a person, or says where they are. */
const DATA =
  "(?:手机号?码?|电话(?:号码?)?(?![里说咨通问打])|身份证号?码?(?![可能去报])|住址|家庭住址|地址|住(?:在)?(?:哪|什么地方)|家在哪|微信号?|联系方式|联系电话|聊天记录|定位|行踪|工资|银行卡号?|个人(?:信息|资料)|(?:他|她)的(?:资料|信息)|档案|记录|成绩)";
/** What only a person has. */
const PERSONAL =
  "(?:手机号|身份证号|住址|家庭住址|住(?:在)?(?:哪|什么地方)|家(?:住|在)哪|微信|工资|银行卡|[他她](?:的)?(?:电话|手机|地址|住|家|联系方式|微信|身份证))";
/** What became of the person with us. */
const COURSE_FACT =
  "(?:(?:到底|在不在|是不是|有没有|是否|有没|现在|究竟|今天)*(?:在)?(?:你们(?:这里|这儿|那里)?)?(?:在(?:哪|什么)个?(?:班|学校|机构)|报(?:了)?(?:名|过|的)?(?:没|没有|通过|成功|哪|什么|你|的|了|过)|来(?:上课|学|报名|过)(?:没|了|过)?|去(?:上课|学)(?:没|了)|(?:考|审核|报名)?通过(?:没|了)|考(?:过|了|得|上)|拿(?:到)?(?:了)?证|领(?:到|过|了)?(?:了)?(?:好?多?少?)?(?:钱)?补贴|补贴到账|上(?:的)?(?:哪|什么)个?班|在不在(?:你们)?[^，,。]{0,4}(?:学|上课|报名|班)))";
const ASK =
  /查|看(?:一?下|看|哈|到)|告诉|给我|发(?:我|给)|知道|晓得|透露|提供|打听|问(?:一?下|哈)|要(?:一?下|个)|找(?:到|一?下)?|调(?:出|取)|导出?|多少|哪里|哪儿|什么|没有?$|没有?[?？,，。]|吗|是不是|有没有|谁|哪个|哪家|哪些|哪班|在不在|几点|搞到|弄到|卖/;
/** Own staff of an institution or the public lists of an authority. */
const PUBLIC =
  /公示|(?:修改|上传|录入|导入|提交|填(?:写|报)?|怎么(?:填|改|传))[^，,。]{0,6}(?:名单|名册|学员|信息)|(?:名单|名册|学员信息)[^，,。]{0,8}(?:怎么|如何|在哪)?(?:上传|录入|导入|提交|修改|填)/;

const signs = firstReason([
  sign(
    "asks for a list of people",
    /(?:学员|学生|班上|同班|参训|培训人员|参加的人|报名(?:的)?(?:人员|者|学员|人)|用户|客户|求职者|退役军人|残疾人|农民工)(?:们)?(?:的|和|及|人员|所有|全部|详细|姓名)*(?:名单|名册|花名册|通讯录|信息|资料|电话|手机号?码?|联系方式|身份证号?码?|住址|微信|表|数据)|(?:花名册|通讯录)|(?:名单)[^，,。]{0,6}(?:电话|手机|联系方式|身份证)|(?:哪些人|有谁|都有谁|谁)(?:都)?(?:报了|报名了|参加了|在学|来学了|在上)|(?:导出|下载|卖|买)[^，,。]{0,6}(?:用户|学员|学生|别人)(?:表|数据|信息|资料)/,
    PUBLIC,
  ),
  sign("asks for the data of another person", new RegExp(`${OTHER}[^。!！?？店馆校构司厂]{0,14}${DATA}`), PUBLIC),
  sign("asks for the data of somebody by name", new RegExp(`${NAMED}[^。!！?？]{0,14}${PERSONAL}`), PUBLIC),
  sign(
    "asks what another person does here",
    new RegExp(`(?:${OTHER}|${NAMED})[^。，,!！?？]{0,6}${COURSE_FACT}`),
    PUBLIC,
  ),
  sign(
    "asks whose number it is",
    /(?:手机号?|号码|电话|尾号|\*{7}|身份证号?|微信)[^。!！?？]{0,24}(?:是谁|谁的|是哪个(?!学校|机构|班|部门)|哪个人|机主|叫什么名字|哪个的)|(?:查|帮我查)(?:一?下)?[^，,。]{0,14}(?:机主|本人信息|开户人)/,
  ),
  sign(
    "asks for the private side of somebody",
    /(?:老师|校长|老板|负责人|讲师|教练|工作人员|领导|考官)(?:的)?(?:家里|家庭|私人|住址|家住|身份证|老公|老婆|年龄|工资|结婚)|(?:私人|家庭|家里)(?:的)?(?:电话|手机|住址|地址|微信)[^，,。]{0,6}(?:给|是|多少|告诉)|(?:监控|跟踪|定位)(?:一?下)?(?:他|她|我老公|我妻子|别人)/,
  ),
]);

/** Somebody asks with whom a person learns, lives or talks. Asking a course for another (帮我妻子问班) is no such thing. */
export const privacyOtherReason: FindReason = (text) => (ASK.test(text) ? signs(text) : undefined);
