import { seedDemo } from "../../prisma/seed/seed-demo.ts";
import { loadReferenceData } from "../../src/cli/import/reference-data.ts";
import { bringUpToDate } from "../../src/cli/migrate.ts";
import { loadConfig } from "../../src/config.ts";
import { temporaryServices } from "../../src/embedded/temporary-services.ts";
import type { Clock } from "../../src/kit/clock.ts";
import { openDatabase } from "../../src/kit/database.ts";
import { createLog } from "../../src/kit/log.ts";
import { showProgress } from "../../src/kit/progress.ts";
import { type House, wire } from "../../src/wire.ts";

export interface ScaledHouse {
  house: House;
  services: { databaseUrl: string; meili: { url: string; key: string }; secret: string };
  close(): Promise<void>;
}

/** What the server itself does some minutes after a load, done now, so that it does not happen while something is measured. */
async function tidy(ownerUrl: string): Promise<void> {
  const owner = openDatabase(ownerUrl, 1);
  await owner.sql.query("SET statement_timeout = 0");
  await owner.sql.query("VACUUM ANALYZE");
  await owner.close();
}

/**
 * The program over fresh services, with that many demo courses in the database and in the index.
 * @param isIndexed false where the index is to be built by whoever measures that
 */
export async function houseWith(courses: number, clock: Clock, isIndexed = true): Promise<ScaledHouse> {
  const services = await temporaryServices({ isDurable: true });
  const { databaseUrl, databaseOwnerUrl, meili, secret } = services;
  if (databaseOwnerUrl === undefined || meili === undefined) {
    await services.stop();
    throw new Error("this benchmark needs PostgreSQL and Meilisearch");
  }
  await bringUpToDate(databaseUrl, databaseOwnerUrl);
  const db = openDatabase(databaseUrl, 4);
  await loadReferenceData(db, clock.now());
  await seedDemo(db, { courses, now: clock.now(), progress: showProgress("示例数据", courses) });
  await db.close();
  await tidy(databaseOwnerUrl);
  const house = await wire({ config: loadConfig({ TRUST_PROXY: "true" }), services, clock, log: createLog("silent") });
  if (isIndexed) await house.sync?.rebuild(showProgress);
  return {
    house,
    services: { databaseUrl, meili, secret },
    close: async () => {
      await house.close();
      await services.stop();
    },
  };
}
