// A person of whom there is a row in every table that can hold one, and a scan of the whole database for traces of them.
import { createComplaintService } from "../../src/complaints/complaint-service.ts";
import { createDemandService } from "../../src/demands/demand-service.ts";
import type { Database } from "../../src/kit/database.ts";
import { hmac, newId, newToken, sha256 } from "../../src/kit/ids.ts";
import { createSealer } from "../../src/kit/sealed.ts";
import { createSubscriptionService } from "../../src/notices/subscription-service.ts";
import { createConsentService } from "../../src/people/consent.ts";
import { Purpose } from "../../src/people/consent-store.ts";
import { createPersonService } from "../../src/people/person-service.ts";
import { DivisionCode } from "../../src/places/place.ts";
import { loadPlaces } from "../../src/places/places.ts";
import { aCourse } from "../support/factories.ts";

export const NOW = new Date("2026-11-24T02:00:00Z");
export const SECRET = "secret of the tests, long enough to be one";
export const CHANNEL = "official_account";

export const peopleOf = (db: Database) => createPersonService(db, SECRET);

export interface KnownPerson {
  id: string;
  openid: string;
  /** Everything by which the person could be found again: to be searched for in the database. */
  traces: string[];
}

/** As WeChat's openids are: o and 27 more. */
export const anOpenid = (): string => `o${newToken().slice(0, 27)}`;

async function someDeliveries({ prisma }: Database, personId: string, savedSearchId: string, subjectIds: string[]) {
  const states = ["pending", "reserved", "sent", "delivered", "unknown", "failed", "cancelled"] as const;
  for (const [index, state] of states.entries()) {
    const id = newId(NOW);
    await prisma.delivery.create({
      data: {
        id,
        personId,
        kind: "new_course",
        subjectId: subjectIds[0] ?? newId(NOW),
        subjectVersion: index,
        channel: "official_account",
        savedSearchId,
        state,
        clientMsgId: id.replaceAll("-", ""),
        messageId: `msg-${id}`,
        createdAt: NOW,
      },
    });
  }
  const inbox = newId(NOW);
  await prisma.delivery.create({
    data: {
      id: inbox,
      personId,
      kind: "new_course",
      subjectId: newId(NOW),
      subjectVersion: 0,
      channel: "inbox",
      savedSearchId,
      state: "sent",
      createdAt: NOW,
    },
  });
  await prisma.inboxMessage.create({
    data: { id: newId(NOW), personId, deliveryId: inbox, reply: { parts: [] }, createdAt: NOW },
  });
}

/** @param mark words of theirs that stand wherever words are kept */
export async function aKnownPerson(db: Database, mark: string, openid = anOpenid()): Promise<KnownPerson> {
  const { prisma } = db;
  const { id: personId } = await peopleOf(db).personOf(CHANNEL, openid, NOW);
  const consents = createConsentService(db);
  for (const purpose of Purpose.options) await consents.give(personId, { purpose, channel: CHANNEL }, NOW);
  const { id: courseId } = await aCourse(db, { now: NOW });
  const { subscription } = await createSubscriptionService(db, await loadPlaces(db)).subscribe(
    personId,
    { place: DivisionCode.parse("510116") },
    `${mark} 双流区`,
    NOW,
  );
  if (subscription === undefined) throw new Error("not saved");
  await someDeliveries(db, personId, subscription.id, [courseId]);
  await createComplaintService(db).file(personId, { category: "fee", words: `${mark} 不退费` }, NOW);
  await createDemandService(db).record(personId, { subject: { topic: `${mark} 养蜂` }, divisionCode: "510116" }, NOW);
  await peopleOf(db).keepHome(personId, { lat: 30.571, lng: 103.923 }, NOW);
  const later = new Date(NOW.getTime() + 86_400_000);
  const [openidSealed, phoneSealed] = [
    createSealer(SECRET, "openid").seal(openid),
    createSealer(SECRET, "phone").seal("13812345678"),
  ];
  const blindIndex = hmac(SECRET, `phone:${mark}`);
  const token = newToken();
  const person = { personId };
  await prisma.dialogueState.create({
    data: { ...person, state: { search: { level: 4 }, asked: [] }, updatedAt: NOW, expiresAt: later },
  });
  await prisma.wechatAddress.create({
    data: { ...person, appid: "wx0123456789abcdef", openidSealed, isFollowing: true, sceneId: "s1", updatedAt: NOW },
  });
  await prisma.learnerSession.create({
    data: {
      ...person,
      id: newId(NOW),
      tokenHash: sha256(token),
      createdAt: NOW,
      rotatedAt: NOW,
      lastSeenAt: NOW,
      expiresAt: later,
    },
  });
  await prisma.learnerProfile.create({
    data: { ...person, divisionCode: "510116", groups: ["veteran"], schooling: mark, birthYear: 1990, updatedAt: NOW },
  });
  await prisma.learnerPhone.create({ data: { ...person, sealed: phoneSealed, blindIndex, createdAt: NOW } });
  await prisma.savedPlace.create({
    data: { ...person, id: newId(NOW), label: `${mark} 家`, divisionCode: "510116", createdAt: NOW },
  });
  await prisma.favourite.create({ data: { ...person, courseId, createdAt: NOW } });
  await prisma.subscribeCredit.create({ data: { ...person, templateId: "t1", credits: 2, updatedAt: NOW } });
  await prisma.creditReport.create({ data: { ...person, id: newId(NOW), templateId: "t1", reportedAt: NOW } });
  const { keyHash, logKey } = await prisma.person.findUniqueOrThrow({ where: { id: personId } });
  const pseudonym = (await peopleOf(db).pseudonym(personId)) ?? "";
  return {
    id: personId,
    openid,
    traces: [
      personId,
      openid,
      sha256(openid),
      keyHash,
      logKey,
      openidSealed,
      phoneSealed,
      blindIndex,
      sha256(token),
      subscription.id,
      mark,
      pseudonym,
    ],
  };
}

interface Column {
  place: string;
  sql: string;
}

/** Every column of every table there is, the queue's included. */
async function columnsOf({ sql }: Database): Promise<Column[]> {
  const { rows } = await sql.query<{ schema: string; table: string; column: string }>(`
    SELECT c.table_schema AS schema, c.table_name AS table, c.column_name AS column
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE t.table_type = 'BASE TABLE' AND c.table_schema NOT IN ('pg_catalog', 'information_schema')
      AND has_table_privilege(format('%I.%I', c.table_schema, c.table_name), 'SELECT')`);
  return rows.map(({ schema, table, column }) => ({
    place: `${schema}.${table}.${column}`,
    sql: `SELECT 1 FROM "${schema}"."${table}" WHERE "${column}"::text LIKE ANY ($1) LIMIT 1`,
  }));
}

/** The columns in which any of the texts stands, whatever their type. */
export async function columnsWith(db: Database, texts: readonly string[]): Promise<string[]> {
  const patterns = texts.map((text) => `%${text.replace(/[\\%_]/g, "\\$&")}%`);
  const found: string[] = [];
  for (const { place, sql } of await columnsOf(db))
    if ((await db.sql.query(sql, [patterns])).rowCount === 1) found.push(place);
  return found;
}
