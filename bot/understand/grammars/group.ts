import { type Found, findWords, type WordTable } from "./found.ts";

const SHOP = "(?:店|馆|铺|铺子|摊|摊子|摊摊|工作室|公司|民宿|农家乐|饭店|餐馆|小厂|作坊|农场|养殖场)";
const FIRM =
  "(?:公司|厂子?|企业|工厂|工地|店|饭店|酒店|餐馆|单位|车间|合作社|物业|敬老院|养老院|商场|园区|超市|医院|幼儿园|宾馆|美容院|火锅店|汽修店|物流园)";

/** 重点群体, named as in the evaluation schema. Said of the person, or of the one they ask for; never guessed from age alone. */
const GROUPS: WordTable<string> = [
  [/军属|军嫂|军人家属|随军/g, "military_family"],
  [
    /退役|退伍|复员|转业军人|当(?:过|了.{0,4})兵|当兵(?:回来|退)|(?:从|在)部队|部队(?:退|回来|出来)|老兵|义务兵|士官/g,
    "veteran",
  ],
  [/残疾|残障|聋哑|聋人|哑巴|听障|视障|听力不好|听不见|盲人|失明|轮椅|拄拐|小儿麻痹|肢体残/g, "disabled"],
  [/坐(?:过|了.{0,4})?牢|(?:从|打)里(?:头|面)(?:刚)?出来|走过弯路|刑满|出狱|刑释|放出来|劳改|服刑/g, "ex_offender"],
  [/零就业家庭/g, "zero_employment_family"],
  [/就业困难/g, "hard_to_employ"],
  [/低保|特困/g, "low_income"],
  [/脱贫户?|贫困户|建档立卡|监测户|监测对象|返贫/g, "poverty_alleviated"],
  [/退捕|渔民|打鱼的/g, "fisherman"],
  [
    /两后生|(?:初中|高中|初三|高三|中考|高考)[^，。]{0,8}?(?:没(?:有)?(?:考上|考起|考取|升学)|辍学|落榜|考不上)|没(?:有)?(?:考上|考起|考得起)[^，。]{0,3}(?:高中|大学|普高|中专)|(?:中考|高考)(?:落榜|没得?考)|辍学/g,
    "dropout_youth",
  ],
  [/登记失业|失业登记|失业证|失业金|办了失业|失业保险金|失业(?!保险)/g, "unemployed_registered"],
  [
    /下岗|(?:厂子?|公司|单位|店|矿)[^，。]{0,10}?(?:倒闭|倒了|关门|关了|破产|黄了|垮了|停产|解散|裁员)|被裁|裁员|(?:厂|公司|单位)[^，。]{0,4}裁(?:了|掉)|买断工龄/g,
    "laid_off",
  ],
  [/送外卖|外卖员|骑手|跑外卖|跑滴滴|滴滴|网约车|跑单|货拉拉|代驾/g, "gig_worker"],
  [
    /在校|在读|大[一二三四](?!点|的)|学生(?!活|会|家长)|(?:还|正|现在)在读书|(?<!想|想去|去|送他|送她|准备)读(?:大学|高职|职高|技校)(?!的时候)/g,
    "student",
  ],
  [
    /(?:高校)?(?:应届)?毕业生|应届|大学生|(?:大学|大专|专科|本科|师范|学院|高职|研究生)\p{Script=Han}{0,6}?毕业|(?<!高中|初中|职高|中专)(?:刚|才|今年|去年)(?:\d+月|[六七]月)?(?:刚|才)?毕业|月(?:刚|才)?毕业|(?<!高中|初中|职高|中专|小学)毕业(?:于.{2,14}(?:大学|学院|院校|学校)|就|后)?(?:没|找不到|一年|半年)/gu,
    "graduate",
  ],
  [
    /宝妈|全职(?:妈妈|太太|带|在家)|在家(?:带|照顾)(?:娃|孩子|小孩)|带(?:了)?.{0,3}年(?:娃|孩子)|家庭主妇|生(?:完|了)(?:孩子|娃|小孩|二胎|老二)|孩子妈|娃娃妈|妇女|当妈|带娃(?!的班)/g,
    "woman_returning",
  ],
  [
    new RegExp(
      `(?:创业|(?:开|盘|弄|搞|整)(?:个|一?个|家|一家|间|上|下)\\p{Script=Han}{0,5}?${SHOP}(?!里|员|长|的)|(?:想|准备|打算|自己|合伙|搭伙)[^，。]{0,4}开\\p{Script=Han}{0,5}?${SHOP}(?!里|员|长)|开(?!过|了)\\p{Script=Han}{0,4}?店(?!里|员|长|的)|(?:想|去|准备)摆摊)`,
      "gu",
    ),
    "entrepreneur",
  ],
  [/农民工|外出务工|进城务工|(?:打|务)工(?!者)|打了.{1,6}年工|返乡(?!创业)/g, "migrant_worker"],
  [/农村(?!商业|信用|电商)|农民|种地|种田|务农|庄稼|乡下|农户/g, "rural_labourer"],
  [/4050|四零五零/g, "older_worker"],
  [/少数民族|(?:彝|藏|羌|苗|回|土家|傈僳|纳西)族(?!(?:[彝藏羌苗]族)?自治)/g, "minority"],
];

const OWN_FIRM = new RegExp(
  `(?:我们|我|本|咱们?|俺们?|敝)(?:这边?|是|开|有|个|家|的|了|一?个|一家|那个|手下)*\\p{Script=Han}{0,6}?${FIRM}`,
  "u",
);
const STAFF =
  /员工|职工|工人|手下|招|缺|人事|hr|老板|对公|开票|帮工|徒弟|我开|持证|取证|办班|学徒制|[一二三四五六七八九十\d]+(?:多|来)?(?:个|名|号)(?:人|师傅|妹)|我司/;

/** A firm speaks of its own people: the firm is the group. */
const isFirm = (text: string): boolean =>
  /我司|我公司|企业新型学徒|hr(?:这边|想|要)|(?:公司|厂|企业|院|店)[^，。]{0,8}(?:员工|职工|工人)/.test(text) ||
  (OWN_FIRM.test(text) && STAFF.test(text)) ||
  /(?:公司|厂里?|店里?|院里?|酒店|商场|工地)(?:急)?(?:想|要)?(?:招|缺|找)[^，。]{0,8}(?:人|工|师傅|员)/.test(text);

export function findGroups(text: string): Found<string>[] {
  const found = findWords(text, GROUPS, "group");
  const personal = found.filter(({ value }) => value !== "entrepreneur" && value !== "migrant_worker");
  if (isFirm(text) && !personal.some(({ value }) => value === "laid_off"))
    return [{ start: 0, end: 0, value: "enterprise", reason: "a firm and its people" }];
  return [...personal, ...found.filter(({ value }) => !personal.some((each) => each.value === value))];
}
