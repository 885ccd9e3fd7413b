import { loadReferenceData } from "../../../src/cli/import/reference-data.ts";
import { bringUpToDate } from "../../../src/cli/migrate.ts";
import { temporaryServices } from "../../../src/embedded/temporary-services.ts";
import { systemClock } from "../../../src/kit/clock.ts";
import { type Database, openDatabase } from "../../../src/kit/database.ts";
import type { Occupations } from "../../../src/occupations/occupation.ts";
import { loadOccupations } from "../../../src/occupations/occupations.ts";

/** A database with the shipped tables and an engine, both for one run only. */
export interface Ground {
  db: Database;
  databaseUrl: string;
  meili: { url: string; key: string };
  occupations: Occupations;
}

export async function onGround<Result>(work: (ground: Ground) => Promise<Result>): Promise<Result> {
  const services = await temporaryServices();
  try {
    const { databaseUrl, databaseOwnerUrl, meili } = services;
    if (databaseOwnerUrl === undefined || meili === undefined)
      throw new Error("an evaluation needs PostgreSQL and Meilisearch");
    await bringUpToDate(databaseUrl, databaseOwnerUrl);
    const db = openDatabase(databaseUrl);
    try {
      await loadReferenceData(db, systemClock.now());
      return await work({ db, databaseUrl, meili, occupations: await loadOccupations(db) });
    } finally {
      await db.close();
    }
  } finally {
    await services.stop();
  }
}
