import { afterAll, beforeAll, expect, it } from "vitest";
import { freshState } from "../../bot/dialogue.ts";
import { createDialogueStore } from "../../bot/dialogue-store.ts";
import { forgetDialoguesJob } from "../../bot/forget-dialogues-job.ts";
import { newId } from "../../src/kit/ids.ts";
import { createPersonService } from "../../src/people/person-service.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
}, 60_000);
afterAll(() => test.drop());

it("a dialogue is deleted after its day, one that is going on stays", async () => {
  const { db } = test;
  const people = createPersonService(db, "secret of the tests, long enough to be one");
  const dialogues = createDialogueStore(db);
  const [yesterday, now] = [new Date("2026-03-03T01:00:00Z"), new Date("2026-03-04T02:00:00Z")];
  const old = await people.personOf("terminal", newId(yesterday), yesterday);
  const fresh = await people.personOf("terminal", newId(now), now);
  await dialogues.write(old.id, freshState(), yesterday);
  await dialogues.write(fresh.id, freshState(), now);
  await forgetDialoguesJob(db).run({}, { now, signal: new AbortController().signal });
  const { rows } = await db.sql.query("SELECT person_id FROM dialogue_state");
  expect(rows).toEqual([{ person_id: fresh.id }]);
});
