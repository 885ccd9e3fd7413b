// The demo catalogue that queries are put to, and what a judge or a check wants to know of its courses.
import { createHash } from "node:crypto";
import { seedDemo } from "../../../prisma/seed/seed-demo.ts";
import { loadDemoShortageList } from "../../../src/cli/import/demo-shortage-list.ts";
import type { Course } from "../../../src/courses/course.ts";
import type { House } from "../../../src/wire.ts";
import { type Engine, morningOf, startServer } from "../server.ts";
import type { Catalogue } from "./judgements.ts";

/** The program over that catalogue, as it is on the catalogue's day. */
export interface Shop {
  house: House;
  engine: Engine;
  now: Date;
}

/** Starts PostgreSQL and Meilisearch with the catalogue in them, and stops them afterwards. */
export async function inShop<Result>(
  { courses, day }: Catalogue,
  work: (shop: Shop) => Promise<Result>,
): Promise<Result> {
  const now = morningOf(day);
  const server = await startServer();
  try {
    return await server.on(
      now,
      async (db) => {
        await seedDemo(db, { courses, now });
        await loadDemoShortageList(db, now);
      },
      (house, engine) => work({ house, engine, now }),
    );
  } finally {
    await server.stop();
  }
}

/** @throws Error when one of the ids is no course of the catalogue */
export async function readCourses({ house, now }: Shop, ids: readonly string[]): Promise<ReadonlyMap<string, Course>> {
  const courses = await house.courses.publishedByIds(ids, now);
  const missing = ids.find((id) => !courses.has(id));
  if (missing !== undefined) throw new Error(`there is no course ${missing} in the demo catalogue: was it changed?`);
  return courses;
}

/** All that a grade rests on. */
const factsOf = (course: Course): unknown[] => {
  const { id, title, occupationCode, level, mode, schedule, feeFen, isSubsidised, site, sessions, hours } = course;
  const where = site === null ? null : [site.divisionCode, site.point.lat, site.point.lng];
  const starts = sessions.map(({ startsOn, seatsLeft }) => [startsOn, seatsLeft > 0]);
  return [
    id,
    title,
    occupationCode,
    level,
    mode,
    schedule,
    feeFen,
    isSubsidised,
    where,
    starts,
    hours,
    course.certificates,
  ];
};

/** SHA-256 over the facts of these courses: with another demo generator the judgements would be of other courses. */
export async function factsHash(shop: Shop, ids: readonly string[]): Promise<string> {
  const courses = await readCourses(shop, ids);
  const hash = createHash("sha256");
  for (const id of [...ids].sort()) {
    const course = courses.get(id);
    if (course !== undefined) hash.update(`${JSON.stringify(factsOf(course))}\n`);
  }
  return hash.digest("hex");
}
