import { createMeiliSearch } from "../../../search/meili.ts";
import { loadReferenceData } from "../../../src/cli/import/reference-data.ts";
import { bringUpToDate } from "../../../src/cli/migrate.ts";
import { temporaryServices } from "../../../src/embedded/temporary-services.ts";
import { systemClock } from "../../../src/kit/clock.ts";
import { type Database, openDatabase } from "../../../src/kit/database.ts";
import { createSubscriptionService } from "../../../src/notices/subscription-service.ts";
import { OccupationCode } from "../../../src/occupations/occupation.ts";
import { createPersonService } from "../../../src/people/person-service.ts";
import { loadPlaces } from "../../../src/places/places.ts";
import { WELDER } from "../../support/factories.ts";

/** Services of a row's own, with schema and reference data, as the observer sees them: never through the program or a proxy. */
export interface Ground {
  databaseUrl: string;
  meili: { url: string; key: string };
  secret: string;
  db: Database;
  engine: ReturnType<typeof createMeiliSearch>;
}

/** Durable, as a real installation is. Everything goes when `work` ends, however it ends. */
export async function onGround<Result>(work: (ground: Ground) => Promise<Result>): Promise<Result> {
  const services = await temporaryServices({ isDurable: true });
  try {
    const { databaseUrl, databaseOwnerUrl, meili, secret } = services;
    if (databaseOwnerUrl === undefined || meili === undefined)
      throw new Error("the scorecard needs PostgreSQL and Meilisearch");
    await bringUpToDate(databaseUrl, databaseOwnerUrl);
    const db = openDatabase(databaseUrl, 6);
    try {
      await loadReferenceData(db, systemClock.now());
      return await work({ databaseUrl, meili, secret, db, engine: createMeiliSearch(meili) });
    } finally {
      await db.close();
    }
  } finally {
    await services.stop();
  }
}

/** People who asked to hear of courses for welders. */
export async function subscribeWelders({ db, secret }: Ground, count: number): Promise<void> {
  const now = systemClock.now();
  const people = createPersonService(db, secret);
  const subscriptions = createSubscriptionService(db, await loadPlaces(db));
  for (let at = 0; at < count; at++) {
    const { id } = await people.personOf("h5", `subscriber-${at}`, now);
    await subscriptions.subscribe(id, { occupations: [OccupationCode.parse(WELDER)] }, "焊工", now);
  }
}
