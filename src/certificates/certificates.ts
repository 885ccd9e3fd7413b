import { readFileSync } from "node:fs";
import type { z } from "zod";
import { readTable } from "../kit/csv.ts";
import { projectPath } from "../kit/root.ts";
import {
  CertificateKind,
  type Certificates,
  type CertificateTerm,
  CertificateTermRow,
  type Reading,
} from "./certificate.ts";

/** @throws Error when a row of the shipped table is wrong: the program does not start with half a table */
function read<Row>(name: string, schema: z.ZodType<Row>): Row[] {
  const { rows, faults } = readTable(readFileSync(projectPath("data/certificates", name), "utf8"), schema);
  const [fault] = faults;
  if (fault !== undefined) throw new Error(`data/certificates/${name}:${fault.line} ${fault.column} ${fault.message}`);
  return rows;
}

function readingsOf({ kinds, covers }: CertificateTermRow, byId: ReadonlyMap<string, CertificateKind>): Reading[] {
  return kinds.map((id, at) => {
    const kind = byId.get(id);
    if (kind === undefined) throw new Error(`data/certificates/terms.csv: no kind ${id}`);
    return { kind, covers: covers[at] ?? "" };
  });
}

/** Reads the two tables and ties them together; under 2 ms, once at start. */
export function loadCertificates(): Certificates {
  const kinds = read("kinds.csv", CertificateKind);
  const byId = new Map(kinds.map((kind) => [kind.id, kind]));
  const names = kinds
    .flatMap((kind) => kind.names.map((name) => ({ name, kind })))
    .sort((a, b) => b.name.length - a.name.length);
  const terms = new Map<string, CertificateTerm>();
  const byCode = new Map<string, CertificateTerm>();
  for (const row of read("terms.csv", CertificateTermRow)) {
    const readings = readingsOf(row, byId);
    for (const name of row.terms) terms.set(name, { name, readings });
    for (const code of row.codes) byCode.set(code, { name: row.terms[0] ?? "", readings });
  }
  return {
    kindIn: (text) => names.find(({ name }) => text.toLowerCase().includes(name))?.kind,
    term: (name) => terms.get(name.toLowerCase()),
    ofOccupation: (code) => byCode.get(code),
    kind: (id) => byId.get(id),
    kinds: () => kinds,
  };
}
