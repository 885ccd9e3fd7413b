import { cite, joined, type Said, say } from "./reply.ts";
import type { SearchState } from "./search-state.ts";

/** 重点群体 as the evaluation schema and the offices call them. */
const GROUP_NAMES: Readonly<Record<string, string>> = {
  migrant_worker: "农民工",
  rural_labourer: "农村劳动者",
  graduate: "高校毕业生",
  student: "在校学生",
  veteran: "退役军人",
  military_family: "军人家属",
  woman_returning: "妇女",
  disabled: "残疾人",
  unemployed_registered: "登记失业人员",
  laid_off: "下岗失业人员",
  hard_to_employ: "就业困难人员",
  zero_employment_family: "零就业家庭",
  older_worker: "4050 人员",
  low_income: "低保家庭",
  poverty_alleviated: "脱贫人口",
  minority: "少数民族",
  ex_offender: "刑满释放人员",
  entrepreneur: "创业者",
  gig_worker: "新业态从业人员",
  fisherman: "退捕渔民",
  dropout_youth: "两后生",
  enterprise: "企业",
};

/** 退役军人，45 岁: who learns, as far as it was said. @returns undefined when nothing was */
export function spokenPerson({ group, age }: Pick<SearchState, "group" | "age">): Said | undefined {
  const name = group === undefined ? undefined : GROUP_NAMES[group];
  const said = [
    ...(name === undefined ? [] : [cite("search", "current", "group", name)]),
    ...(age === undefined ? [] : [say`${cite("search", "current", "age", age)} 岁`]),
  ];
  return said.length === 0 ? undefined : joined(said, "，");
}
