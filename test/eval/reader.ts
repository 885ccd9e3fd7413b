// The real reader over the shipped tables, in a database of its own. Nothing else of the house runs.
import { createReader } from "../../bot/answer.ts";
import type { Understand } from "../../bot/understand/understand.ts";
import { loadReferenceData } from "../../src/cli/import/reference-data.ts";
import { bringUpToDate } from "../../src/cli/migrate.ts";
import { temporaryServices } from "../../src/embedded/temporary-services.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { type Database, openDatabase } from "../../src/kit/database.ts";
import type { Occupations } from "../../src/occupations/occupation.ts";
import { loadOccupations } from "../../src/occupations/occupations.ts";
import type { Places } from "../../src/places/place.ts";
import { loadPlaces } from "../../src/places/places.ts";

export interface Reader {
  understand: Understand;
  places: Places;
  occupations: Occupations;
}

export async function readerOver(db: Database): Promise<Reader> {
  const [places, occupations] = await Promise.all([loadPlaces(db), loadOccupations(db)]);
  return { places, occupations, understand: createReader({ places, occupations }) };
}

/** Runs `work` beside a database with the shipped tables and nothing else in it; the database goes afterwards. */
export async function withTables<Result>(work: (databaseUrl: string) => Promise<Result>): Promise<Result> {
  const services = await temporaryServices();
  try {
    await bringUpToDate(services.databaseUrl, services.databaseOwnerUrl ?? services.databaseUrl);
    const db = openDatabase(services.databaseUrl, 2);
    try {
      await loadReferenceData(db, systemClock.now());
    } finally {
      await db.close();
    }
    return await work(services.databaseUrl);
  } finally {
    await services.stop();
  }
}

export const withReader = <Result>(work: (reader: Reader) => Result): Promise<Result> =>
  withTables(async (url) => {
    const db = openDatabase(url, 2);
    try {
      return work(await readerOver(db));
    } finally {
      await db.close();
    }
  });
