import { moveDemoDates, seedDemo } from "../../prisma/seed/seed-demo.ts";
import type { SearchSync } from "../../search/sync.ts";
import type { Config } from "../config.ts";
import type { Services } from "../embedded/services.ts";
import { AppError } from "../errors.ts";
import { type Database, openDatabase } from "../kit/database.ts";
import { pendingMigrations } from "../kit/migrations.ts";
import { noProgress, showProgress } from "../kit/progress.ts";
import { projectPath } from "../kit/root.ts";
import { loadDemoShortageList } from "./import/demo-shortage-list.ts";
import { loadReferenceData } from "./import/reference-data.ts";
import { bringUpToDate } from "./migrate.ts";

/** A bar for work that a person would otherwise wonder about; small demos are done before a bar is drawn. */
const progressFor = (label: string, total: number) => (total > 5_000 ? showProgress(label, total) : noProgress);

async function prepareSchema({ databaseUrl, databaseOwnerUrl }: Services): Promise<void> {
  if (databaseOwnerUrl !== undefined) {
    await bringUpToDate(databaseUrl, databaseOwnerUrl);
    return;
  }
  const pending = await pendingMigrations(databaseUrl, projectPath("prisma/migrations"));
  if (pending.length > 0)
    throw new AppError(
      "migrations_pending",
      409,
      `数据库结构不是最新的（差 ${pending.length} 项）：请先用表的所有者运行 npm run migrate。`,
    );
}

/** Synthetic courses and a demo shortage list. @returns whether courses were made or moved, so that the index is old */
async function prepareDemo(db: Database, config: Config, now: Date): Promise<boolean> {
  await loadDemoShortageList(db, now);
  const isFresh = (await db.prisma.installation.findUnique({ where: { key: "demo" } })) === null;
  const courses = config.DEMO_COURSES;
  if (isFresh) await seedDemo(db, { courses, now, progress: progressFor("生成示例数据", courses) });
  const isMoved = !isFresh && (await moveDemoDates(db, now));
  return isFresh || isMoved;
}

/**
 * Brings schema, reference data and (in the demo) synthetic data up to date.
 * @returns whether the index must be rebuilt whatever its counts say
 */
export async function prepareData(config: Config, services: Services, now: Date): Promise<{ isIndexOld: boolean }> {
  await prepareSchema(services);
  const db = openDatabase(services.databaseUrl, 4);
  try {
    await loadReferenceData(db, now);
    return { isIndexOld: config.PROFILE === "demo" && (await prepareDemo(db, config, now)) };
  } finally {
    await db.close();
  }
}

/** Builds the index when it is missing, old or of other settings. */
export async function prepareIndex(sync: SearchSync | undefined, isIndexOld: boolean): Promise<void> {
  if (sync === undefined) return;
  if (isIndexOld || !(await sync.isCurrent())) await sync.rebuild(progressFor);
}
