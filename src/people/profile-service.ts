import { z } from "zod";
import { AppError, type FieldFault, invalid } from "../errors.ts";
import type { Database } from "../kit/database.ts";
import { DivisionCode, type Places } from "../places/place.ts";
import { requireAgreement } from "./agreement.ts";
import { holdPerson } from "./learner.ts";
import { ageStanding, EMPTY_PROFILE, Profile, YOUNG_NOTE } from "./profile.ts";

/** What learners say about themselves, with their consent "profile". */
export interface ProfileService {
  /** Empty when nothing was said. */
  read(personId: string): Promise<Profile>;
  /**
   * Replaces all of it.
   * @returns what the person should be told
   * @throws AppError needs_consent, under_age (nothing is kept), invalid
   */
  save(personId: string, profile: Profile, now: Date): Promise<{ notes: string[] }>;
  /** Forgets it. */
  clear(personId: string): Promise<void>;
  /**
   * The city to think of first when a name has several places; undefined when the person has said none, or wants nothing made of what
   * they said (个人信息保护法, art. 24). The only use that is made of a profile.
   */
  homeCity(personId: string): Promise<DivisionCode | undefined>;
}

const tooYoung = (): AppError =>
  new AppError("under_age", 422, "未满 14 周岁的个人情况我们不保存。请由家长来查课程，查课程不用填这些。");

function ageFaults({ birthYear }: Profile, now: Date): { faults: FieldFault[]; notes: string[] } {
  if (birthYear === null) return { faults: [], notes: [] };
  const standing = ageStanding(birthYear, now);
  if (standing === "child") throw tooYoung();
  if (standing === "future") return { faults: [{ path: "birthYear", message: "出生年份不能在今年以后" }], notes: [] };
  return { faults: [], notes: standing === "young" ? [YOUNG_NOTE] : [] };
}

const isWhereOneLives = (code: string, places: Places): boolean =>
  ["county", "city"].includes(places.byCode(code)?.kind ?? "");

const HOME = `
  SELECT l.division_code AS home FROM person p JOIN learner_profile l ON l.person_id = p.id
  WHERE p.id = $1 AND p.is_personalised AND l.division_code IS NOT NULL`;
const Home = z.object({ home: z.string() });

export const createProfileService = (db: Database, places: Places): ProfileService => ({
  read: async (personId) => {
    const row = await db.prisma.learnerProfile.findUnique({ where: { personId } });
    if (row === null) return EMPTY_PROFILE;
    const { divisionCode, groups, schooling, birthYear } = row;
    return Profile.parse({ divisionCode, groups, schooling, birthYear });
  },

  save: async (personId, profile, now) => {
    const { faults, notes } = ageFaults(profile, now);
    if (profile.divisionCode !== null && !isWhereOneLives(profile.divisionCode, places))
      faults.push({ path: "divisionCode", message: "没有这个区县或市州，请从列表中选" });
    if (faults.length > 0) throw invalid(faults);
    const facts = { ...profile, groups: [...new Set(profile.groups)], updatedAt: now };
    await db.prisma.$transaction(async (tx) => {
      await holdPerson(tx, personId);
      await requireAgreement(tx, personId, "profile");
      await tx.learnerProfile.upsert({ where: { personId }, create: { personId, ...facts }, update: facts });
    });
    return { notes };
  },

  clear: async (personId) => void (await db.prisma.learnerProfile.deleteMany({ where: { personId } })),

  homeCity: async (personId) => {
    const { rows } = await db.sql.query(HOME, [personId]);
    return rows[0] === undefined ? undefined : DivisionCode.parse(places.cityOf(Home.parse(rows[0]).home));
  },
});
