import { z } from "zod";
import type { Database, Tx } from "../kit/database.ts";
import { Institution, InstitutionState } from "./institution.ts";

const LockedInstitution = z.object({ id: z.string(), state: InstitutionState, isDemo: z.boolean() });
export type LockedInstitution = z.infer<typeof LockedInstitution>;

/** Shared lock: many courses may be handed in at once, but the state cannot change underneath them. */
export async function lockInstitution(tx: Tx, id: string): Promise<LockedInstitution | undefined> {
  const rows = await tx.$queryRaw`
    SELECT id, state::text, is_demo AS "isDemo" FROM institution WHERE id = ${id}::uuid FOR SHARE`;
  return z.array(LockedInstitution).parse(rows)[0];
}

/** An institution with its sites, whatever its state. */
export async function readInstitution({ prisma }: Database, id: string): Promise<Institution | undefined> {
  const row = await prisma.institution.findUnique({
    where: { id },
    include: { sites: { orderBy: { name: "asc" } } },
  });
  return row === null ? undefined : Institution.parse(row);
}
