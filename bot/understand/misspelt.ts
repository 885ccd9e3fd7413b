/** An ordinary word in a spelling that is wrong wherever it stands; the pattern holds what else the characters may be part of. */
interface Misspelling {
  from: RegExp;
  to: string;
}

/** Names are no part of this: they are looked for where none is written, see fuzzy.ts. */
export const MISSPELT: readonly Misspelling[] = [
  { from: /培[讯迅殉逊]|[陪赔配佩]训|[陪赔]讯/g, to: "培训" },
  { from: /补[帖跌]|步贴|补铁(?=政策|怎么|多少|能|可以|吗|标准|申请|在哪)/g, to: "补贴" },
  { from: /(?<!避|以|难)免[肥废匪](?![胖料])/g, to: "免费" },
  { from: /抱名/g, to: "报名" },
  { from: /(?<![大中小数科医文])学[废肺匪](?!了|炎)/g, to: "学费" },
  { from: /技嫩/g, to: "技能" },
  { from: /技能登记证/g, to: "技能等级证" },
  { from: /(?<=[初中高])极(?=工|证|班|课|的(?:证|班|课))/g, to: "级" },
  { from: /等极/g, to: "等级" },
  { from: /考正(?=[,，。？! ]|$|要|需|怎|多)|烤证|拷证/g, to: "考证" },
  { from: /农名工|农民公(?!寓)/g, to: "农民工" },
  { from: /(?<=[就失创])叶(?=[了的补金证班培,，。？ ]|$)/g, to: "业" },
  { from: /多少前|多少欠/g, to: "多少钱" },
  { from: /有[美木米][有得]/g, to: "有没有" },
  // heard as 血 or 雪, where somebody wants something
  { from: /(?<=[我你他就][想要]|想要|打算)[血雪穴](?![一糖压液花山景球拼])/g, to: "学" },
];
