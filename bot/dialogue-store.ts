import { z } from "zod";
import type { Database } from "../src/kit/database.ts";
import { DialogueState, freshState, STATE_HOURS } from "./dialogue.ts";

/** One read and one write a turn. */
export interface DialogueStore {
  /** The dialogue as it stands; a fresh one when there is none, it has expired, or an older release wrote what this one cannot read. */
  read(personId: string, now: Date): Promise<DialogueState>;
  write(personId: string, state: DialogueState, now: Date): Promise<void>;
}

const Row = z.object({ state: DialogueState });

const READ = {
  name: "dialogue-read",
  text: "SELECT state FROM dialogue_state WHERE person_id = $1 AND expires_at > $2",
};
/** Who has been deleted while their message was being answered leaves nothing behind. */
const WRITE = {
  name: "dialogue-write",
  text: `
  INSERT INTO dialogue_state (person_id, state, updated_at, expires_at)
  SELECT id, $2::jsonb, $3::timestamptz, $4::timestamptz FROM person WHERE id = $1 FOR KEY SHARE
  ON CONFLICT (person_id) DO UPDATE SET state = EXCLUDED.state, updated_at = EXCLUDED.updated_at, expires_at = EXCLUDED.expires_at`,
};

export const createDialogueStore = ({ sql }: Database): DialogueStore => ({
  read: async (personId, now) => {
    const { rows } = await sql.query({ ...READ, values: [personId, now] });
    const row = Row.safeParse(rows[0]);
    return row.success ? row.data.state : freshState();
  },
  write: async (personId, state, now) => {
    const expiresAt = new Date(now.getTime() + STATE_HOURS * 3_600_000);
    await sql.query({ ...WRITE, values: [personId, JSON.stringify(state), now, expiresAt] });
  },
});
