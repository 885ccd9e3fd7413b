import { readFile } from "node:fs/promises";
import { LocalDate, localDate } from "../../kit/clock.ts";
import { readTable } from "../../kit/csv.ts";
import type { Database } from "../../kit/database.ts";
import { projectPath } from "../../kit/root.ts";
import { DEMO_SOURCE_ID } from "../../source.ts";
import { occupationCodes } from "./occupation-aliases.ts";
import { compareEdition, entryOf, type ShortageEdition, writeEdition } from "./shortage-edition.ts";
import { ShortageLine } from "./shortage-rows.ts";

const FILE = "data/demo/shortage-list.csv";
const SICHUAN = "510000";

/**
 * The invented list of the demo profile: its title and its document say that it is not real. Loaded after the reference data; a list
 * that stands already is left alone unless the file has changed.
 * @throws Error when the shipped file is missing or faulty
 */
export async function loadDemoShortageList(db: Database, now: Date): Promise<void> {
  const { rows, faults } = readTable(await readFile(projectPath(FILE), "utf8"), ShortageLine);
  if (faults.length > 0) throw new Error(`${FILE}: ${JSON.stringify(faults.slice(0, 5))}`);
  const codes = await occupationCodes(db);
  const today = localDate(now);
  const edition: ShortageEdition = {
    id: "demo-sichuan",
    title: "示例急需紧缺职业（工种）目录（非真实）",
    divisionCode: SICHUAN,
    period: today.slice(0, 4),
    publishedOn: LocalDate.parse(`${today.slice(0, 8)}01`),
    isDemo: true,
    sourceId: DEMO_SOURCE_ID,
    entries: rows.map((line) => entryOf(line, codes)),
  };
  await db.prisma.$transaction(async (tx) => {
    const state = await compareEdition(tx, edition);
    if (state === "same") return;
    if (state === "different") await tx.shortageList.delete({ where: { id: edition.id } });
    await writeEdition(tx, edition);
  });
}
