import { conflict, notFound } from "../errors.ts";
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
  ask(personId: string, asked: { purpose: Purpose; channel: string }, now: Date): Promise<boolean>;
  /**
   * Whoever refused or withdrew may give anew.
   * @param given `version` of the text that was read, where a page showed it
   * @throws AppError not_found for nobody, conflict when that text is no longer the present one
   */
  give(personId: string, given: { purpose: Purpose; channel: string; version?: string }, now: Date): Promise<void>;
  /**
   * Takes it back at once: what was kept for the purpose is deleted in the same transaction, notices that wait are cancelled.
   * Whoever never gave has refused afterwards. `service` is not withdrawn but deleted: PersonService.forget.
   */
  withdraw(personId: string, purpose: Purpose, now: Date, channel?: string): Promise<void>;
}

/** The purposes that are agreed to in their present version. */
export const givenPurposes = (records: readonly ConsentRecord[]): Purpose[] =>
  records
    .filter(({ purpose, version, isGiven }) => isGiven && CONSENT_VERSIONS[purpose] === version)
    .map(({ purpose }) => purpose);

const present = (personId: string, purpose: Purpose, channel: string) => ({
  personId,
  purpose,
  version: CONSENT_VERSIONS[purpose],
  channel,
});

export const createConsentService = (db: Database): ConsentService => ({
  list: (personId) => consentsOf(db, personId),
  isGiven: async (personId, purpose) => givenPurposes(await consentsOf(db, personId)).includes(purpose),
  ask: (personId, { purpose, channel }, now) => insertAsked(db, present(personId, purpose, channel), now),
  give: async (personId, { purpose, channel, version }, now) => {
    const key = present(personId, purpose, channel);
    if (version !== undefined && version !== key.version) throw conflict("说明已经更新，请重新看一遍再同意。");
    if (!(await writeAnswer(db.prisma, key, true, now))) throw notFound("用户");
  },
  withdraw: (personId, purpose, now, channel = "api") =>
    db.prisma.$transaction(async (tx) => {
      const count = await withdrawConsents(tx, personId, purpose, now);
      if (count === 0) await writeAnswer(tx, present(personId, purpose, channel), false, now);
      await forgetPurpose(tx, personId, purpose, now);
    }),
});
