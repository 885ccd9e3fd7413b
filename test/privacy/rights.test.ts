// L6, L7, L8, L14: what a person can have done with what is stored, held against every table there is.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createComplaintService } from "../../src/complaints/complaint-service.ts";
import { migrateQueue } from "../../src/jobs/queue.ts";
import { createConsentService } from "../../src/people/consent.ts";
import { createAccountEvents } from "../../src/wechat/account-events.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aStaff } from "../support/factories.ts";
import { aKnownPerson, CHANNEL, columnsWith, NOW, peopleOf } from "./a-known-person.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
  await migrateQueue(test.ownerUrl, decodeURIComponent(new URL(test.url).username));
}, 60_000);
afterAll(() => test.drop());

const people = () => peopleOf(test.db);

/** The name under which the export shows the rows of a table. */
const SHOWN_AS: Readonly<Record<string, string>> = {
  complaint: "complaints",
  consent: "consents",
  credit_report: "creditReports",
  delivery: "deliveries",
  demand: "demands",
  dialogue_state: "dialogue",
  favourite: "favourites",
  inbox_message: "inbox",
  learner_phone: "phone",
  learner_profile: "profile",
  learner_session: "sessions",
  saved_place: "places",
  saved_search: "savedSearches",
  subscribe_credit: "credits",
  wechat_address: "wechat",
};

const tablesAboutPeople = async (): Promise<string[]> =>
  (
    await test.db.sql.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'person_id' ORDER BY 1",
    )
  ).rows.map(({ name }) => name);

describe("L6 access and export", () => {
  it("L6 shows every row of every table about the person, and no other's", async () => {
    const known = await aKnownPerson(test.db, "exported");
    await aKnownPerson(test.db, "bystander");
    const data: Record<string, unknown> = { ...(await people().ownData(known.id)) };
    expect(Object.keys(SHOWN_AS)).toEqual(await tablesAboutPeople());
    for (const [table, name] of Object.entries(SHOWN_AS)) {
      const { rowCount } = await test.db.sql.query(`SELECT 1 FROM "${table}" WHERE person_id = $1`, [known.id]);
      const shown = data[name];
      expect([table, Array.isArray(shown) ? shown.length : Number(shown !== null)]).toEqual([table, rowCount]);
      expect(rowCount, table).toBeGreaterThan(0);
    }
    expect(JSON.stringify(data)).not.toContain("bystander");
  });

  it("L6 says what stands in the rows, in JSON that a program can read", async () => {
    const known = await aKnownPerson(test.db, "readable");
    const data = JSON.parse(JSON.stringify(await people().ownData(known.id)));
    expect(data).toMatchObject({
      channel: CHANNEL,
      since: NOW.toISOString(),
      isPersonalised: true,
      dialogue: { search: { level: 4 } },
      savedSearches: [{ label: "readable 双流区", query: { place: "510116" }, cancelledAt: null }],
      complaints: [{ words: "readable 不退费" }],
      demands: [{ topic: "readable 养蜂", divisionCode: "510116" }],
      profile: { groups: ["veteran"], birthYear: 1990, schooling: "readable" },
      credits: [{ templateId: "t1", credits: 2 }],
      wechat: { isFollowing: true, sceneId: "s1" },
    });
    expect(data.places).toEqual(
      expect.arrayContaining([expect.objectContaining({ label: "我的位置", lat: 30.57, lng: 103.92 })]),
    );
    const { sealed, openid } = { sealed: "v1.", openid: known.openid };
    for (const secret of [sealed, openid]) expect(JSON.stringify(data)).not.toContain(secret);
  });

  it("L14 an export leaves a row in the audit trail, by pseudonym; a look does not", async () => {
    const known = await aKnownPerson(test.db, "audited");
    const pseudonym = await people().pseudonym(known.id);
    const entries = () => test.db.prisma.audit.findMany({ where: { subjectId: pseudonym ?? "" } });
    await people().ownData(known.id);
    expect(await entries()).toEqual([]);
    await people().exportOwnData(known.id, NOW);
    expect(await entries()).toMatchObject([{ actor: `person:${pseudonym}`, action: "export", at: NOW }]);
    expect(await columnsWith(test.db, [known.id])).not.toContain("public.audit.subject_id");
  });
});

