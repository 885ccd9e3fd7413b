import { z } from "zod";
import type { Database } from "../src/kit/database.ts";
import { NO_TERMS, TERMS_COLUMNS, type Terms, TermsRow, termsOf } from "../src/people/terms.ts";
import { DialogueState, freshState } from "./dialogue.ts";

/** One read and one write a turn. */
export interface DialogueStore {
  /**
   * The dialogue as it stands, with the terms on which the person is served; a fresh one when there is none, it has expired, or an older
   * release wrote what this one cannot read.
   */
  read(personId: string, now: Date): Promise<{ state: DialogueState; terms: Terms }>;
  /** Of a person who has been deleted meanwhile nothing is written. @param minutes how long it is kept */
  write(personId: string, state: DialogueState, now: Date, minutes: number): Promise<void>;
}

const Row = TermsRow.extend({ state: z.unknown() });

const READ = {
  name: "dialogue-read",
  text: `SELECT ${TERMS_COLUMNS}, d.state FROM person p
  LEFT JOIN dialogue_state d ON d.person_id = p.id AND d.expires_at > $2 WHERE p.id = $1`,
};
// The lock keeps a deletion at the same moment from leaving this row behind: no foreign key does.
const WRITE = {
  name: "dialogue-write",
  text: `
  INSERT INTO dialogue_state (person_id, state, updated_at, expires_at)
  SELECT p.id, $2::jsonb, $3::timestamptz, $4::timestamptz FROM person p WHERE p.id = $1 FOR KEY SHARE
  ON CONFLICT (person_id) DO UPDATE SET state = EXCLUDED.state, updated_at = EXCLUDED.updated_at, expires_at = EXCLUDED.expires_at`,
};

export const createDialogueStore = ({ sql }: Database): DialogueStore => ({
  read: async (personId, now) => {
    const [row] = (await sql.query({ ...READ, values: [personId, now] })).rows;
    if (row === undefined) return { state: freshState(), terms: NO_TERMS };
    const { state, ...about } = Row.parse(row);
    const terms = termsOf(about);
    const kept = DialogueState.safeParse(state);
    const standing = kept.success ? kept.data : freshState();
    return { state: terms.home === undefined ? standing : { ...standing, home: terms.home }, terms };
  },
  write: async (personId, state, now, minutes) => {
    const expiresAt = new Date(now.getTime() + minutes * 60_000);
    await sql.query({ ...WRITE, values: [personId, JSON.stringify(state), now, expiresAt] });
  },
});
