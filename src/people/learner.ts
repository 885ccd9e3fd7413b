import { AppError, forbidden, notSignedIn } from "../errors.ts";
import type { Actor } from "../http/route.ts";
import type { Tx } from "../kit/database.ts";

export type Learner = Extract<Actor, { kind: "learner" }>;

/** @throws AppError not_signed_in or forbidden: nobody else has rows of their own */
export function learnerOf(actor: Actor): Learner {
  if (actor.kind === "anonymous") throw notSignedIn();
  if (actor.kind !== "learner") throw forbidden();
  return actor;
}

/** The person deleted themselves while this was under way. */
const goneMeanwhile = (): AppError => new AppError("session_expired", 401, "登录已过期，请重新打开小程序再试。");

/**
 * Locks the person until the transaction ends: what they write at the same moment waits, and so does their deletion.
 * @returns whether there is such a person
 */
export async function lockPerson(tx: Tx, personId: string): Promise<boolean> {
  const rows = await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${personId}::uuid FOR NO KEY UPDATE`;
  return Array.isArray(rows) && rows.length === 1;
}

/** As `lockPerson`. @throws AppError session_expired when the person is gone */
export async function holdPerson(tx: Tx, personId: string): Promise<void> {
  if (!(await lockPerson(tx, personId))) throw goneMeanwhile();
}
