/** A session as its row says it; the token itself is stored nowhere. */
export interface LearnerSession {
  id: string;
  personId: string;
  tokenHash: string;
  rotatedAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
}

const DAY_MS = 86_400_000;
const LIFETIME_MS = 30 * DAY_MS;
/** Requests that were under way when the token was changed still arrive with the old one. */
const GRACE_MS = 60_000;
/** Phones of one person; the oldest gives way. */
export const MAX_SESSIONS = 5;
const TOUCH_EVERY_MS = DAY_MS; // spares a write on most requests

const TOKEN_SHAPE = /^jl_[\w-]{43}$/;
export const isTokenShaped = (token: string): boolean => TOKEN_SHAPE.test(token);

export const expiryFrom = (now: Date): Date => new Date(now.getTime() + LIFETIME_MS);

/**
 * What a token is to the session it was found with. `reused` = the token that was given up, after its time: it may have been copied, and
 * nobody can tell who of the two is the owner.
 */
export function standingOf(session: LearnerSession, tokenHash: string, now: Date): "alive" | "expired" | "reused" {
  if (session.expiresAt <= now) return "expired";
  if (session.tokenHash === tokenHash) return "alive";
  return now.getTime() - session.rotatedAt.getTime() <= GRACE_MS ? "alive" : "reused";
}

export const needsTouch = ({ lastSeenAt }: LearnerSession, now: Date): boolean =>
  now.getTime() - lastSeenAt.getTime() >= TOUCH_EVERY_MS;
