import type { Prisma } from "../prisma/generated/client.ts";
import type { Tx } from "./kit/database.ts";
import { newId } from "./kit/ids.ts";

export interface AuditEntry {
  at: Date;
  /** Who: "staff:<id>", "api_key:<id>", "system:<job>". Never a name or a phone number. */
  actor: string;
  /** Glossary verb: publish, withdraw, approve, reject, import … */
  action: string;
  subjectKind: string;
  subjectId: string;
  before?: Prisma.InputJsonObject;
  after?: Prisma.InputJsonObject;
  requestId?: string;
}

/** Writes the audit row of a change; call it inside the transaction of that change. */
export async function writeAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.audit.create({ data: { id: newId(entry.at), ...entry } });
}
