/** A word whose meaning depends on what stands beside it. The pattern holds the guard. */
interface DialectRule {
  from: RegExp;
  to: string;
}

/** Applied after the plain rows of data/language/dialect.tsv and before any word is looked up. In this order. */
export const GUARDED_DIALECT: readonly DialectRule[] = [
  { from: /周未/g, to: "周末" },
  { from: /(?<!公)元月份?(?!亮)/g, to: "1月" },
  { from: /有没有得|有得没得/g, to: "有没有" },
  { from: /(?:做|整|搞)爪子/g, to: "做什么" },
  { from: /咋子(?=$|[，。？！ ])/g, to: "做什么" },
  { from: /[咋啷怎]个(?![人班课])|啷门|咋子|咋/g, to: "怎么" },
  { from: /啥(?!子)/g, to: "什么" },
  { from: /边度/g, to: "哪里" },
  // 好多人都说 is "many"; only before what is counted in a question is it "how much"
  { from: /好多(?=钱|天|岁|元|块|课时|节课)|几多/g, to: "多少" },
  { from: /几个钱|多钱(?!的)/g, to: "多少钱" },
  { from: /好久(?=.{0,3}(?:开|报|考试|发证|有班))|几时|哪阵|哪会儿/g, to: "什么时候" },
  { from: /(?<=学|要|培训|上)好久|好久(?=.{0,2}(?:学|毕业|拿证))/g, to: "多长时间" },
  { from: /要不得/g, to: "不行" },
  { from: /(?<![想需])要得(?!到)|(?<![进旅执])得行/g, to: "可以" },
  { from: /莫(?=要|给|推|发|去|学|再)/g, to: "不" },
  { from: /晓不晓得/g, to: "知不知道" },
  { from: /晓得/g, to: "知道" },
  { from: /平啲/g, to: "便宜" },
  { from: /(?:礼拜|星期)(?=[一二三四五六天日末])/g, to: "周" },
  { from: /个?(?:礼拜|星期)/g, to: "周" },
  { from: /搞得赢|来得赢/g, to: "来得及" },
  { from: /[滴嘞勒](?=班|课|培训)/g, to: "的" },
  // particles, at the end of a clause only: 哈尔滨 and 嘛呢 stay
  { from: /[噻嗦撒啵嘞咯嘛哈哦喔哟呀](?=$|[\s,，。.!！?？])/g, to: "" },
];
