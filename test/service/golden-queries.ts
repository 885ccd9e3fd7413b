import type { CourseQuery } from "../../search/course-query.ts";
import { CHENGDU, MIANYANG } from "../support/golden-catalogue.ts";

/** What a question to the catalogue must find. Titles are named by a part of them. */
export interface GoldenQuery {
  q: string;
  /** Conditions beside the words. */
  with?: Partial<CourseQuery>;
  /** The first title has this part. */
  first?: string;
  /** Each stands in one of the first twenty titles. */
  contains?: string[];
  /** No title at all has any of these. */
  excludes?: string[];
  /** All are held by the institution with this in its name. */
  school?: string;
  /** Nothing is found. */
  isNothing?: true;
}

type Expected = Omit<GoldenQuery, "q">;
const golden = (lines: Record<string, Expected>): GoldenQuery[] =>
  Object.entries(lines).map(([q, expected]) => ({ q, ...expected }));

/** The trades as they are called in the classification, on certificates and at work. */
const NAMES = golden({
  焊工: { first: "焊工", contains: ["电焊上岗证", "焊工操作证"], excludes: ["维修电工", "低压电工"] },
  电工: { first: "电工", contains: ["维修电工", "低压电工"], excludes: ["电焊"] },
  车工: { first: "车工", contains: ["数控"], excludes: ["叉车"] },
  叉车: { first: "叉车", contains: ["叉车证（N1）"], excludes: ["车工（数控车）"] },
  钳工: { contains: ["钳工"], excludes: ["电工"] },
  茶艺师: { first: "茶艺", excludes: ["咖啡", "茶叶加工"] },
  保育师: { first: "保育", excludes: ["月嫂", "育婴", "母婴护理"] },
  养老护理员: { first: "养老护理", excludes: ["月嫂", "育婴"] },
  健康照护师: { first: "健康照护师" },
  中式烹调师: { contains: ["中式烹调师", "川菜"], excludes: ["西式烹调", "面点"] },
  西式面点师: { contains: ["西式面点", "烘焙"], excludes: ["中式面点"] },
  工业机器人系统操作员: { contains: ["工业机器人系统操作员"], excludes: ["焊工"] },
  互联网营销师: { contains: ["互联网营销师", "直播带货"] },
  无人机驾驶员: { contains: ["无人机驾驶员"], excludes: ["网约车", "货运"] },
  挖掘机: { first: "挖掘机", excludes: ["起重机"] },
  装载机: { first: "装载机", excludes: ["起重机"] },
  会计: { first: "会计", excludes: ["计算机"] },
  电梯: { first: "电梯", excludes: ["电工"] },
  蜀绣: { first: "蜀绣" },
  竹编: { first: "竹编" },
});

/** Words that stand inside a longer word of the segmenter. */
const PARTS = golden({
  弧焊: { contains: ["焊工"] },
  器人: { contains: ["机器人"], excludes: ["焊工初级"] },
  联网: { contains: ["互联网营销师"] },
  能源汽车: { contains: ["新能源汽车"] },
  料理师: { contains: ["火锅料理师"] },
  缝纫: { first: "缝纫" },
  嫁接: { contains: ["园艺工"] },
  钻机: { contains: ["旋挖钻机"] },
  烫染: { contains: ["理发烫染"] },
  贴膜: { contains: ["汽车"] },
});

/** As people talk. */
const SPOKEN = golden({
  开挖机: { contains: ["挖掘机"] },
  挖机: { first: "挖", excludes: ["起重机"] },
  电焊: { contains: ["电焊上岗证", "焊工"], excludes: ["维修电工"] },
  月嫂: { first: "月嫂", excludes: ["保育", "养老"] },
  育儿嫂: { contains: ["育婴"], excludes: ["养老"] },
  护工: { contains: ["护"] },
  做饭: { contains: ["厨"] },
  厨师: { contains: ["厨师"] },
  剪头发: { contains: ["美发"] },
  理发: { contains: ["美发"], excludes: ["美甲"] },
  化妆: { first: "化妆" },
  修车: { contains: ["汽"], excludes: ["电梯"] },
  汽修: { first: "汽修" },
  修空调: { contains: ["空调"] },
  修手机: { contains: ["手机维修"] },
  带货: { contains: ["直播带货"] },
  直播: { contains: ["直播带货"] },
  外卖: { first: "网约配送员" },
  骑手: { first: "网约配送员" },
  送外卖: { first: "网约配送员" },
  奶茶: { first: "奶茶" },
  烤酒: { contains: ["酿酒"] },
  养猪: { contains: ["养猪"] },
  开塔吊: { contains: ["塔吊"] },
  天车: { contains: ["行车"] },
  网约车: { first: "网约车", excludes: ["外卖"] },
  做账: { contains: ["会计"] },
  仓管: { contains: ["仓管"] },
});

/** Questions as they come through the API, with their wishes and fillers. */
const SENTENCES = golden({
  我想学焊工: { first: "焊工", excludes: ["会计"] },
  我想学会计: { first: "会计" },
  附近的焊工课程: { first: "焊工" },
  告诉我哪里有焊工培训: { first: "焊工" },
  请问哪里可以学挖机: { contains: ["挖掘机"] },
  怎么考电工证: { contains: ["电工"], excludes: ["焊工"] },
  有没有月嫂培训: { first: "月嫂" },
  我要报叉车: { first: "叉车" },
  焊工培训班: { first: "焊工" },
  学习美容: { contains: ["美容"] },
  茶艺课程: { first: "茶艺" },
  想学咖啡拉花: { contains: ["咖啡拉花"] },
  "焊工，电焊": { contains: ["焊"] },
});

