import { createMeiliSearch } from "../../search/meili.ts";
import { createSearchSync } from "../../search/sync.ts";
import type { Config } from "../config.ts";
import type { Services } from "../embedded/services.ts";
import { useServices } from "../embedded/use-services.ts";
import { AppError } from "../errors.ts";
import { systemClock } from "../kit/clock.ts";
import { type Database, openDatabase } from "../kit/database.ts";
import { createLog } from "../kit/log.ts";
import { type Command, print, say } from "./command.ts";
import { loadReferenceData } from "./import/reference-data.ts";
import { importTable } from "./import.ts";
import { bringUpToDate } from "./migrate.ts";
import { outbox } from "./outbox.ts";
import { reindex } from "./reindex.ts";
import { seed } from "./seed.ts";

/** Runs `use` on the services of the running start, or on its own, with tables and reference data in place. */
async function withDatabase(
  config: Config,
  use: (db: Database, services: Services) => Promise<number>,
): Promise<number> {
  const services = await useServices(config, say);
  const db = openDatabase(services.databaseUrl, 4);
  try {
    if (services.databaseOwnerUrl !== undefined) await bringUpToDate(services.databaseUrl, services.databaseOwnerUrl);
    await loadReferenceData(db, systemClock.now());
    return await use(db, services);
  } finally {
    await db.close();
    await services.stop();
  }
}

export const seedCommand: Command = (args, config) =>
  withDatabase(config, (db) => seed(args, { db, now: systemClock.now(), profile: config.PROFILE, out: print }));

export const importCommand: Command = (args, config) =>
  withDatabase(config, (db) => importTable(args, { db, now: systemClock.now(), out: print }));

export const outboxCommand: Command = (args, config) =>
  withDatabase(config, (db) => outbox(args, { db, now: systemClock.now(), out: print }));

export const reindexCommand: Command = (args, config) =>
  withDatabase(config, async (db, services) => {
    if (services.meili === undefined)
      throw new AppError("no_engine", 409, "没有搜索引擎，无索引可建。请设置 MEILI_URL 和 MEILI_KEY。");
    const indexer = createMeiliSearch(services.meili);
    const log = createLog(config.LOG_LEVEL);
    const sync = createSearchSync({ db, databaseUrl: services.databaseUrl, indexer, clock: systemClock, log });
    return reindex(args, { sync, profile: config.PROFILE });
  });
