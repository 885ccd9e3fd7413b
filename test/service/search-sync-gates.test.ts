import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createCourseService } from "../../src/courses/course-service.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aCourse, aStaff } from "../support/factories.ts";
import { aSearch } from "../support/search.ts";

vi.setConfig({ testTimeout: 120_000 });

let test: TestDatabase;

beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

it("courses that are withdrawn, expired, full or of a suspended school leave the results at once, with nobody syncing the index", async () => {
  const { sync, search } = await aSearch(test);
  const { sql } = test.db;
  const make = () => aCourse(test.db, { title: "皮影雕刻研习班", certificates: [] });
  const [staying, withdrawn, expired, full, suspended] = [
    await make(),
    await make(),
    await make(),
    await make(),
    await make(),
  ];
  await sync.rebuild();
  const found = async () => {
    const { items, degraded } = await search.courses({ q: "皮影雕刻" }, { limit: 20 }, systemClock.now());
    expect(degraded).toBe(false);
    return items.map(({ course }) => course.id);
  };
  expect(new Set(await found())).toEqual(new Set([staying, withdrawn, expired, full, suspended].map(({ id }) => id)));

  const courses = createCourseService(test.db);
  const { actor } = await aStaff(test.db, { institutionId: null });
  await courses.withdraw(actor, withdrawn.id, systemClock.now());
  expect(await found()).not.toContain(withdrawn.id);
  await sql.query("UPDATE class_session SET starts_on = '2020-01-01', ends_on = '2020-02-01' WHERE course_id = $1", [
    expired.id,
  ]);
  expect(await found()).not.toContain(expired.id);
  await courses.expire(systemClock.now());
  expect(await found()).not.toContain(expired.id);
  await sql.query("UPDATE class_session SET seats_taken = seats_total WHERE course_id = $1", [full.id]);
  expect(await found()).not.toContain(full.id);
  await sql.query("UPDATE institution SET state = 'suspended' WHERE id = $1", [suspended.institutionId]);
  expect(await found()).toEqual([staying.id]);
});
