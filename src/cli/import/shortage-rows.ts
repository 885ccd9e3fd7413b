import { z } from "zod";
import { OccupationCode, SKILL_LEVEL_NAMES } from "../../occupations/occupation.ts";
import { optionalText, text } from "./cells.ts";

/** 中级工及以上, 高级技师, or the number of the grade. Names are tried longest first: 高级技师 is not 技师. */
function levelOf(said: string): number | undefined {
  if (/^[1-5]$/.test(said)) return Number(said);
  const names = Object.entries(SKILL_LEVEL_NAMES).sort(([, a], [, b]) => b.length - a.length);
  const found = names.find(([, name]) => said.startsWith(name));
  return found === undefined ? undefined : Number(found[0]);
}

const minLevel = optionalText.transform((cell, context) => {
  const level = cell === null ? null : levelOf(cell);
  if (level !== undefined) return level;
  context.addIssue({ code: "custom", message: "最低等级应为 5 到 1，或写“中级工及以上”" });
  return z.NEVER;
});

const occupationCode = optionalText.refine(
  (cell) => cell === null || OccupationCode.safeParse(cell).success,
  "职业编码形如 6-18-02-04",
);

/** A line of a 急需紧缺 list. Columns that tell one edition from another are optional: the command line can say them. */
export const ShortageLine = z.object({
  list_id: optionalText,
  region: optionalText,
  division_code: optionalText,
  period: optionalText,
  published_on: optionalText.pipe(z.iso.date("应为日期，例如 2024-12-31").nullable()),
  official_url: optionalText,
  rank: z.coerce.number("名次应为数字").int("名次应为整数").min(1, "名次从 1 开始"),
  occupation: text("occupation"),
  code: occupationCode,
  /** Where a list prints older codes too, the 2022 code has its own column. */
  code_2022: occupationCode,
  degree: optionalText,
  min_level: minLevel,
  reason: optionalText,
});
export type ShortageLine = z.infer<typeof ShortageLine>;
