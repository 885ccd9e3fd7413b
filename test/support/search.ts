import { createFallbackSearch } from "../../search/fallback.ts";
import { createMeiliSearch } from "../../search/meili.ts";
import { readWeights } from "../../search/ranking/weights.ts";
import { createSearchService } from "../../search/search.ts";
import type { SearchPort } from "../../search/search-port.ts";
import { createSearchSync } from "../../search/sync.ts";
import { createBaseService } from "../../src/bases/base-service.ts";
import { createCourseService } from "../../src/courses/course-service.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { createLog } from "../../src/kit/log.ts";
import { loadOccupations } from "../../src/occupations/occupations.ts";
import { createOccupationResolver } from "../../src/occupations/resolver.ts";
import { loadPlaces } from "../../src/places/places.ts";
import { createShortageService } from "../../src/shortage/shortage-service.ts";
import type { TestDatabase } from "./database.ts";
import { testEngine } from "./engine.ts";

const log = createLog("silent");

/** The whole search over one database and index names of its own: with the engine, and as it is without. */
export async function aSearch({ db, url }: TestDatabase) {
  // A test machine may be busy: how fast the engine is, benchmarks tell.
  const engine = createMeiliSearch({ ...testEngine(), deadlineMs: 10_000 });
  const fallback = createFallbackSearch(db, { deadlineMs: 10_000 });
  const sync = createSearchSync({ db, databaseUrl: url, indexer: engine, log, clock: systemClock });
  const places = await loadPlaces(db);
  const occupations = await loadOccupations(db);
  const weights = await readWeights();
  const service = (primary: SearchPort | undefined) =>
    createSearchService({
      primary,
      fallback,
      courses: createCourseService(db),
      bases: createBaseService(db),
      occupations,
      places,
      words: createOccupationResolver({ occupations }),
      shortage: createShortageService(db, places),
      weights,
      log,
    });
  return {
    engine,
    fallback,
    sync,
    places,
    occupations,
    weights,
    search: service(engine),
    degraded: service(undefined),
    service,
  };
}
