// Rows for tests. Parents are made on demand; every default can be overridden. Reference data (divisions, occupations) must be loaded.

import type { CourseMode, CourseSchedule, CourseStatus } from "../../src/courses/course.ts";
import { readSearchTokens, writeSearchTokens } from "../../src/courses/course-store.ts";
import type { InstitutionState } from "../../src/institutions/institution.ts";
import { addDays, columnOfLocalDate, LocalDate, localDate, systemClock } from "../../src/kit/clock.ts";
import type { Database, Tx } from "../../src/kit/database.ts";
import type { Point } from "../../src/kit/geo.ts";
import { newId } from "../../src/kit/ids.ts";
import { DECLARATION_SOURCE_ID, DEMO_SOURCE_ID } from "../../src/source.ts";

/** 双流区 of 成都市, and a point in it. */
export const SHUANGLIU = { divisionCode: "510116", point: { lat: 30.57, lng: 103.92 } };
export const WELDER = "6-18-02-04";

interface Common {
  id?: string;
  isDemo?: boolean;
  /** When the row was made; class sessions are counted from it. */
  now?: Date;
}

const commonOf = ({ id, isDemo = false, now = systemClock.now() }: Common) => ({
  now,
  facts: {
    id: id ?? newId(now),
    sourceId: isDemo ? DEMO_SOURCE_ID : DECLARATION_SOURCE_ID,
    statedOn: columnOfLocalDate(localDate(now)),
  },
  isDemo,
});

let made = 0;
const next = (): number => ++made;

export interface InstitutionOptions extends Common {
  name?: string;
  divisionCode?: string;
  state?: InstitutionState;
  phone?: string | null;
  version?: number;
}

export async function anInstitution({ prisma }: Database, options: InstitutionOptions = {}) {
  const { id: _id, now: _now, ...given } = options;
  const { facts, isDemo } = commonOf(options);
  return prisma.institution.create({
    data: {
      name: `测试培训学校${next()}`,
      divisionCode: SHUANGLIU.divisionCode,
      state: "admitted",
      ...given,
      isDemo,
      ...facts,
    },
  });
}

export interface SiteOptions extends Common {
  institutionId?: string;
  name?: string;
  divisionCode?: string;
  address?: string;
  point?: Point;
  isApproximate?: boolean;
}

export async function aSite(db: Database, options: SiteOptions = {}) {
  const { id: _id, now: _now, isDemo: _isDemo, institutionId, point = SHUANGLIU.point, ...given } = options;
  const { facts, isDemo, now } = commonOf(options);
  const ownerId = institutionId ?? (await anInstitution(db, { isDemo, now })).id;
  return db.prisma.site.create({
    data: {
      name: `教学点${next()}`,
      divisionCode: SHUANGLIU.divisionCode,
      address: "测试路 1 号",
      ...given,
      ...point,
      institutionId: ownerId,
      ...facts,
    },
  });
}

export interface SessionOptions {
  startsOn: string;
  endsOn?: string;
  seatsTotal?: number;
  seatsTaken?: number;
  cancelledAt?: Date;
}

export interface CourseOptions extends Common {
  institutionId?: string;
  /** null: an online course without a place. */
  siteId?: string | null;
  /** Where the site stands that is made when no `siteId` is given. */
  point?: Point;
  divisionCode?: string;
  title?: string;
  occupationCode?: string;
  level?: number | null;
  mode?: CourseMode;
  schedule?: CourseSchedule;
  hours?: number;
  feeFen?: number;
  isSubsidised?: boolean | null;
  subsidySourceId?: string | null;
  certificates?: string[];
  description?: string;
  requirements?: string | null;
  howToEnrol?: string;
  contactPhone?: string | null;
  status?: CourseStatus;
  version?: number;
  publishedAt?: Date;
  sessions?: SessionOptions[];
}

const sessionRows = (sessions: readonly SessionOptions[], now: Date) =>
  sessions.map(({ startsOn, endsOn, ...session }) => ({
    id: newId(now),
    seatsTotal: 30,
    ...session,
    startsOn: columnOfLocalDate(LocalDate.parse(startsOn)),
    endsOn: columnOfLocalDate(endsOn === undefined ? addDays(LocalDate.parse(startsOn), 20) : LocalDate.parse(endsOn)),
  }));

/** The site given, a new one, or none for a course that is only online. */
async function placeOf(db: Database, options: CourseOptions, isDemo: boolean, now: Date) {
  const { institutionId, siteId, mode, point, divisionCode } = options;
  if (siteId === null || (siteId === undefined && mode === "online"))
    return { siteId: null, institutionId: institutionId ?? (await anInstitution(db, { isDemo, now })).id };
  const site =
    siteId === undefined
      ? await aSite(db, {
          isDemo,
          now,
          ...(institutionId !== undefined && { institutionId }),
          ...(point !== undefined && { point }),
          ...(divisionCode !== undefined && { divisionCode }),
        })
      : await db.prisma.site.findUniqueOrThrow({ where: { id: siteId } });
  return { siteId: site.id, institutionId: site.institutionId };
}

