import { ClientRequest } from "node:http";
import type { QueryConfig } from "pg";
import type { Turn } from "../../bot/turn.ts";
import type { House } from "../../src/wire.ts";

/** The outside calls of one answer, ready to be sent again bare. */
export interface Floor {
  engine: { url: string; init: RequestInit };
  stateRead: QueryConfig;
  rowsRead: QueryConfig;
  stateWrite: QueryConfig;
}

export interface Recording {
  engineRequests: number;
  /** Undefined when the first search found nothing, so that there was more than one or no row to read. */
  floor: Floor | undefined;
}

const asQuery = (text: unknown, values: unknown): QueryConfig =>
  typeof text === "string" ? { text, ...(Array.isArray(values) && { values }) } : (text as QueryConfig); // pg's own two call forms

/** What was asked of the engine and of the database meanwhile. */
export interface Calls {
  requests: Floor["engine"][];
  queries: QueryConfig[];
}

/** A request to the engine as it was sent, to be sent again with fetch. */
function noted(request: ClientRequest, body: string): Floor["engine"] {
  const headers = Object.entries(request.getHeaders()).filter(([name]) => name !== "content-length" && name !== "host");
  return {
    url: `${request.protocol}//${String(request.getHeader("host"))}${request.path}`,
    init: { method: request.method, headers: headers.map(([name, value]) => [name, String(value)]), body },
  };
}

/** Notes the outside calls of some work, by standing in for the end of requests and the pool's `query` meanwhile. */
export async function noteCalls(house: House, work: () => Promise<unknown>): Promise<Calls> {
  const calls: Calls = { requests: [], queries: [] };
  const { end } = ClientRequest.prototype;
  const { sql } = house.db;
  const query = sql.query.bind(sql);
  const standIn = function (this: ClientRequest, body: unknown) {
    if (typeof body === "string") calls.requests.push(noted(this, body));
    return Reflect.apply(end, this, [body]);
  };
  Object.assign(ClientRequest.prototype, { end: standIn });
  Object.assign(sql, {
    query: (text: unknown, values: unknown) => {
      calls.queries.push(asQuery(text, values));
      return query(asQuery(text, values));
    },
  });
  try {
    await work();
  } finally {
    Object.assign(ClientRequest.prototype, { end });
    Object.assign(sql, { query });
  }
  return calls;
}

/** Answers once and notes what it takes. */
export async function recordAnswer(house: House, turn: Turn): Promise<Recording> {
  const { requests, queries } = await noteCalls(house, () => house.answer(turn));
  return { engineRequests: requests.length, floor: floorOf(requests, queries) };
}

/** @throws Error when an answer that found courses at once asked the database anything else than the three things it must */
function floorOf([engine, ...more]: Floor["engine"][], queries: QueryConfig[]): Floor | undefined {
  const rowsRead = queries.find(({ text }) => /FROM course\b/i.test(text));
  if (engine === undefined || more.length > 0 || rowsRead === undefined) return undefined;
  const stateRead = queries.find(({ text }) => /^\s*SELECT[\s\S]*dialogue_state/i.test(text));
  const stateWrite = queries.find(({ text }) => /INSERT INTO dialogue_state/i.test(text));
  if (stateRead === undefined || stateWrite === undefined || queries.length !== 3)
    throw new Error(`an answer asked the database:\n${queries.map(({ text }) => text.slice(0, 120)).join("\n")}`);
  return { engine, stateRead, rowsRead, stateWrite };
}
