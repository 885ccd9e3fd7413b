// About two hundred courses as institutions really name them, the same ones in every run: the catalogue that golden queries are put to.
import { readDemoWords, type Trade } from "../../prisma/seed/demo-words.ts";
import { addDays, localDate } from "../../src/kit/clock.ts";
import type { Database } from "../../src/kit/database.ts";
import type { Point } from "../../src/kit/geo.ts";
import { aCourse, anInstitution, aSite } from "./factories.ts";

interface School {
  name: string;
  divisionCode: string;
  point: Point;
}

export const CHENGDU: Point = { lat: 30.66, lng: 104.06 };
export const MIANYANG: Point = { lat: 31.47, lng: 104.68 };
const SCHOOLS: School[] = [
  { name: "成都蜀匠职业技能培训学校", divisionCode: "510104", point: CHENGDU },
  { name: "双流锦砺职业培训学校", divisionCode: "510116", point: { lat: 30.57, lng: 103.92 } },
  { name: "绵阳涪江技工学校", divisionCode: "510703", point: MIANYANG },
  { name: "内江甜城职业培训中心", divisionCode: "511002", point: { lat: 29.59, lng: 105.06 } },
];

interface Offer {
  title: string;
  occupationCode: string;
  level: number | null;
  certificates: string[];
}

/** Titles that the demo's trades do not have: letters, digits and signs. */
const LATIN: Offer[] = [
  ["PLC编程与电气控制实操班", "6-31-01-03"],
  ["UG数控编程班", "6-18-01-07"],
  ["CAD机械制图班", "6-18-01-07"],
  ["C1驾驶证学车班", "4-02-02-02"],
  ["C++程序设计入门班", "4-04-05-01"],
  ["C语言程序设计班", "4-04-05-01"],
  ["1+X证书（建筑信息模型）班", "4-08-08-23"],
  ["5G基站安装与维护班", "4-04-02-02"],
].map(([title = "", occupationCode = ""]) => ({ title, occupationCode, level: null, certificates: [] }));

const LEVEL_WORDS: Record<number, string> = { 5: "初级", 4: "中级", 3: "高级" };
const OFTEN_OFFERED = 3;

/** One title of a rare trade, two of one that many offer. */
const offersOf = ({ code, weight, titles, levels, certs }: Trade): Offer[] =>
  titles.slice(0, weight >= OFTEN_OFFERED ? 2 : 1).map((template) => {
    const level = levels[0] ?? null;
    const words = level === null ? "" : (LEVEL_WORDS[level] ?? "");
    const title = template.replace("{level}", words).replace("（）", "");
    return { title, occupationCode: code, level, certificates: certs };
  });

/** Writes the catalogue. @returns how many courses it has */
export async function writeGoldenCatalogue(db: Database, now: Date): Promise<number> {
  const { trades } = await readDemoWords();
  const offers = [...trades.flatMap(offersOf), ...LATIN];
  const sites: string[] = [];
  for (const { name, divisionCode, point } of SCHOOLS) {
    const { id: institutionId } = await anInstitution(db, { name, divisionCode, now });
    sites.push((await aSite(db, { institutionId, divisionCode, point, now })).id);
  }
  for (const [at, offer] of offers.entries()) {
    const siteId = sites[at % sites.length];
    if (siteId === undefined) throw new Error("a catalogue needs schools");
    await aCourse(db, { ...offer, siteId, now, sessions: [{ startsOn: addDays(localDate(now), 10 + (at % 30)) }] });
  }
  return offers.length;
}
