import { readFile } from "node:fs/promises";
import { z } from "zod";
import { CourseMode } from "../../src/courses/course.ts";
import { readTable, splitCell } from "../../src/kit/csv.ts";
import { projectPath } from "../../src/kit/root.ts";
import { OccupationCode } from "../../src/occupations/occupation.ts";

const cell = z.string().transform(splitCell);
const number = z.coerce.number().int().min(0);

/** One kind of course: titles with a {level} to fill in, and the ranges hours and fees are drawn from. */
const Trade = z.object({
  code: OccupationCode,
  weight: z.coerce.number().positive(),
  titles: cell.pipe(z.array(z.string()).min(1)),
  hours_min: number,
  hours_max: number,
  fee_min_yuan: number,
  fee_max_yuan: number,
  levels: cell.transform((list) => list.map(Number)).pipe(z.array(z.number().int().min(1).max(5))),
  modes: cell.pipe(z.array(CourseMode).min(1)),
  certs: cell,
});
export type Trade = z.infer<typeof Trade>;

const NameLine = z.object({ kind: z.enum(["given", "suffix", "street", "base_suffix"]), value: z.string().min(1) });

/** Parts of invented names. */
export interface NameParts {
  given: string[];
  suffix: string[];
  street: string[];
  baseSuffix: string[];
}

export interface DemoWords {
  trades: Trade[];
  names: NameParts;
}

/** These files are part of the program: a faulty row is a defect. */
async function rowsOf<Row>(file: string, schema: z.ZodType<Row>): Promise<Row[]> {
  const { rows, faults } = readTable(await readFile(projectPath("data/demo", file), "utf8"), schema);
  if (faults[0] !== undefined)
    throw new Error(`data/demo/${file} line ${faults[0].line} ${faults[0].column}: ${faults[0].message}`);
  return rows;
}

/** @throws Error when a shipped file is missing or faulty */
export async function readDemoWords(): Promise<DemoWords> {
  const [trades, lines] = await Promise.all([rowsOf("trades.csv", Trade), rowsOf("names.csv", NameLine)]);
  const valuesOf = (kind: z.infer<typeof NameLine>["kind"]): string[] =>
    lines.filter((line) => line.kind === kind).map(({ value }) => value);
  return {
    trades,
    names: {
      given: valuesOf("given"),
      suffix: valuesOf("suffix"),
      street: valuesOf("street"),
      baseSuffix: valuesOf("base_suffix"),
    },
  };
}