/** Published, by default, with one open class session that starts in 14 days. */
export async function aCourse(db: Database, options: CourseOptions = {}) {
  const { id: _id, now: _now, point: _point, divisionCode: _division, sessions, ...given } = options;
  const { facts, isDemo, now } = commonOf(options);
  const place = await placeOf(db, options, isDemo, now);
  const status = options.status ?? "published";
  const rows = sessionRows(sessions ?? [{ startsOn: addDays(localDate(now), 14) }], now);
  const searchable = {
    title: options.title ?? "焊工初级班",
    occupationCode: options.occupationCode ?? WELDER,
    certificates: options.certificates ?? ["焊工（五级）职业技能等级证书"],
  };
  const tokens = await readSearchTokens(db.prisma, searchable);
  return db.prisma.$transaction(async (tx: Tx) => {
    const course = await tx.course.create({
      data: {
        level: 5,
        mode: "onsite",
        schedule: "daytime",
        hours: 120,
        feeFen: 180_000,
        isSubsidised: true,
        howToEnrol: "到教学点现场报名",
        submittedAt: now,
        ...(status === "submitted" || status === "rejected" ? {} : { publishedAt: now }),
        ...given,
        ...searchable,
        status,
        ...place,
        isDemo,
        ...facts,
        sessions: { create: rows },
      },
      include: { sessions: { orderBy: { startsOn: "asc" } } },
    });
    await writeSearchTokens(tx, course.id, tokens);
    return course;
  });
}

export interface BaseOptions extends Common {
  name?: string;
  divisionCode?: string;
  address?: string;
  point?: Point;
  occupationCodes?: string[];
  phone?: string | null;
  openHours?: string | null;
  version?: number;
}

export async function aBase({ prisma }: Database, options: BaseOptions = {}) {
  const { id: _id, now: _now, point = SHUANGLIU.point, ...given } = options;
  const { facts, isDemo } = commonOf(options);
  return prisma.trainingBase.create({
    data: {
      name: `测试实训基地${next()}`,
      divisionCode: SHUANGLIU.divisionCode,
      address: "测试路 2 号",
      occupationCodes: [WELDER],
      ...given,
      ...point,
      isDemo,
      ...facts,
    },
  });
}

export interface DemandOptions extends Common {
  /** A new person by default. */
  personId?: string;
  /** null with a topic. */
  occupationCode?: string | null;
  topic?: string | null;
  divisionCode?: string | null;
  isSubsidyWanted?: boolean;
  /** The day it was last asked for; the day of `now` by default. */
  statedOn?: string;
}

/** What one person would learn: welding in 双流, by default. */
export async function aDemand({ prisma }: Database, options: DemandOptions = {}) {
  const { now = systemClock.now(), id = newId(now), personId, statedOn, isDemo: _isDemo, ...given } = options;
  const owner = { id: newId(now), channel: "terminal", keyHash: `test-${next()}`, createdAt: now };
  return prisma.demand.create({
    data: {
      id,
      occupationCode: options.topic === undefined ? WELDER : null,
      divisionCode: SHUANGLIU.divisionCode,
      isSubsidyWanted: false,
      createdAt: now,
      statedOn: columnOfLocalDate(statedOn === undefined ? localDate(now) : LocalDate.parse(statedOn)),
      ...given,
      personId: personId ?? (await prisma.person.create({ data: owner })).id,
    },
  });
}

export interface StaffOptions {
  account?: string;
  /** null: a reviewer. */
  institutionId?: string | null;
  passwordHash?: string;
  now?: Date;
}

/** Staff of an institution (a new one by default), with the Actor that acts in its name. No password unless a hash is given. */
export async function aStaff(db: Database, options: StaffOptions = {}) {
  const { account = `test-${next()}`, passwordHash = "none", now = systemClock.now() } = options;
  const institutionId =
    options.institutionId === undefined ? (await anInstitution(db, { now })).id : options.institutionId;
  const staff = await db.prisma.staff.create({
    data: {
      id: newId(now),
      account,
      displayName: "测试人员",
      role: institutionId === null ? "reviewer" : "staff",
      institutionId,
      passwordHash,
      createdAt: now,
    },
  });
  const actor =
    institutionId === null
      ? { kind: "reviewer" as const, staffId: staff.id, account }
      : { kind: "staff" as const, staffId: staff.id, account, institutionId };
  return { staff, actor };
}
