import type { Ref } from "../../bot/turn.ts";
import { loadCertificates } from "../../src/certificates/certificates.ts";
import type { House } from "../../src/wire.ts";
import type { Played } from "./scene.ts";

/** Where the records are that a ref can name; `search` and `settings` are no records. */
const TABLES = {
  course: ["course", "id"],
  base: ["training_base", "id"],
  occupation: ["occupation", "code"],
  shortage_list: ["shortage_list", "id"],
  source: ["source_document", "id"],
  complaint: ["complaint", "id"],
} as const;

const isInTable = (kind: Ref["kind"]): kind is keyof typeof TABLES => kind in TABLES;

async function idsOf(house: House, kind: Ref["kind"]): Promise<ReadonlySet<string> | undefined> {
  if (kind === "place") return new Set(house.places.names().flatMap(({ places }) => places.map(({ id }) => id)));
  if (kind === "certificate")
    return new Set(
      loadCertificates()
        .kinds()
        .map(({ id }) => id),
    );
  if (!isInTable(kind)) return undefined;
  const [table, key] = TABLES[kind];
  const { rows } = await house.db.sql.query<{ id: string }>(`SELECT ${key}::text AS id FROM ${table}`);
  return new Set(rows.map(({ id }) => id));
}

/** Refs that name a record which is not there, one line each. */
export async function danglingRefs(house: House, played: readonly Played[]): Promise<string[]> {
  const refs = played.flatMap(({ id, turns }) =>
    turns.flatMap(({ reply }, at) => reply.refs.map((ref) => ({ ref, where: `${id}.${at + 1}` }))),
  );
  const lines: string[] = [];
  for (const kind of new Set(refs.map(({ ref }) => ref.kind))) {
    const known = await idsOf(house, kind);
    if (known === undefined) continue;
    for (const { ref, where } of refs)
      if (ref.kind === kind && !known.has(ref.id))
        lines.push(`${where} no ${kind} ${ref.id} (${ref.field}: ${ref.value})`);
  }
  return lines;
}
