import { moveDemoDates, seedDemo } from "../../prisma/seed/seed-demo.ts";
import { createMeiliSearch } from "../../search/meili.ts";
import { createSearchSync, type SearchSync } from "../../search/sync.ts";
import type { Config } from "../config.ts";
import { refuseOldEngine } from "../embedded/checks.ts";
import type { Services } from "../embedded/services.ts";
import { AppError } from "../errors.ts";
import { createStaffService } from "../institutions/staff-service.ts";
import { systemClock } from "../kit/clock.ts";
import { type Database, openDatabase } from "../kit/database.ts";
import type { Log } from "../kit/log.ts";
import { pendingMigrations } from "../kit/migrations.ts";
import { noProgress, showProgress } from "../kit/progress.ts";
import { projectPath } from "../kit/root.ts";
import { wordsOf } from "../kit/text-zh.ts";
import { loadDemoShortageList } from "./import/demo-shortage-list.ts";
import { loadReferenceData, readShippedTables } from "./import/reference-data.ts";
import { bringUpToDate } from "./migrate.ts";

/** Says in one line what takes its time. */
type Tell = (line: string) => void;

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

/** Synthetic courses. @returns whether they were made or moved, so that the index is old */
async function prepareCourses(db: Database, config: Config, now: Date, tell: Tell): Promise<boolean> {
  const isFresh = (await db.prisma.installation.findUnique({ where: { key: "demo" } })) === null;
  const courses = config.DEMO_COURSES;
  if (isFresh) tell(`正在生成 ${courses} 门示例课程……`);
  if (isFresh) await seedDemo(db, { courses, now, progress: progressFor("生成示例数据", courses) });
  const isMoved = !isFresh && (await moveDemoDates(db, now));
  return isFresh || isMoved;
}

/** All that only the demo has. @returns whether the index is old */
async function prepareDemo(
  db: Database,
  config: Config,
  password: string | undefined,
  now: Date,
  tell: Tell,
): Promise<boolean> {
  const [isOld] = await Promise.all([
    prepareCourses(db, config, now, tell),
    loadDemoShortageList(db, now),
    password !== undefined && createStaffService(db).ensureDemoStaff(password, now),
  ]);
  return isOld;
}

/** @returns undefined where there is no engine, or one that does not answer: the worker builds the index when it is back */
async function syncOver(
  db: Database,
  { databaseUrl, meili }: Services,
  log: Log,
  tell: Tell,
): Promise<SearchSync | undefined> {
  if (meili === undefined) return undefined;
  const indexer = createMeiliSearch(meili);
  const isAnswering = await indexer.lastTask().then(
    () => true,
    () => false,
  );
  if (isAnswering) return createSearchSync({ db, databaseUrl, indexer, clock: systemClock, log });
  tell("搜索引擎没有回应，先由数据库回答（degraded）；它恢复以后自动建立索引。");
  return undefined;
}

/** Builds the index when its data or settings are not those of the database. */
async function prepareIndex(sync: SearchSync | undefined, isOld: boolean, tell: Tell): Promise<void> {
  if (sync === undefined || (!isOld && (await sync.isCurrent()))) return;
  tell("正在建立搜索索引……");
  await sync.rebuild(progressFor);
}

export interface Prepared {
  /** Ends when the demo's data stand and every course can be found. */
  filling: Promise<void>;
}

/**
 * Brings schema and reference data up to date. The demo's data and the index follow in `filling`, while the caller wires the program:
 * wiring needs the reference data only.
 */
export async function prepareData(
  config: Config,
  services: Services,
  log: Log,
  tell: Tell = () => undefined,
): Promise<Prepared> {
  const now = systemClock.now();
  await Promise.all([prepareSchema(services), services.meili && refuseOldEngine(services.meili)]);
  const db = openDatabase(services.databaseUrl, 4);
  const sync = await syncOver(db, services, log, tell);
  const fill = async (): Promise<void> => {
    const isOld = config.PROFILE === "demo" && (await prepareDemo(db, config, services.demoPassword, now, tell));
    await prepareIndex(sync, isOld, tell);
  };
  try {
    // the engine makes its empty indexes while PostgreSQL takes in the tables
    await Promise.all([loadReferenceData(db, now), sync?.makeIndexes()]);
    const filling = fill().finally(() => db.close());
    filling.catch(() => undefined); // the caller waits for it later; until then its fault is not unhandled
    return { filling };
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** What a first start needs besides its services, made while they start: tables read and checked, the segmenter loaded. */
export async function readAhead(): Promise<void> {
  await readShippedTables();
  wordsOf("电焊");
}
