// How people put it: plain, short, and as spoken in Sichuan.
import type { Condition } from "./wish.ts";

/** 1: the place, 2: the trade. */
export const BOTH: readonly ((place: string, trade: string) => string)[] = [
  (place, trade) => `${place}有没有${trade}培训`,
  (place, trade) => `想在${place}学${trade}`,
  (place, trade) => `${place}哪里可以学${trade}`,
  (place, trade) => `我想学${trade}，在${place}`,
  (place, trade) => `请问${place}有${trade}的培训班吗`,
  (place, trade) => `${place}哪点可以学${trade}嘛`,
  (place, trade) => `我在${place}，想学个${trade}`,
  (place, trade) => `帮我找哈${place}的${trade}班`,
  (place, trade) => `人在${place}，想报个${trade}班，有没得`,
  (place, trade) => `你好，我想咨询一下${place}这边的${trade}培训`,
];
export const TERSE_BOTH: typeof BOTH = [
  (place, trade) => `${place}${trade}`,
  (place, trade) => `${trade} ${place}`,
  (place, trade) => `${place} ${trade}班`,
];

export const TRADE: readonly ((trade: string) => string)[] = [
  (trade) => `想学${trade}`,
  (trade) => `有没有${trade}培训班`,
  (trade) => `我想学个${trade}`,
  (trade) => `哪里可以学${trade}`,
  (trade) => `有没得${trade}班嘛`,
];
export const PLACE: readonly ((place: string) => string)[] = [
  (place) => `我在${place}`,
  (place) => `${place}有什么培训`,
  (place) => `${place}有些啥子班嘛`,
  (place) => `我住在${place}，想学点技术`,
];

export const TRADE_ANSWER: typeof TRADE = [
  (trade) => trade,
  (trade) => `${trade}嘛`,
  (trade) => `学${trade}`,
  (trade) => `我想学${trade}`,
  (trade) => `${trade}班`,
];
export const PLACE_ANSWER: typeof PLACE = [
  (place) => place,
  (place) => `${place}的`,
  (place) => `在${place}`,
  (place) => `就在${place}嘛`,
  (place) => `我在${place}`,
];
/** Said when nobody asked: the trade stands, the place is new. */
export const OTHER_PLACE: typeof PLACE = [
  (place) => `换成${place}的`,
  (place) => `还是看${place}的嘛`,
  (place) => `那${place}有没有`,
  (place) => `${place}的呢`,
];
export const OTHER_TRADE: typeof TRADE = [
  (trade) => `换成${trade}`,
  (trade) => `还是学${trade}嘛`,
  (trade) => `算了，改学${trade}`,
  (trade) => `那${trade}的有没有`,
];
export const ALSO_TRADE: typeof TRADE = [
  (trade) => `${trade}也行`,
  (trade) => `${trade}也可以`,
  (trade) => `还有${trade}也看一下`,
];

export const WHATEVER = ["随便", "都可以", "都行", "不晓得", "你看着办", "无所谓", "随便嘛", "都要得", "还没想好"];

