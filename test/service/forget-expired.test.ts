import { afterAll, beforeAll, expect, it } from "vitest";
import { freshState } from "../../bot/dialogue.ts";
import { createDialogueStore } from "../../bot/dialogue-store.ts";
import { newId } from "../../src/kit/ids.ts";
import { createConsentService } from "../../src/people/consent.ts";
import { forgetExpiredJob } from "../../src/people/forget-expired-job.ts";
import { createPersonService } from "../../src/people/person-service.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
}, 60_000);
afterAll(() => test.drop());

const DAY_MINUTES = 24 * 60;
const [YESTERDAY, NOW] = [new Date("2026-03-03T01:00:00Z"), new Date("2026-03-04T02:00:00Z")];
const run = (now: Date) => forgetExpiredJob(test.db).run({}, { now, signal: new AbortController().signal });
const people = () => createPersonService(test.db, "secret of the tests, long enough to be one");

it("a dialogue is deleted after its day, one that is going on stays", async () => {
  const { db } = test;
  const dialogues = createDialogueStore(db);
  const old = await people().personOf("terminal", newId(YESTERDAY), YESTERDAY);
  const fresh = await people().personOf("terminal", newId(NOW), NOW);
  await dialogues.write(old.id, freshState(), YESTERDAY, DAY_MINUTES);
  await dialogues.write(fresh.id, freshState(), NOW, DAY_MINUTES);
  await run(NOW);
  const { rows } = await db.sql.query("SELECT person_id FROM dialogue_state");
  expect(rows).toEqual([{ person_id: fresh.id }]);
});

it("a position is deleted after thirty days, a county that was saved stays", async () => {
  const { id: personId } = await people().personOf("terminal", newId(NOW), NOW);
  await createConsentService(test.db).give(personId, { purpose: "location", channel: "terminal" }, NOW);
  expect(await people().keepHome(personId, { lat: 30.571, lng: 103.923 }, NOW)).toBe(true);
  await test.db.prisma.savedPlace.create({
    data: { id: newId(NOW), personId, label: "家", divisionCode: "510116", createdAt: NOW },
  });
  const labels = async () =>
    (await test.db.prisma.savedPlace.findMany({ where: { personId } })).map((row) => row.label);
  const day = (count: number): Date => new Date(NOW.getTime() + count * 86_400_000);
  await run(day(29));
  expect(await labels()).toHaveLength(2);
  await run(day(30));
  expect(await labels()).toEqual(["家"]);
});
