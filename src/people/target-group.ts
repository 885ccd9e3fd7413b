import { z } from "zod";

/** 重点群体 by their names in the evaluation schema, and as the offices call them. */
export const TARGET_GROUP_NAMES = {
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
} as const;

/**
 * The groups a person may put into their profile. Left out: the firm, which is no person; ethnic group and past sentences, because no
 * rule of ours asks for them and keeping them could hurt.
 */
export const ProfileGroup = z
  .enum(Object.keys(TARGET_GROUP_NAMES) as [keyof typeof TARGET_GROUP_NAMES]) // Object.keys forgets the names it returns
  .exclude(["enterprise", "minority", "ex_offender"]);
export type ProfileGroup = z.infer<typeof ProfileGroup>;
