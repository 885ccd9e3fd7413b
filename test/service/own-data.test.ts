import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createComplaintService } from "../../src/complaints/complaint-service.ts";
import { createDemandService } from "../../src/demands/demand-service.ts";
import { newId } from "../../src/kit/ids.ts";
import { createSubscriptionService } from "../../src/notices/subscription-service.ts";
import { createPersonService } from "../../src/people/person-service.ts";
import { DivisionCode } from "../../src/places/place.ts";
import { loadPlaces } from "../../src/places/places.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

const NOW = new Date("2026-11-24T02:00:00Z");

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

const people = () => createPersonService(test.db, "secret of the tests, long enough to be one");

/** A person of whom there is a row in every table that can hold one. */
async function aKnownPerson(key: string): Promise<string> {
  const { prisma } = test.db;
  const { id: personId } = await people().personOf("h5", key, NOW);
  const subscriptions = createSubscriptionService(test.db, await loadPlaces(test.db));
  const { subscription } = await subscriptions.subscribe(
    personId,
    { place: DivisionCode.parse("510116") },
    "成都市双流区",
    NOW,
  );
  if (subscription === undefined) throw new Error("not saved");
  await prisma.dialogueState.create({
    data: { personId, state: { search: { level: 4 }, asked: [] }, updatedAt: NOW, expiresAt: NOW },
  });
  const deliveryId = newId(NOW);
  await prisma.delivery.create({
    data: {
      id: deliveryId,
      personId,
      kind: "new_course",
      subjectId: newId(NOW),
      subjectVersion: 0,
      channel: "inbox",
      savedSearchId: subscription.id,
      state: "sent",
      createdAt: NOW,
    },
  });
  await prisma.inboxMessage.create({ data: { id: newId(NOW), personId, deliveryId, reply: {}, createdAt: NOW } });
  await createComplaintService(test.db).file(personId, { category: "fee", words: `${key} 不退费` }, NOW);
  await createDemandService(test.db).record(
    personId,
    { subject: { topic: `${key} 养蜂` }, divisionCode: "510116" },
    NOW,
  );
  return personId;
}

/** Every column of every table that holds this text. */
async function tablesWith(text: string): Promise<string[]> {
  const { rows } = await test.db.sql.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'",
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await test.db.sql.query(`SELECT 1 FROM "${name}" AS t WHERE t::text LIKE $1 LIMIT 1`, [
      `%${text}%`,
    ]);
    if (rowCount === 1) found.push(name);
  }
  return found;
}

describe("what is stored about a person", () => {
  it("is told in full", async () => {
    const id = await aKnownPerson("told");
    expect(await people().ownData(id)).toMatchObject({
      channel: "h5",
      since: NOW,
      dialogue: { search: { level: 4 } },
      savedSearches: [{ label: "成都市双流区", cancelledAt: null }],
      inbox: [{ readAt: null }],
      deliveries: [{ kind: "new_course", state: "sent" }],
      demands: [{ topic: "told 养蜂", occupationCode: null, divisionCode: "510116" }],
      complaints: [{ words: "told 不退费" }],
    });
  });

  it("covers every table that can name a person", async () => {
    const { rows } = await test.db.sql.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'person_id' ORDER BY 1",
    );
    expect(rows.map(({ name }) => name)).toEqual([
      "complaint",
      "consent",
      "credit_report",
      "delivery",
      "demand",
      "dialogue_state",
      "favourite",
      "inbox_message",
      "learner_phone",
      "learner_profile",
      "learner_session",
      "saved_place",
      "saved_search",
      "subscribe_credit",
      "wechat_address",
    ]);
  });

  it("is gone from every table once they ask for it; the case of a complaint stays without its words", async () => {
    const id = await aKnownPerson("forgotten");
    const bystander = await aKnownPerson("bystander");
    const ticket = (await people().ownData(id))?.complaints[0]?.ticketNo;
    expect((await tablesWith(id)).length).toBeGreaterThan(5);
    await people().forget(id);
    expect(await tablesWith(id)).toEqual([]);
    expect(await tablesWith("forgotten 不退费")).toEqual([]);
    expect(await tablesWith("forgotten 养蜂")).toEqual([]);
    expect(await people().ownData(id)).toBeUndefined();
    expect(await test.db.prisma.complaint.findUnique({ where: { ticketNo: ticket ?? "" } })).toMatchObject({
      category: "fee",
      words: null,
      personId: null,
    });
    expect(await people().ownData(bystander)).toMatchObject({ complaints: [{ words: "bystander 不退费" }] });
  });

  it("whoever writes again is somebody new, and forgetting nobody does nothing", async () => {
    const id = await aKnownPerson("returning");
    await people().forget(id);
    await people().forget(id);
    const { id: next } = await people().personOf("h5", "returning", NOW);
    expect(next).not.toBe(id);
    expect(await people().ownData(next)).toMatchObject({ savedSearches: [], demands: [], complaints: [] });
  });
});
