import type { QueryConfig } from "pg";
import type { Turn } from "../../bot/turn.ts";
import type { House } from "../../src/wire.ts";

/** The outside calls of one answer, ready to be sent again bare. */
export interface Recording {
  engine: { url: string; init: RequestInit };
  engineRequests: number;
  stateRead: QueryConfig;
  rowsRead: QueryConfig;
  stateWrite: QueryConfig;
}

const asQuery = (text: unknown, values: unknown): QueryConfig =>
  typeof text === "string" ? { text, ...(Array.isArray(values) && { values }) } : (text as QueryConfig); // pg's own two call forms

/**
 * Answers once and notes what was asked of the engine and the database, by standing in for `fetch` and the pool's `query` meanwhile.
 * @throws Error when the answer does anything else than one state read, one row read and one state write
 */
export async function recordAnswer(house: House, turn: Turn): Promise<Recording> {
  const requests: { url: string; init: RequestInit }[] = [];
  const queries: QueryConfig[] = [];
  const { fetch } = globalThis;
  const { sql } = house.db;
  const query = sql.query.bind(sql);
  globalThis.fetch = (input, init) => {
    requests.push({ url: input instanceof Request ? input.url : String(input), init: { ...init, signal: null } });
    return fetch(input, init);
  };
  Object.assign(sql, {
    query: (text: unknown, values: unknown) => {
      queries.push(asQuery(text, values));
      return query(asQuery(text, values));
    },
  });
  try {
    await house.answer(turn);
  } finally {
    globalThis.fetch = fetch;
    Object.assign(sql, { query });
  }
  const [engine] = requests;
  const stateRead = queries.find(({ text }) => /SELECT[\s\S]*dialogue_state/i.test(text) && !/INSERT/i.test(text));
  const stateWrite = queries.find(({ text }) => /INSERT INTO dialogue_state/i.test(text));
  const rowsRead = queries.find(({ text }) => /FROM course\b/i.test(text));
  if (
    engine === undefined ||
    stateRead === undefined ||
    stateWrite === undefined ||
    rowsRead === undefined ||
    queries.length !== 3
  )
    throw new Error(
      `an answer asked ${requests.length} × the engine and ${queries.length} × the database:\n${queries.map(({ text }) => text.slice(0, 120)).join("\n")}`,
    );
  return { engine, engineRequests: requests.length, stateRead, rowsRead, stateWrite };
}
