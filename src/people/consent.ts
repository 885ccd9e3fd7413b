import { AppError } from "../errors.ts";
import type { Database } from "../kit/database.ts";
import {
  type ConsentRecord,
  consentsOf,
  insertAsked,
  type Purpose,
  withdrawConsents,
  writeAnswer,
} from "./consent-store.ts";
import { forgetPurpose } from "./forget-purpose.ts";

/** What a person is told, and may agree to. */
export const CONSENT_VERSIONS: Readonly<Record<Purpose, string>> = {
  service: "2026-11",
  location: "2026-11",
  notices: "2026-11",
  phone: "2026-11",
  profile: "2026-11",
};

/** What each purpose is called to people. */
export const PURPOSE_NAMES: Readonly<Record<Purpose, string>> = {
  service: "找课服务",
  location: "记住大致位置",
  notices: "开班通知",
  phone: "手机号",
  profile: "个人情况",
};

/** 同意: asked once in each version, given and taken back with one word or tap (PIPL arts 14–16, 29). */
export interface ConsentService {
  /** Every record of the person, in the order of asking. */
  list(personId: string): Promise<ConsentRecord[]>;
  /** Whether the present version is agreed to. */
  isGiven(personId: string, purpose: Purpose): Promise<boolean>;
  /** Notes that the person is being asked, or told. @returns false when they were before, in this version: then they are left alone */
  ask(personId: string, purpose: Purpose, channel: string, now: Date): Promise<boolean>;
  /** @throws AppError not_found for nobody; whoever refused or withdrew may give anew */
  give(personId: string, purpose: Purpose, channel: string, now: Date): Promise<void>;
  refuse(personId: string, purpose: Purpose, channel: string, now: Date): Promise<void>;
  /**
   * Takes it back at once: what was kept for the purpose is deleted in the same transaction, notices that wait are cancelled.
   * Whoever never gave has refused afterwards. `service` is not withdrawn but deleted: PersonService.forget.
   */
  withdraw(personId: string, purpose: Purpose, channel: string, now: Date): Promise<void>;
}

const isActive = ({ state }: ConsentRecord): boolean => state === "given";
const isPresent = ({ purpose, version }: ConsentRecord): boolean => CONSENT_VERSIONS[purpose] === version;

/** The purposes that are agreed to in their present version. */
export const givenPurposes = (records: readonly ConsentRecord[]): Purpose[] =>
  records.filter((record) => isActive(record) && isPresent(record)).map(({ purpose }) => purpose);

const versioned = (purpose: Purpose) => ({ purpose, version: CONSENT_VERSIONS[purpose] });

export const createConsentService = (db: Database): ConsentService => ({
  list: (personId) => consentsOf(db, personId),
  isGiven: async (personId, purpose) => givenPurposes(await consentsOf(db, personId)).includes(purpose),
  ask: (personId, purpose, channel, now) => insertAsked(db, { personId, ...versioned(purpose), channel }, now),
  give: async (personId, purpose, channel, now) => {
    const isKnown = await writeAnswer(db.prisma, { personId, ...versioned(purpose), channel }, true, now);
    if (!isKnown) throw new AppError("not_found", 404, "没有这个用户。");
  },
  refuse: async (personId, purpose, channel, now) => {
    await writeAnswer(db.prisma, { personId, ...versioned(purpose), channel }, false, now);
  },
  withdraw: (personId, purpose, channel, now) =>
    db.prisma.$transaction(async (tx) => {
      const count = await withdrawConsents(tx, personId, purpose, now);
      if (count === 0) await writeAnswer(tx, { personId, ...versioned(purpose), channel }, false, now);
      await forgetPurpose(tx, personId, purpose, now);
    }),
});
