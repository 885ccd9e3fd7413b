import { readFileSync } from "node:fs";
import { z } from "zod";
import { readTable } from "../kit/csv.ts";
import { projectPath } from "../kit/root.ts";
import { OccupationCode } from "./occupation.ts";

/** What people say of the work of an occupation, not its name: 在工地绑钢筋. */
const Saying = z.object({ code: OccupationCode, saying: z.string().min(2) });
export type Saying = z.infer<typeof Saying>;

/**
 * Reads the shipped table (data/occupations/sayings.csv); some 50 ms, so it is read when first needed.
 * @throws Error naming the line that is no saying
 */
export function readSayings(): Saying[] {
  const { rows, faults } = readTable(readFileSync(projectPath("data/occupations/sayings.csv"), "utf8"), Saying);
  const [fault] = faults;
  if (fault !== undefined) throw new Error(`sayings.csv line ${fault.line}: ${fault.column} ${fault.message}`);
  return rows;
}