export const SCHEDULES: readonly Condition[] = [
  {
    change: { schedule: "weekend" },
    words: ["只要周末的", "周末上课的", "要星期六星期天上课的", "我平时要上班，要周末班"],
    shown: ["周末"],
  },
  { change: { schedule: "evening" }, words: ["要晚上上课的", "晚班的", "有没得晚上的班"], shown: ["晚上"] },
  { change: { schedule: "daytime" }, words: ["要白天上课的", "白天的"], shown: ["白天"] },
];
export const FREE: Condition = {
  change: { free: true, subsidy: undefined, price_max: undefined },
  words: ["要免费的", "有没有免费的", "不要钱的", "免费的嘛"],
  shown: ["免费"],
};
export const SUBSIDISED: Condition = {
  change: { subsidy: true, free: undefined, price_max: undefined },
  words: ["要有补贴的", "只要有补贴的", "有补贴的嘛"],
  shown: ["有补贴"],
};
export const upTo = (yuan: number): Condition => ({
  change: { price_max: yuan, free: undefined },
  words: [`${yuan}元以内`, `学费不超过${yuan}块`, `最多${yuan}块钱`],
  shown: [`${yuan.toLocaleString("en").replace(",", "")}`, `${yuan.toLocaleString("en")}`],
});
export const LEVELS: readonly Condition[] = [
  { change: { level: 5 }, words: ["初级的", "要初级工", "五级的"], shown: ["初级工"] },
  { change: { level: 4 }, words: ["中级的", "要中级工", "四级的"], shown: ["中级工"] },
  { change: { level: 3 }, words: ["高级的", "要高级工", "三级的"], shown: ["高级工"] },
];
export const MODES: readonly Condition[] = [
  { change: { mode: "offline" }, words: ["线下的", "要面授的", "只要线下的"], shown: ["线下"] },
  { change: { mode: "online" }, words: ["要线上的", "网上能学的", "只要网课"], shown: ["线上"] },
];
/** Counted from the day of the talks, 4 March 2026. */
export const DATES: readonly Condition[] = [
  {
    change: { date_from: "2026-04-01", date_to: "2026-04-30" },
    words: ["下个月开班的", "四月份开班的", "要下个月开课的"],
    shown: ["4月"],
  },
  {
    change: { date_from: undefined, date_to: "2026-03-31" },
    words: ["月底前开班的", "3月底以前开课的"],
    shown: ["3月31日"],
  },
  {
    change: { date_from: "2026-04-15", date_to: undefined },
    words: ["4月15号以后开班的", "4月15日以后的"],
    shown: ["4月15日"],
  },
];
export const GROUPS: readonly Condition[] = [
  { change: { group: "veteran" }, words: ["我是退役军人", "我当兵回来的"], shown: ["退役军人"] },
  { change: { group: "laid_off" }, words: ["我是下岗职工", "我下岗了"], shown: ["下岗"] },
  { change: { group: "disabled" }, words: ["我是残疾人", "我有残疾证"], shown: ["残疾人"] },
];

/** Conditions given up again. */
export const LETTING_GO: Readonly<Record<"time" | "price" | "level", Condition>> = {
  time: {
    change: { schedule: undefined, date_from: undefined, date_to: undefined },
    words: ["不限时间", "时间都可以", "什么时候都行"],
    shown: [],
  },
  price: {
    change: { free: undefined, subsidy: undefined, price_max: undefined },
    words: ["不限价格", "价格无所谓"],
    shown: [],
  },
  level: { change: { level: undefined }, words: ["不限等级", "什么等级都可以"], shown: [] },
};

export const ASIDES = {
  cost: ["多少钱", "学费好多钱", "贵不贵"],
  certificate: ["发什么证", "学完有证没得"],
  requirement: ["有什么条件", "零基础可以学吗"],
  enrol: ["怎么报名"],
  thanks: ["谢谢", "好的"],
} as const;
/** Of the course with that number. */
export const ABOUT_ITEM: readonly ((ordinal: string) => string)[] = [
  (ordinal) => `${ordinal}多少钱`,
  (ordinal) => `${ordinal}有补贴吗`,
  (ordinal) => `${ordinal}发什么证`,
  (ordinal) => `${ordinal}的电话`,
];
export const MORE = ["更多", "还有没有", "还有没得别的", "下一页", "换一批"];
export const BACK = ["返回", "上一页"];
export const NEWS = ["有新的就告诉我", "开班了通知我一声", "帮我留意到，有新班喊我"];
export const YES = ["是的", "对头", "对", "是嘞", "要得"];
export const NO = ["不是", "不对", "不是哦"];
export const GIBBERISH = ["嘟嘟嘟", "啊吧啊吧", "。。。"];
export const HELLO = ["你好", "在吗", "请问一下"];

const COUNTED = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
/** 第二个, 2, 头一个. */
export const pointing = (ordinal: number): string[] => [
  `第${COUNTED[ordinal]}个`,
  `${ordinal}`,
  `第${ordinal}个`,
  `看第${COUNTED[ordinal]}家`,
  ...(ordinal === 1 ? ["头一个", "第一家嘛"] : []),
];
