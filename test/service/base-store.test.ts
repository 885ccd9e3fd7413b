import { afterAll, beforeAll, expect, it } from "vitest";
import { createBaseService } from "../../src/bases/base-service.ts";
import { newId } from "../../src/kit/ids.ts";
import { DEMO_SOURCE_ID } from "../../src/source.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aBase, WELDER } from "../support/factories.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

it("bases are read with place, occupations in the order given, and source; unknown ids are absent", async () => {
  const base = await aBase(test.db, { occupationCodes: ["6-31-01-03", WELDER], isDemo: true });
  const plain = await aBase(test.db, { occupationCodes: ["9-99-99-99"] });
  const read = await createBaseService(test.db).byIds([base.id, plain.id, newId(new Date("2026-11-24T00:00:00Z"))]);
  expect(read.size).toBe(2);
  expect(read.get(base.id)).toMatchObject({
    divisionName: "成都市双流区",
    occupations: [
      { code: "6-31-01-03", name: "电工" },
      { code: WELDER, name: "焊工" },
    ],
    source: { id: DEMO_SOURCE_ID, isDemo: true },
  });
  expect(read.get(plain.id)?.occupations).toEqual([]);
});
