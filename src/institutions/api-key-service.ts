import { randomBytes } from "node:crypto";
import { writeAudit } from "../audit.ts";
import { forbidden, notFound } from "../errors.ts";
import type { Actor } from "../http/route.ts";
import type { Database } from "../kit/database.ts";
import { newId, newToken, sha256 } from "../kit/ids.ts";
import { auditNameOf, requireInstitution } from "./actor.ts";

/** A key as it may be shown again: without its secret. */
export interface ApiKeyEntry {
  id: string;
  prefix: string;
  label: string;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
}

/** Keys by which an institution's own programs hand in courses. */
export interface ApiKeyService {
  apiKeysOf(institutionId: string): Promise<ApiKeyEntry[]>;
  /** @returns the whole key, jt_<prefix>_<secret>, which is stored nowhere and shown this once; good for a year */
  createApiKey(actor: Actor, institutionId: string, label: string, now: Date): Promise<ApiKeyEntry & { key: string }>;
  revokeApiKey(actor: Actor, institutionId: string, keyId: string, now: Date): Promise<void>;
  /** Who holds this key; undefined when it is unknown, revoked or past its year. */
  actorOfApiKey(key: string, now: Date): Promise<Actor | undefined>;
}

const LIFETIME_MS = 365 * 86_400_000;
const KEY_SHAPE = /^jt_[0-9a-f]{8}_[\w-]{43}$/;
const SHOWN = { id: true, prefix: true, label: true, createdAt: true, expiresAt: true, revokedAt: true } as const;

// A leaked key must not be able to make others that outlive its own revocation.
function requireStaff(actor: Actor, institutionId: string): void {
  requireInstitution(actor, institutionId);
  if (actor.kind !== "staff") throw forbidden();
}

export const createApiKeyService = ({ prisma }: Database): ApiKeyService => ({
  apiKeysOf: (institutionId) =>
    prisma.apiKey.findMany({ where: { institutionId }, select: SHOWN, orderBy: { createdAt: "desc" } }),

  createApiKey: async (actor, institutionId, label, now) => {
    requireStaff(actor, institutionId);
    const prefix = randomBytes(4).toString("hex");
    const key = `jt_${prefix}_${newToken()}`;
    const facts = { prefix, label, keyHash: sha256(key), createdAt: now };
    return prisma.$transaction(async (tx) => {
      const entry = await tx.apiKey.create({
        data: { id: newId(now), institutionId, ...facts, expiresAt: new Date(now.getTime() + LIFETIME_MS) },
        select: SHOWN,
      });
      const subject = { subjectKind: "api_key", subjectId: entry.id };
      await writeAudit(tx, { at: now, actor: auditNameOf(actor), action: "create", ...subject, after: { prefix } });
      return { ...entry, key };
    });
  },

  revokeApiKey: async (actor, institutionId, keyId, now) => {
    requireStaff(actor, institutionId);
    return prisma.$transaction(async (tx) => {
      const where = { id: keyId, institutionId, revokedAt: null };
      const { count } = await tx.apiKey.updateMany({ where, data: { revokedAt: now } });
      if (count === 0) throw notFound("密钥");
      const subject = { subjectKind: "api_key", subjectId: keyId };
      await writeAudit(tx, { at: now, actor: auditNameOf(actor), action: "revoke", ...subject });
    });
  },

  actorOfApiKey: async (key, now) => {
    if (!KEY_SHAPE.test(key)) return undefined;
    const row = await prisma.apiKey.findUnique({ where: { keyHash: sha256(key) } });
    if (row === null || row.revokedAt !== null || row.expiresAt <= now) return undefined;
    return { kind: "api_key", keyId: row.id, institutionId: row.institutionId };
  },
});
