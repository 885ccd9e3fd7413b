import { z } from "zod";
import { SourceRef } from "../source.ts";

/** A code of 职业分类大典 2022: 6-18-02-04. */
export const OccupationCode = z
  .string()
  .regex(/^\d-\d{2}-\d{2}-\d{2}$/, "职业编码形如 6-18-02-04")
  .brand<"OccupationCode">();
export type OccupationCode = z.infer<typeof OccupationCode>;

/** 5 初级工 … 1 高级技师. */
export const SkillLevel = z.coerce.number().int().min(1, "等级为 1 到 5").max(5, "等级为 1 到 5");
export const SKILL_LEVEL_NAMES: Readonly<Record<number, string>> = {
  5: "初级工",
  4: "中级工",
  3: "高级工",
  2: "技师",
  1: "高级技师",
};
/** 初级工（五级） */
export const spokenLevel = (level: number): string =>
  `${SKILL_LEVEL_NAMES[level] ?? "未知等级"}（${"一二三四五"[level - 1] ?? "?"}级）`;

export const Occupation = z.object({
  code: OccupationCode,
  name: z.string(),
  levels: z.array(z.number()),
  industry: z.string().nullable(),
  summary: z.string().nullable(),
  aliases: z.array(z.string()),
  source: SourceRef,
});
export type Occupation = z.infer<typeof Occupation>;

/** 小类: the first three parts of a code; occupations that share it are related. */
export const minorGroupOf = (code: string): string => code.slice(0, 7);

/** A name people use and what it may mean. More than one code = ask `question`. */
export interface OccupationName {
  name: string;
  codes: OccupationCode[];
  /** A trade is a 工种 of the occupation, or what the occupation was called before. */
  kind: "official" | "alias" | "trade" | "ambiguous";
  question: string | null;
}

/** What the other folders ask of occupations. Held in memory: at most 1,639 of them. */
export interface Occupations {
  byCode(code: string): Occupation | undefined;
  names(): OccupationName[];
  all(): Occupation[];
}
