import { z } from "zod";
import { OccupationCode } from "../../occupations/occupation.ts";
import { list, optionalText, text } from "./cells.ts";
import type { TableRow } from "./table.ts";

const levels = list.transform((cells, context) => {
  const numbers = cells.map(Number);
  if (!numbers.every((level) => Number.isInteger(level) && level >= 1 && level <= 5))
    context.addIssue({ code: "custom", message: "等级应为 5 到 1 之间的数字，用 | 隔开" });
  return numbers.sort((a, b) => b - a);
});

/**
 * A line of a classification table. Tables of the whole book also list 大类, 中类 and 小类 (`level` major, middle, minor): those are
 * groups, not occupations, and come out as null.
 */
export const OccupationLine = z
  .object({
    code: text("code"),
    name: text("name"),
    level: optionalText,
    levels,
    industry: optionalText,
    summary: optionalText,
  })
  .transform((line, context) => {
    if (line.level !== null && line.level !== "occupation") return null;
    const code = OccupationCode.safeParse(line.code);
    if (!code.success) {
      context.addIssue({ code: "custom", path: ["code"], message: "职业编码形如 6-18-02-04" });
      return z.NEVER;
    }
    return {
      code: line.code,
      name: line.name,
      levels: line.levels.length === 0 ? null : line.levels,
      industry: line.industry,
      summary: line.summary,
    } satisfies TableRow;
  });

/** How tables call the three kinds of names, and how we do. */
const KINDS: Readonly<Record<string, string>> = {
  colloquial: "colloquial",
  trade: "trade",
  trade_name: "trade",
  former: "former",
  former_name: "former",
};

/** A popular name or 工种. The occupation is named by `code` (or `code_2022`), else by its official name in `occupation`. */
export const OccupationAliasLine = z
  .object({
    alias: text("alias"),
    code: optionalText,
    code_2022: optionalText,
    occupation: optionalText,
    kind: z.enum(Object.keys(KINDS), "kind 应为 colloquial、trade 或 former").transform((kind) => KINDS[kind] ?? kind),
    trade: optionalText,
  })
  .transform(({ alias, code, code_2022, occupation, kind, trade }) => ({
    alias,
    code: code ?? code_2022,
    occupation,
    kind,
    trade,
  }));
export type OccupationAliasLine = z.infer<typeof OccupationAliasLine>;

/** A word to ask back about; without codes (上岗证) it is no occupation at all. */
export const AmbiguousLine = z
  .object({
    term: text("term"),
    codes: list.pipe(z.array(OccupationCode)),
    question: text("question"),
  })
  .transform((line) => line satisfies TableRow);

/** A grade. Papers people take for grades (结业证, 特种作业操作证) stand in the same file under letters; they come out as null. */
export const SkillLevelLine = z
  .object({ level: text("level"), name: text("name"), aliases: list, certificate: text("certificate") })
  .transform(({ level, ...line }) =>
    /^[1-5]$/.test(level) ? ({ ...line, level: Number(level) } satisfies TableRow) : null,
  );