const PINYIN = golden({
  hangong: { contains: ["焊工"], excludes: ["维修电工"] },
  diangong: { contains: ["电工"] },
  chache: { contains: ["叉车"] },
  yuesao: { contains: ["月嫂"] },
  chayi: { contains: ["茶艺"] },
  kuaiji: { contains: ["会计"] },
  wurenji: { contains: ["无人机"] },
  meirong: { contains: ["美容"] },
  dianhan: { contains: ["电焊"] },
  dianhangong: { contains: ["焊"] },
  shuxiu: { contains: ["蜀绣"] },
  kafei: { contains: ["咖啡"] },
  wajueji: { contains: ["挖掘机"] },
  baoyushi: { contains: ["保育"] },
  // one slip
  hanggong: { contains: ["焊工"] },
  hangogn: { contains: ["焊工"] },
  chachee: { contains: ["叉车"] },
  wurenjii: { contains: ["无人机"] },
  yuesaoo: { contains: ["月嫂"] },
});

const INITIALS = golden({
  hg: { contains: ["焊工"] },
  ctfwy: { contains: ["餐厅服务员"] },
  cys: { contains: ["茶艺"] },
  wrj: { contains: ["无人机"] },
  ylhly: { contains: ["养老护理"] },
  bys: { contains: ["保育"] },
  wjj: { contains: ["挖掘机"] },
});

const TRADITIONAL = golden({
  電焊: { contains: ["电焊上岗证"], excludes: ["维修电工"] },
  數控車工: { contains: ["车工（数控车）"] },
  會計: { first: "会计" },
  養老護理: { first: "养老护理" },
  無人機: { contains: ["无人机"] },
  挖掘機: { first: "挖掘机" },
  茶藝: { first: "茶艺" },
});

const CERTIFICATES = golden({
  电工证: { contains: ["电工"], excludes: ["电焊"] },
  低压电工操作证: { first: "低压电工" },
  焊工操作证: { first: "焊工操作证" },
  特种作业操作证: { contains: ["低压电工", "焊工操作证"], excludes: ["茶艺"] },
  叉车证: { first: "叉车" },
  上岗证: { contains: ["上岗证"] },
  消控证: { contains: ["消控证"] },
  导游证: { first: "导游" },
  保安员证: { first: "保安员" },
  制冷工操作证: { contains: ["制冷"] },
  茶艺师职业技能等级证书: { contains: ["茶艺"] },
  登高证: { first: "登高证" },
  高空作业证: { contains: ["登高证"] },
});

const INSTITUTIONS = golden({
  蜀匠: { school: "蜀匠" },
  蜀匠职业技能培训学校: { school: "蜀匠" },
  甜城: { school: "甜城" },
  内江甜城职业培训中心: { school: "甜城" },
  "涪江 技工学校": { school: "涪江" },
  锦砺培训学校: { school: "锦砺" },
  蜀匠焊工: { school: "蜀匠", first: "焊" },
});

const LATIN = golden({
  PLC: { first: "PLC" },
  plc编程: { first: "PLC" },
  ＰＬＣ: { first: "PLC" },
  CNC: { contains: ["CNC"] },
  UG: { first: "UG" },
  CAD: { first: "CAD", excludes: ["CAAC"] },
  C1: { first: "C1驾驶证", excludes: ["C++", "C语言"] },
  "C++": { first: "C++", excludes: ["C语言", "C1"] },
  C语言: { first: "C语言" },
  "1+X": { first: "1+X" },
  N1叉车证: { contains: ["叉车证（N1）"] },
  "5G": { first: "5G" },
  SMT: { contains: ["SMT"] },
  Python: { contains: ["程序设计"] },
  "3D打印": { contains: ["增材制造"] },
  BIM: { contains: ["建筑信息模型"] },
  Q2: { first: "Q2" },
});

/** Signs that are operators to the engine, and things nobody can search for. */
const SIGNS = golden({
  "-焊工": { first: "焊工" },
  '"焊工': { first: "焊工" },
  "焊工+电工": { contains: ["焊"] },
  "焊工 OR 1=1": { isNothing: true },
  的: { isNothing: true },
  "😀": { isNothing: true },
});

const NOTHING = golden({
  量子引力: { isNothing: true },
  律师: { isNothing: true },
  钢琴: { isNothing: true },
  飞行员: { isNothing: true },
  潜水: { isNothing: true },
  xyzzy: { isNothing: true },
  留学英语: { isNothing: true },
  兽医: { isNothing: true },
});

const NEAR: GoldenQuery[] = [
  { q: "焊工", with: { near: CHENGDU, radiusKm: 30 }, contains: ["焊"], excludes: ["电工"] },
  { q: "叉车", with: { near: MIANYANG, radiusKm: 30 }, contains: ["叉车"] },
  { q: "月嫂", with: { near: { lat: 28, lng: 102 }, radiusKm: 30 }, isNothing: true },
];

export const GOLDEN_QUERIES: Record<string, GoldenQuery[]> = {
  职业名称: NAMES,
  词中词: PARTS,
  口语: SPOKEN,
  整句: SENTENCES,
  拼音: PINYIN,
  简拼: INITIALS,
  繁体: TRADITIONAL,
  证书: CERTIFICATES,
  机构: INSTITUTIONS,
  字母数字: LATIN,
  符号: SIGNS,
  附近: NEAR,
  没有: NOTHING,
};
