import type { Actor } from "../http/route.ts";
import type { Database } from "../kit/database.ts";
import { newToken, sha256 } from "../kit/ids.ts";
import { type ApiKeyService, createApiKeyService } from "./api-key-service.ts";
import { ensureDemoStaff } from "./demo-staff.ts";
import { isPassword } from "./password.ts";
import { ABSOLUTE_MS, actorOf, isAlive, needsTouch } from "./staff-session.ts";
import { deleteSession, findSession, findStaffByAccount, insertSession, touchSession } from "./staff-store.ts";

interface SignedInStaff {
  id: string;
  account: string;
  displayName: string;
  role: "staff" | "reviewer";
  institutionId: string | null;
}

/** Who works in the console and whose programs call: signing in, and finding the actor behind a token or a key. */
export interface StaffService extends ApiKeyService {
  /**
   * @returns a fresh session token of 256 bits for the cookie; undefined for a wrong password and an unknown account alike, which take
   * the same time
   */
  signIn(account: string, password: string, now: Date): Promise<{ token: string; staff: SignedInStaff } | undefined>;
  /** Who holds this token; undefined once it was idle for 30 minutes or is 12 hours old. */
  actorOfSession(token: string, now: Date): Promise<Actor | undefined>;
  signOut(token: string): Promise<void>;
  /** Makes jigou-demo and shenhe-demo, or gives them this password. Never called in production. */
  ensureDemoStaff(password: string, now: Date): Promise<void>;
}

export const createStaffService = (db: Database): StaffService => ({
  signIn: async (account, password, now) => {
    const found = await findStaffByAccount(db, account);
    if (!(await isPassword(password, found?.passwordHash)) || found === undefined) return undefined;
    const token = newToken();
    const oldest = new Date(now.getTime() - ABSOLUTE_MS);
    await insertSession(db, { tokenHash: sha256(token), staffId: found.id }, now, oldest);
    const { passwordHash: _secret, ...staff } = found;
    return { token, staff };
  },

  actorOfSession: async (token, now) => {
    const tokenHash = sha256(token);
    const session = await findSession(db, tokenHash);
    if (session === undefined || !isAlive(session, now)) return undefined;
    if (needsTouch(session, now)) await touchSession(db, tokenHash, now);
    return actorOf(session.staff);
  },

  signOut: (token) => deleteSession(db, sha256(token)),
  ensureDemoStaff: (password, now) => ensureDemoStaff(db, password, now),
  ...createApiKeyService(db),
});
