import type { Database } from "../kit/database.ts";
import { coarsePoint, type Point } from "../kit/geo.ts";
import { newId } from "../kit/ids.ts";
import { CONSENT_VERSIONS } from "./consent.ts";
import { RETENTION } from "./retention.ts";

/** What the place that was shared in a chat is called among a person's own. */
export const HOME_LABEL = "我的位置";

// The lock makes a withdrawal at the same moment wait, and then delete what is written here.
const KEEP = `
  INSERT INTO saved_place (id, person_id, label, lat, lng, created_at, expires_at)
  SELECT $1, c.person_id, '${HOME_LABEL}', $3, $4, $5, $6 FROM consent c
  WHERE c.person_id = $2 AND c.purpose = 'location' AND c.version = $7 AND c.is_given AND c.withdrawn_at IS NULL FOR SHARE
  ON CONFLICT (person_id, label) DO UPDATE
  SET lat = EXCLUDED.lat, lng = EXCLUDED.lng, division_code = NULL, created_at = EXCLUDED.created_at, expires_at = EXCLUDED.expires_at`;

/** Keeps a position at 0.01° for thirty days. Without consent nothing is written, whoever calls. @returns whether it was */
export async function keepHome(
  { sql }: Pick<Database, "sql">,
  personId: string,
  point: Point,
  now: Date,
): Promise<boolean> {
  const { lat, lng } = coarsePoint(point);
  const expiresAt = new Date(now.getTime() + RETENTION.placeDays * 86_400_000);
  const { rowCount } = await sql.query(KEEP, [
    newId(now),
    personId,
    lat,
    lng,
    now,
    expiresAt,
    CONSENT_VERSIONS.location,
  ]);
  return rowCount === 1;
}
