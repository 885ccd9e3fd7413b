import { invalid, notFound } from "../errors.ts";
import type { Actor } from "../http/route.ts";
import { requireSignedIn } from "../institutions/actor.ts";
import { type LocalDate, localDate } from "../kit/clock.ts";
import type { Database } from "../kit/database.ts";
import { cleanTopic, coarseDivision, codesBelow, type Demand, type DemandDraft, type DemandGroup } from "./demand.ts";
import {
  countDemands,
  type DemandWishes,
  deleteDemands,
  demandsOf,
  insertDemand,
  keyOf,
  lockOwner,
  refreshDemand,
} from "./demand-store.ts";

/** `refreshed` = it was there already and counts from today; `full` = the person has many already. */
type Recorded = { kind: "recorded" | "refreshed"; demand: Demand } | { kind: "full" };

interface BoardQuery {
  /** A city counts with all its counties. */
  division?: string | undefined;
  occupation?: string | undefined;
  /** Asked for on this day or later. */
  since?: LocalDate | undefined;
}

/** 需求: what people want and nobody offers, counted for those who could. */
export interface DemandService {
  /** The same wish told twice counts once, from the day it was told last. @throws AppError invalid without a subject, not_found for a person who is gone */
  record(personId: string, draft: DemandDraft, now: Date): Promise<Recorded>;
  /** The person's own, oldest first. */
  ofPerson(personId: string): Promise<Demand[]>;
  /** Deletes one, or all when no id is given. @returns how many */
  withdraw(personId: string, demandId?: string): Promise<number>;
  /** Groups of people, most first, at most 200; small ones without their number. @throws AppError not_signed_in */
  board(actor: Actor, query: BoardQuery, now: Date): Promise<{ groups: DemandGroup[]; isCut: boolean }>;
}

/** More than anybody wants to learn; keeps one person from filling the board. */
export const MAX_DEMANDS = 10;
const MAX_GROUPS = 200;

const wishesOf = (draft: DemandDraft): DemandWishes => ({
  level: draft.level ?? null,
  mode: draft.mode ?? null,
  schedule: draft.schedule ?? null,
  isSubsidyWanted: draft.isSubsidyWanted ?? false,
  wishedFrom: draft.wishedFrom ?? null,
  wishedTo: draft.wishedTo ?? null,
});

function subjectOf({ subject }: DemandDraft): DemandDraft["subject"] {
  if ("occupationCode" in subject) return subject;
  const topic = cleanTopic(subject.topic);
  if (topic === undefined) throw invalid([{ path: "topic", message: "请写想学什么" }]);
  return { topic };
}

export const createDemandService = (db: Database): DemandService => ({
  record: async (personId, draft, now) => {
    const key = keyOf(subjectOf(draft), coarseDivision(draft.divisionCode));
    return db.prisma.$transaction(async (tx): Promise<Recorded> => {
      if (!(await lockOwner(tx, personId))) throw notFound("用户");
      const own = await demandsOf(tx, personId);
      const same = own.find(
        ({ occupationCode, topic, divisionCode }) =>
          occupationCode === key.occupationCode && topic === key.topic && divisionCode === key.divisionCode,
      );
      if (same !== undefined)
        return { kind: "refreshed", demand: await refreshDemand(tx, same.id, wishesOf(draft), now) };
      if (own.length >= MAX_DEMANDS) return { kind: "full" };
      return { kind: "recorded", demand: await insertDemand(tx, personId, key, wishesOf(draft), now) };
    });
  },

  ofPerson: (personId) => demandsOf(db.prisma, personId),

  withdraw: (personId, demandId) => deleteDemands(db, personId, demandId),

  board: async (actor, { division, occupation, since }, now) => {
    requireSignedIn(actor);
    const below = division === undefined ? undefined : codesBelow(division);
    const groups = await countDemands(db, { since, below, occupation }, localDate(now), MAX_GROUPS + 1);
    return { groups: groups.slice(0, MAX_GROUPS), isCut: groups.length > MAX_GROUPS };
  },
});