describe("L14 staff", () => {
  it("L14 a reviewer who reads complaints leaves a row that says which", async () => {
    const complaints = createComplaintService(test.db);
    const id = (await people().personOf("h5", "complainant", NOW)).id;
    const { complaint } = await complaints.file(id, { category: "fee", words: "学费不退" }, NOW);
    const { actor } = await aStaff(test.db, { institutionId: null, now: NOW });
    await complaints.waiting(actor, NOW);
    const entries = await test.db.prisma.audit.findMany({ where: { actor: `staff:${actor.staffId}` } });
    expect(entries).toMatchObject([{ action: "read", subjectKind: "complaint", at: NOW }]);
    expect(JSON.stringify(entries)).toContain(complaint.ticketNo);
    expect(JSON.stringify(entries)).not.toContain("学费不退");
  });
});

describe("L7 deletion", () => {
  const events = () =>
    createAccountEvents({
      db: test.db,
      people: people(),
      credits: { confirm: async () => undefined, change: async () => undefined },
      channel: CHANNEL,
    });
  const ways: Record<string, (known: { id: string; openid: string }) => Promise<void>> = {
    "注销 in the chat or by the page": ({ id }) => people().forget(id),
    user_authorization_cancellation: ({ openid }) =>
      events()(
        { kind: "account_cancelled", accountId: "gh_1", openid: "platform", createdAt: NOW, subject: openid },
        NOW,
      ),
  };

  it.each(Object.entries(ways))("L7 by %s leaves no trace in any column of any table", async (way, remove) => {
    const mark = `trace-${way.length}`;
    const known = await aKnownPerson(test.db, mark);
    const bystander = await aKnownPerson(test.db, `beside-${way.length}`);
    const before = await columnsWith(test.db, known.traces);
    for (const place of ["person.id", "person.key_hash", "person.log_key", "wechat_address.openid_sealed"])
      expect(before).toContain(`public.${place}`);
    await remove(known);
    expect(await columnsWith(test.db, known.traces)).toEqual([]);
    expect((await people().ownData(bystander.id))?.complaints).toMatchObject([
      { words: `beside-${way.length} 不退费` },
    ]);
  });

  it("L7 keeps notices and consents as facts without a link, and cancels what waits", async () => {
    const known = await aKnownPerson(test.db, "ledger");
    const deliveries = await test.db.prisma.delivery.findMany({ where: { personId: known.id } });
    const consents = await test.db.prisma.consent.findMany({ where: { personId: known.id } });
    await people().forget(known.id);
    const after = await test.db.prisma.delivery.findMany({ where: { id: { in: deliveries.map(({ id }) => id) } } });
    expect(after).toHaveLength(deliveries.length);
    for (const row of after)
      expect(row).toMatchObject({ personId: null, savedSearchId: null, clientMsgId: null, messageId: null });
    const waiting = deliveries.filter(({ state }) => state === "pending").map(({ id }) => id);
    expect(after.filter(({ id }) => waiting.includes(id)).map(({ state }) => state)).toEqual(["cancelled"]);
    const kept = await test.db.prisma.consent.findMany({ where: { id: { in: consents.map(({ id }) => id) } } });
    expect(kept.map(({ personId }) => personId)).toEqual(consents.map(() => null));
  });

  it("L7 the pseudonym of the logs can be made by nobody any more", async () => {
    const known = await aKnownPerson(test.db, "nameless");
    const before = await people().pseudonym(known.id);
    await people().forget(known.id);
    expect(await people().pseudonym(known.id)).toBeUndefined();
    const { id } = await people().personOf(CHANNEL, known.openid, NOW);
    expect(await people().pseudonym(id)).not.toBe(before);
  });

  it("L7 an export that was audited is no trace either", async () => {
    const known = await aKnownPerson(test.db, "took-a-copy");
    await people().exportOwnData(known.id, NOW);
    await people().forget(known.id);
    const findable = known.traces.slice(0, -1); // the pseudonym stands there, and its key is gone
    expect(await columnsWith(test.db, findable)).toEqual([]);
  });
});

