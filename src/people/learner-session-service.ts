import { AppError } from "../errors.ts";
import type { Database, Tx } from "../kit/database.ts";
import { newToken, sha256 } from "../kit/ids.ts";
import type { Learner } from "./learner.ts";
import { expiryFrom, isTokenShaped, needsTouch, standingOf } from "./learner-session.ts";
import { deleteSessions, findSession, insertSession, rotateSession, touchSession } from "./learner-session-store.ts";

/** A token as it is handed out, once. */
export interface IssuedToken {
  /** jl_ and 256 random bits. */
  token: string;
  expiresAt: Date;
}

/** Sessions of the mini-program: 30 days each, hashed, rotating, revocable. */
export interface LearnerSessionService {
  /** Opens one within the transaction of the sign-in, which holds the person. */
  open(tx: Tx, personId: string, now: Date): Promise<IssuedToken>;
  /** Who holds this token. A token used after it was given up ends its session: somebody may have copied it. */
  actorOfLearner(token: string, now: Date): Promise<Learner | undefined>;
  /** A new token for the one the learner came with, which stays good for a minute. @throws AppError already_rotated */
  rotate(learner: Learner, now: Date): Promise<IssuedToken>;
  /** Ends the session the learner came with. */
  close(learner: Learner): Promise<void>;
  /** Ends all sessions of the person. */
  closeAll(learner: Learner): Promise<void>;
}

const freshToken = (): string => `jl_${newToken()}`;

export const createLearnerSessionService = (db: Database): LearnerSessionService => ({
  open: async (tx, personId, now) => {
    const token = freshToken();
    await insertSession(tx, personId, sha256(token), now);
    return { token, expiresAt: expiryFrom(now) };
  },

  actorOfLearner: async (token, now) => {
    if (!isTokenShaped(token)) return undefined;
    const tokenHash = sha256(token);
    const session = await findSession(db, tokenHash);
    if (session === undefined) return undefined;
    const { id: sessionId, personId } = session;
    const standing = standingOf(session, tokenHash, now);
    if (standing === "reused") await deleteSessions(db, personId, sessionId);
    if (standing !== "alive") return undefined;
    if (needsTouch(session, now)) await touchSession(db, sessionId, now);
    return { kind: "learner", personId, sessionId, tokenHash };
  },

  rotate: async ({ sessionId, tokenHash }, now) => {
    const token = freshToken();
    const isRotated = await rotateSession(db, { id: sessionId, tokenHash }, sha256(token), now);
    if (!isRotated) throw new AppError("already_rotated", 409, "登录凭证已经换过了，请用新的，或重新登录。");
    return { token, expiresAt: expiryFrom(now) };
  },

  close: ({ personId, sessionId }) => deleteSessions(db, personId, sessionId),
  closeAll: ({ personId }) => deleteSessions(db, personId),
});
