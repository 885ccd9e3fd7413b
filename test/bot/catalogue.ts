// What the transcripts talk about: a course or two in each of fifteen counties, made by hand so that every answer is known.
import { loadDemoShortageList } from "../../src/cli/import/demo-shortage-list.ts";
import type { CourseMode, CourseSchedule } from "../../src/courses/course.ts";
import type { Database } from "../../src/kit/database.ts";
import type { Places } from "../../src/places/place.ts";
import { aBase, aCourse, anInstitution, aSite } from "../support/factories.ts";

/** 2026-03-04 was a Wednesday. */
export const TALK_DAY = new Date("2026-03-04T10:00:00+08:00");

const OCCUPATIONS = {
  焊工: "6-18-02-04",
  电工: "6-31-01-03",
  月嫂: "4-10-01-06",
  养老: "4-10-01-05",
  挖机: "6-30-05-05",
  叉车: "6-30-05-01",
  厨师: "4-03-02-01",
  电商: "4-01-06-01",
  茶艺: "4-03-02-07",
  修车: "4-12-01-01",
  无人机: "4-02-04-06",
};

interface Row {
  county: string;
  title: string;
  occupation: keyof typeof OCCUPATIONS;
  feeYuan: number;
  level?: number;
  schedule?: CourseSchedule;
  mode?: CourseMode;
  isSubsidised?: boolean | null;
  startsOn?: string;
  isDemo?: boolean;
  certificates?: string[];
  description?: string;
  phone?: null;
}

export const COURSES: readonly Row[] = [
  { county: "510116", title: "双流电焊初级班", occupation: "焊工", feeYuan: 1800, isSubsidised: true, isDemo: true },
  {
    county: "510116",
    title: "双流电焊周末班",
    occupation: "焊工",
    feeYuan: 2600,
    schedule: "weekend",
    isSubsidised: true,
  },
  { county: "510116", title: "双流电焊中级班", occupation: "焊工", feeYuan: 2200, level: 4, isSubsidised: null },
  {
    county: "510116",
    title: "双流电焊晚班",
    occupation: "焊工",
    feeYuan: 1500,
    schedule: "evening",
    isSubsidised: false,
  },
  { county: "510117", title: "郫都电工取证班", occupation: "电工", feeYuan: 900 },
  { county: "511421", title: "仁寿月嫂周末班", occupation: "月嫂", feeYuan: 1200, schedule: "weekend" },
  { county: "511302", title: "顺庆叉车班", occupation: "叉车", feeYuan: 2000, isSubsidised: null },
  { county: "511502", title: "翠屏养老护理公益班", occupation: "养老", feeYuan: 0 },
  { county: "513401", title: "西昌电工班", occupation: "电工", feeYuan: 1600 },
  { county: "510703", title: "涪城修车班", occupation: "修车", feeYuan: 3200, startsOn: "2026-04-10" },
  { county: "511703", title: "达川挖掘机班", occupation: "挖机", feeYuan: 4800 },
  { county: "510502", title: "江阳厨师班", occupation: "厨师", feeYuan: 2800 },
  { county: "511381", title: "阆中茶艺班", occupation: "茶艺", feeYuan: 800 },
  { county: "511102", title: "乐山市中区茶艺班", occupation: "茶艺", feeYuan: 880 },
  { county: "511002", title: "内江市中区茶艺班", occupation: "茶艺", feeYuan: 860 },
  { county: "510402", title: "攀枝花东区焊工班", occupation: "焊工", feeYuan: 1900 },
  {
    county: "510781",
    title: "江油低压电工取证班",
    occupation: "电工",
    feeYuan: 700,
    certificates: ["特种作业操作证（低压电工作业）"],
    description: "提供住宿，不包吃。学费可以分两次交。上课时间9:00到17:00。报名3月18日截止。",
  },
  {
    county: "510781",
    title: "江油电工中级班",
    occupation: "电工",
    feeYuan: 1300,
    level: 4,
    certificates: ["电工职业技能等级证书"],
    phone: null,
  },
  { county: "513301", title: "康定电商线上班", occupation: "电商", feeYuan: 600, mode: "online" },
];

const requirements = "年满 16 周岁";

async function addCourse(db: Database, places: Places, row: Row): Promise<string> {
  const now = TALK_DAY;
  const { county, title, occupation, feeYuan, isDemo = false, startsOn = "2026-03-20" } = row;
  const point = places.byCode(county)?.point;
  if (point === null || point === undefined) throw new Error(`no point for ${county}`);
  const institution = await anInstitution(db, {
    divisionCode: county,
    name: `${title.slice(0, 2)}职业培训学校${feeYuan}`,
    now,
    isDemo,
  });
  const site = await aSite(db, {
    institutionId: institution.id,
    divisionCode: county,
    point,
    now,
    isDemo,
    name: `${title}教学点`,
  });
  await aCourse(db, {
    now,
    isDemo,
    institutionId: institution.id,
    siteId: row.mode === "online" ? null : site.id,
    title,
    occupationCode: OCCUPATIONS[occupation],
    level: row.level ?? 5,
    mode: row.mode ?? "onsite",
    schedule: row.schedule ?? "daytime",
    feeFen: feeYuan * 100,
    isSubsidised: row.isSubsidised === undefined ? true : row.isSubsidised,
    certificates: row.certificates ?? [],
    description: row.description ?? "",
    requirements,
    contactPhone: row.phone === null ? null : "028-85550000",
    howToEnrol: "带身份证到教学点报名",
    sessions: [{ startsOn }],
  });
  return institution.name;
}

/** @returns names that only a record may bring into a reply */
export async function makeCatalogue(db: Database, places: Places): Promise<string[]> {
  const institutions: string[] = [];
  for (const row of COURSES) institutions.push(await addCourse(db, places, row));
  await aBase(db, { name: "成都市公共实训基地（测试）", divisionCode: "510116", now: TALK_DAY, phone: "028-85551111" });
  await loadDemoShortageList(db, TALK_DAY);
  const counties = COURSES.flatMap(({ county }) => places.byCode(county)?.name ?? []);
  return [...institutions, ...counties, ...COURSES.map(({ title }) => title)];
}
