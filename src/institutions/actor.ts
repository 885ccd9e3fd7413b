import { forbidden, notSignedIn } from "../errors.ts";
import type { Actor } from "../http/route.ts";

/**
 * How the audit trail names who did it.
 * @throws AppError not_signed_in: nobody changes anything without a name; forbidden for a learner, whom an undeletable trail must not name
 */
export function auditNameOf(actor: Actor): string {
  requireSignedIn(actor);
  return actor.kind === "api_key" ? `api_key:${actor.keyId}` : `staff:${actor.staffId}`;
}

/** Staff of that institution, or a program with its key. */
export const isOfInstitution = (actor: Actor, institutionId: string): boolean =>
  (actor.kind === "staff" || actor.kind === "api_key") && actor.institutionId === institutionId;

/** @throws AppError not_signed_in or forbidden */
export function requireInstitution(actor: Actor, institutionId: string): void {
  if (actor.kind === "anonymous") throw notSignedIn();
  if (!isOfInstitution(actor, institutionId)) throw forbidden();
}

type OfficeActor = Exclude<Actor, { kind: "anonymous" | "learner" }>;

/** Any account of an institution or of the office. @throws AppError not_signed_in, forbidden */
export function requireSignedIn(actor: Actor): asserts actor is OfficeActor {
  if (actor.kind === "anonymous") throw notSignedIn();
  if (actor.kind === "learner") throw forbidden();
}

/** @throws AppError not_signed_in or forbidden */
export function requireReviewer(actor: Actor): void {
  if (actor.kind === "anonymous") throw notSignedIn();
  if (actor.kind !== "reviewer") throw forbidden();
}
