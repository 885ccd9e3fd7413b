import { readWeights } from "../../search/ranking/weights.ts";
import { baseRoutes } from "../../src/bases/base-routes.ts";
import { createBaseService } from "../../src/bases/base-service.ts";
import { complaintRoutes } from "../../src/complaints/complaint-routes.ts";
import { createComplaintService } from "../../src/complaints/complaint-service.ts";
import { courseRoutes } from "../../src/courses/course-routes.ts";
import { createCourseService } from "../../src/courses/course-service.ts";
import { demandRoutes } from "../../src/demands/demand-routes.ts";
import { createDemandService } from "../../src/demands/demand-service.ts";
import { type AppParts, createApp } from "../../src/http/app.ts";
import type { Route } from "../../src/http/route.ts";
import { institutionRoutes } from "../../src/institutions/institution-routes.ts";
import { createInstitutionService } from "../../src/institutions/institution-service.ts";
import { createStaffService, type StaffService } from "../../src/institutions/staff-service.ts";
import { systemClock } from "../../src/kit/clock.ts";
import type { Database } from "../../src/kit/database.ts";
import { createLog } from "../../src/kit/log.ts";
import { occupationRoutes } from "../../src/occupations/occupation-routes.ts";
import { loadOccupations } from "../../src/occupations/occupations.ts";
import { createOccupationResolver } from "../../src/occupations/resolver.ts";
import { pageRoutes } from "../../src/pages/page-routes.ts";
import { createLearnerSessionService } from "../../src/people/learner-session-service.ts";
import { placeRoutes } from "../../src/places/place-routes.ts";
import { loadPlaces } from "../../src/places/places.ts";
import { shortageRoutes } from "../../src/shortage/shortage-routes.ts";
import { createShortageService } from "../../src/shortage/shortage-service.ts";
import { readSubsidySources } from "../../src/source-store.ts";
import { freshDatabase, type TestDatabase } from "./database.ts";

export interface TestApp {
  url: string;
  database: TestDatabase;
  staff: StaffService;
  routes: readonly Route[];
  /** Lines of the log, parsed. */
  log: Record<string, unknown>[];
  /** The log as it was written. */
  logText(): string;
  /** Stops the web server only. */
  close(): Promise<void>;
  stop(): Promise<void>;
}

export const DEMO_PASSWORD = "test-password-of-the-demo";

/** The web server over a database of its own, without search and bot: what the edge does is the same for every route. */
export async function startEdge(
  options: Partial<AppParts> = {},
  openTo: (database: TestDatabase) => Database = ({ db }) => db,
): Promise<TestApp> {
  const database = await freshDatabase();
  const db = openTo(database);
  const lines: string[] = [];
  const log = createLog("debug", { write: (line) => void lines.push(line) });
  const [places, occupations] = await Promise.all([loadPlaces(db), loadOccupations(db)]);
  const staff = createStaffService(db);
  const courses = createCourseService(db);
  const institutions = createInstitutionService(db);
  const complaints = createComplaintService(db);
  const demands = createDemandService(db);
  await staff.ensureDemoStaff(DEMO_PASSWORD, systemClock.now());
  const app = createApp({
    actors: { ...staff, actorOfLearner: createLearnerSessionService(db).actorOfLearner },
    probes: [{ name: "database", check: async () => (await db.sql.query("SELECT 1")) && { state: "ok" } }],
    log,
    clock: systemClock,
    profile: "demo",
    trustProxy: true,
    deadlineMs: 15_000, // passwords are hashed slowly on purpose, and tests share the machine
    ...options,
    pages: pageRoutes({
      bases: createBaseService(db),
      complaints,
      demands,
      places,
      occupations,
      courses,
      institutions,
      staff,
      isDemo: true,
      operator: { name: "测试运营单位", contact: "12333" },
      weights: await readWeights(),
      subsidySources: (isDemo) => readSubsidySources(db, isDemo),
    }),
    routes: [
      ...courseRoutes({ courses }),
      ...institutionRoutes({ institutions, apiKeys: staff }),
      ...baseRoutes({ bases: createBaseService(db) }),
      ...complaintRoutes({ complaints }),
      ...demandRoutes({ demands, occupations, places }),
      ...placeRoutes({ places }),
      ...occupationRoutes({ occupations, words: createOccupationResolver({ occupations }) }),
      ...shortageRoutes({ shortage: createShortageService(db, places) }),
      ...(options.routes ?? []),
    ],
  });
  const { port } = await app.listen("127.0.0.1", 0);
  return {
    url: `http://127.0.0.1:${port}`,
    database,
    staff,
    routes: app.routes,
    get log() {
      return lines.map((line): Record<string, unknown> => JSON.parse(line));
    },
    logText: () => lines.join(""),
    close: () => app.close(),
    stop: async () => {
      await app.close();
      await database.drop();
    },
  };
}