describe("L8 revoked authorisations", () => {
  const revoked = async (mark: string, code: number) => {
    const known = await aKnownPerson(test.db, mark);
    await people().forgetRevoked(known.id, [code], NOW);
    const data = await people().ownData(known.id);
    const given = (data?.consents ?? []).filter(({ isGiven }) => isGiven).map(({ purpose }) => purpose);
    return { hasPhone: data?.phone !== null, places: data?.places.map(({ lat }) => lat), given, data };
  };

  it("L8 code 8 deletes the telephone number, and nothing else", async () => {
    const { hasPhone, places, given, data } = await revoked("revoke-8", 8);
    expect({ hasPhone, places: places?.length }).toEqual({ hasPhone: false, places: 2 });
    expect(given).not.toContain("phone");
    expect(data?.dialogue).not.toBeNull();
  });

  it.each([13, 18])("L8 code %i deletes every position and keeps named counties", async (code) => {
    const { hasPhone, places, given, data } = await revoked(`revoke-${code}`, code);
    expect({ hasPhone, places }).toEqual({ hasPhone: true, places: [null] });
    expect(given).not.toContain("location");
    expect(data?.dialogue).toBeNull();
  });

  it.each([1, 2, 3, 6, 14, 999])("L8 code %i concerns nothing that is kept", async (code) => {
    const { hasPhone, places, given } = await revoked(`revoke-${code}`, code);
    expect({ hasPhone, places: places?.length, given: given.length }).toEqual({ hasPhone: true, places: 2, given: 5 });
  });
});

describe("L4, L5 consents as rows", () => {
  const consents = () => createConsentService(test.db);
  const aVisitor = async (key: string) => (await people().personOf("h5", key, NOW)).id;

  it("L4 hold purpose, version, channel and time, and are asked for once in each version", async () => {
    const id = await aVisitor("asked-once");
    const asked = { purpose: "location", channel: "h5" } as const;
    const answers = await Promise.all(Array.from({ length: 5 }, () => consents().ask(id, asked, NOW)));
    expect(answers.filter(Boolean)).toHaveLength(1);
    await consents().give(id, asked, NOW);
    expect(await consents().list(id)).toEqual([
      {
        ...asked,
        version: expect.stringMatching(/^\d{4}-\d{2}$/),
        state: "given",
        isGiven: true,
        askedAt: NOW,
        answeredAt: NOW,
        withdrawnAt: null,
      },
    ]);
    expect(await consents().ask(id, asked, NOW)).toBe(false);
  });

  it("L4 to an older version of the text is none to the present one: it is asked for anew", async () => {
    const id = await aVisitor("older-version");
    const asked = { purpose: "location", channel: "h5" } as const;
    await consents().give(id, asked, NOW);
    await test.db.sql.query("UPDATE consent SET version = '2020-01' WHERE person_id = $1", [id]);
    expect(await consents().isGiven(id, "location")).toBe(false);
    expect(await people().keepHome(id, { lat: 30.57, lng: 103.92 }, NOW)).toBe(false);
    expect(await consents().ask(id, asked, NOW)).toBe(true);
    await expect(consents().give(id, { ...asked, version: "2020-01" }, NOW)).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("L5 withdrawn means gone in the same moment, also while a position is being kept", async () => {
    for (let round = 0; round < 10; round++) {
      const id = await aVisitor(`race-${round}`);
      await consents().give(id, { purpose: "location", channel: "h5" }, NOW);
      await Promise.all([
        people().keepHome(id, { lat: 30.57, lng: 103.92 }, NOW),
        consents().withdraw(id, "location", NOW),
        people().keepHome(id, { lat: 30.58, lng: 103.93 }, NOW),
      ]);
      expect(await test.db.prisma.savedPlace.count({ where: { personId: id } })).toBe(0);
    }
  });

  it("L5 nobody can give consent for somebody who is gone", async () => {
    const id = await aVisitor("gone");
    await people().forget(id);
    const asked = { purpose: "profile", channel: "h5" } as const;
    await expect(consents().give(id, asked, NOW)).rejects.toMatchObject({ code: "not_found" });
    expect(await consents().ask(id, asked, NOW)).toBe(false);
  });
});
