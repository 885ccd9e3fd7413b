import type { Actor } from "../http/route.ts";
import type { StaffRow } from "./staff-store.ts";

const MINUTE_MS = 60_000;
const IDLE_MS = 30 * MINUTE_MS;
export const ABSOLUTE_MS = 12 * 60 * MINUTE_MS;
const TOUCH_EVERY_MS = MINUTE_MS; // spares a write on most requests; the idle time is then exact to a minute

interface SessionTimes {
  createdAt: Date;
  lastSeenAt: Date;
}

const since = (then: Date, now: Date): number => now.getTime() - then.getTime();

/** Good for 30 minutes without a request, and for 12 hours in all. */
export const isAlive = ({ createdAt, lastSeenAt }: SessionTimes, now: Date): boolean =>
  since(lastSeenAt, now) < IDLE_MS && since(createdAt, now) < ABSOLUTE_MS;

export const needsTouch = ({ lastSeenAt }: SessionTimes, now: Date): boolean =>
  since(lastSeenAt, now) >= TOUCH_EVERY_MS;

/** Who a member of staff is to the rest of the program. */
export const actorOf = ({ id, account, institutionId }: StaffRow): Extract<Actor, { kind: "staff" | "reviewer" }> =>
  institutionId === null
    ? { kind: "reviewer", staffId: id, account }
    : { kind: "staff", staffId: id, account, institutionId };
