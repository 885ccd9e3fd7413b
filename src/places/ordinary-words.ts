/**
 * Short names of places that are ordinary words too: without 在, 到, a parent place or 附近 beside them they are read as the word. 南部
 * is a county and the south, 石棉 a county and asbestos, 名山 a district and any famous mountain. Short names of towns and of counties
 * elsewhere need no line here: they all want a cue.
 */
export const ORDINARY_WORDS: ReadonlySet<string> = new Set(
  [
    "东区 西区 市中 安居 大安 大英 金牛 名山 南部 石棉 东坡 朝天 前锋 黑水 白玉 小金 九龙",
    "城区 郊区 矿区 市区 新区 东方 白银 日照 安康 朝阳",
    "高新 经开 开发区 工业园 工业园区 科技城",
  ]
    .join(" ")
    .split(" "),
);
