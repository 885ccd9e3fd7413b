import { type Found, findWords, type WordTable } from "./found.ts";

/** 重点群体, named as in the evaluation schema. */
const GROUPS: WordTable<string> = [
  [/农民工|外出务工|进城务工/g, "migrant_worker"],
  [/农村劳动[者力]|农民(?!工)|农村人/g, "rural_labourer"],
  [/高校毕业生|应届生|毕业生|大学生|刚毕业/g, "graduate"],
  [/在校学?生|学生(?!活)/g, "student"],
  [/退役军人|退伍(?:军人|兵)?|复员/g, "veteran"],
  [/军属|军嫂|军人家属/g, "military_family"],
  [/宝妈|全职妈妈|妇女|带娃/g, "woman_returning"],
  [/残疾人?|残障/g, "disabled"],
  [/登记失业|失业人员|失业/g, "unemployed_registered"],
  [/下岗/g, "laid_off"],
  [/就业困难/g, "hard_to_employ"],
  [/4050|四零五零/g, "older_worker"],
  [/低保/g, "low_income"],
  [/脱贫户?|贫困户|建档立卡/g, "poverty_alleviated"],
  [/外卖员|骑手|网约车/g, "gig_worker"],
  [/两后生/g, "dropout_youth"],
];

export const findGroups = (text: string): Found<string>[] => findWords(text, GROUPS, "group");
