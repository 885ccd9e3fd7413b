import { readFile } from "node:fs/promises";
import type { z } from "zod";
import { writeOutbox } from "../../jobs/outbox.ts";
import { type RowFault, readTable } from "../../kit/csv.ts";
import type { Database, Tx } from "../../kit/database.ts";
import { sha256 } from "../../kit/ids.ts";
import { projectPath } from "../../kit/root.ts";
import type { Citation } from "./citation.ts";
import { ALL_OCCUPATIONS } from "./import-kind.ts";
import { AmbiguousLine, OccupationAliasLine, OccupationLine, SkillLevelLine } from "./occupation-rows.ts";
import { aliasRowsOf, DivisionLine, LandmarkLine, PlaceAliasLine, ZoneLine } from "./place-rows.ts";
import { DIVISIONS, OCCUPATIONS, OWN_TABLES, SHIPPED_SOURCE_IDS, writeShippedDocuments } from "./source-documents.ts";
import * as tables from "./table.ts";
import { pruneRows, upsertRows } from "./upsert.ts";

const FILES = [
  "places/divisions.csv",
  "places/towns.csv",
  "places/zones.csv",
  "places/aliases.csv",
  "places/landmarks.csv",
  "occupations/occupations.csv",
  "occupations/aliases.csv",
  "occupations/ambiguous.csv",
  "occupations/skill-levels.csv",
] as const;
type ShippedFile = (typeof FILES)[number];
/** Text by file. */
type Texts = ReadonlyMap<ShippedFile, string>;

const HASH_KEY = "reference-data";
/** Any number nobody else locks on: two roles that start together load once. */
const LOAD_LOCK = 72_707_370;

const isPresent = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;
const spokenFault = ({ line, column, message }: RowFault): string => `第 ${line} 行 ${column}：${message}`;

const shippedTexts = async (): Promise<Texts> =>
  new Map(
    await Promise.all(FILES.map(async (file) => [file, await readFile(projectPath("data", file), "utf8")] as const)),
  );

/** The shipped tables are part of the program: a faulty row is a defect, not something to skip. */
function rowsOf<Row>(texts: Texts, file: ShippedFile, schema: z.ZodType<Row>): Row[] {
  const { rows, faults } = readTable(texts.get(file) ?? "", schema);
  if (faults.length > 0) throw new Error(`data/${file}: ${faults.slice(0, 5).map(spokenFault).join("; ")}`);
  return rows;
}

interface Load {
  table: tables.Table;
  rows: tables.TableRow[];
  citation: Citation;
  /** Rows of an earlier edition that are gone from this one go; others may still be pointed at by courses. */
  isPruned: boolean;
}

function loadsOf(texts: Texts): Load[] {
  const divisions = rowsOf(texts, "places/divisions.csv", DivisionLine);
  const towns = rowsOf(texts, "places/towns.csv", DivisionLine);
  const placeAliases = rowsOf(texts, "places/aliases.csv", PlaceAliasLine);
  const known = new Set(placeAliases.map((row) => `${row.alias} ${row.division_code}`));
  const extraAliases = aliasRowsOf(divisions).filter((row) => !known.has(`${row["alias"]} ${row["division_code"]}`));
  const aliases = rowsOf(texts, "occupations/aliases.csv", OccupationAliasLine).map(({ alias, code, kind, trade }) => ({
    alias,
    occupation_code: code,
    kind,
    trade,
  }));
  const own = { citation: OWN_TABLES, isPruned: true };
  return [
    { table: tables.DIVISION, rows: divisions.map(({ row }) => row), citation: DIVISIONS, isPruned: false },
    { table: tables.DIVISION, rows: towns.map(({ row }) => row), citation: DIVISIONS, isPruned: false },
    { table: tables.ZONE, rows: rowsOf(texts, "places/zones.csv", ZoneLine), ...own },
    { table: tables.PLACE_ALIAS, rows: [...placeAliases, ...extraAliases], ...own },
    { table: tables.LANDMARK, rows: rowsOf(texts, "places/landmarks.csv", LandmarkLine), ...own },
    {
      table: tables.OCCUPATION,
      rows: rowsOf(texts, "occupations/occupations.csv", OccupationLine).filter(isPresent),
      citation: OCCUPATIONS,
      isPruned: false,
    },
    { table: tables.OCCUPATION_ALIAS, rows: aliases, ...own },
    { table: tables.AMBIGUOUS_TERM, rows: rowsOf(texts, "occupations/ambiguous.csv", AmbiguousLine), ...own },
    {
      table: tables.SKILL_LEVEL,
      rows: rowsOf(texts, "occupations/skill-levels.csv", SkillLevelLine).filter(isPresent),
      ...own,
    },
  ];
}

interface Shipped {
  hash: string;
  loads: Load[];
}

let shipped: Promise<Shipped> | undefined;

/**
 * Reads and checks the shipped tables, most of a second of pure work. A first start calls it ahead, while PostgreSQL makes its cluster;
 * `loadReferenceData` then finds it done.
 */
export function readShippedTables(): Promise<Shipped> {
  shipped ??= shippedTexts().then((texts) => ({ hash: hashOf(texts), loads: loadsOf(texts) }));
  return shipped;
}

const hashOf = (texts: Texts): string => sha256(JSON.stringify([...texts]));

/** The hash of the edition that stands in the database. */
const loadedHash = async (tx: Tx) => (await tx.installation.findUnique({ where: { key: HASH_KEY } }))?.value;

/**
 * Loads the tables of data/ into the database, in one transaction; does nothing when these very files are loaded already. Rows that an
 * official import wrote are kept.
 * @throws Error when a shipped file is missing or faulty
 */
export async function loadReferenceData(db: Database, now: Date): Promise<void> {
  const hash = hashOf(await shippedTexts());
  await db.prisma.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOAD_LOCK})`;
      const standing = await loadedHash(tx);
      if (standing === hash) return;
      await writeShippedDocuments(tx, now);
      for (const { table, rows, citation, isPruned } of (await readShippedTables()).loads) {
        await upsertRows(tx, table, rows, citation, SHIPPED_SOURCE_IDS);
        if (isPruned) await pruneRows(tx, table, rows, SHIPPED_SOURCE_IDS);
      }
      // the first edition is indexed with everything else; a later one has to be made known
      if (standing !== undefined) await writeOutbox(tx, now, [{ topic: "search", key: ALL_OCCUPATIONS }]);
      const state = { value: hash, updatedAt: now };
      await tx.installation.upsert({ where: { key: HASH_KEY }, create: { key: HASH_KEY, ...state }, update: state });
    },
    { timeout: 60_000 },
  );
}
