import { readFile } from "node:fs/promises";
import { z } from "zod";
import { openDatabase } from "../kit/database.ts";
import { projectPath } from "../kit/root.ts";

const KEY = "queue-schema";
const Manifest = z.object({ version: z.string() });

/** What the queue's tables were made by and for. */
async function editionFor(appRole: string): Promise<string> {
  const manifest = await readFile(projectPath("node_modules/bullmq/package.json"), "utf8");
  return `bullmq ${Manifest.parse(JSON.parse(manifest)).version} for ${appRole}`;
}

/**
 * Brings the queue's own tables up to date. The queue's library is large, so it is read only when it has something to do: after an
 * update of it, or for a new role.
 */
export async function ensureQueueSchema(ownerUrl: string, appRole: string, now: Date): Promise<void> {
  const edition = await editionFor(appRole);
  const db = openDatabase(ownerUrl, 1);
  try {
    const { rows } = await db.sql.query("SELECT value FROM installation WHERE key = $1", [KEY]);
    if (rows[0]?.value === edition) return;
    const { migrateQueue } = await import("./queue.ts");
    await migrateQueue(ownerUrl, appRole);
    await db.sql.query(
      `INSERT INTO installation (key, value, updated_at) VALUES ($1, $2, $3)
       ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, updated_at = EXCLUDED.updated_at`,
      [KEY, JSON.stringify(edition), now],
    );
  } finally {
    await db.close();
  }
}
