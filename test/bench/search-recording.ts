import { setTimeout as sleep } from "node:timers/promises";
import type { QueryConfig } from "pg";
import { z } from "zod";
import type { House } from "../../src/wire.ts";
import { noteCalls } from "./answer-recording.ts";
import { type BareClient, type BareRequest, forwarded } from "./search-client.ts";
import type { Question } from "./search-mix.ts";

/** One question, its answer, and what the answer took. */
export interface Recording {
  question: Question;
  /** The body, byte for byte. */
  answer: Buffer;
  hasItems: boolean;
  engineRequests: number;
  /** What found the hits: the last request, where there were several. */
  engine: BareRequest;
  /** Undefined where there was no row to read. */
  rowsRead: QueryConfig | undefined;
}

const ATTEMPTS = 5;
/** An engine that was given up for a moment is tried again after five seconds. */
const PAUSE_MS = 6_000;
const Page = z.object({ items: z.array(z.unknown()), degraded: z.boolean() });

const bare = ({ url, init }: { url: string; init: RequestInit }): BareRequest => ({
  method: "POST",
  url,
  headers: Object.fromEntries(new Headers(init.headers)),
  body: z.string().parse(init.body),
});

async function attempt(house: House, client: BareClient, address: string, question: Question) {
  const calls: { answer?: { status: number; body: Buffer } } = {};
  const { requests, queries } = await noteCalls(house, async () => {
    calls.answer = await client.send(forwarded({ method: "GET", url: address + question.path, headers: {} }));
  });
  const { status = 0, body = Buffer.of() } = calls.answer ?? {};
  if (status === 503) return undefined;
  if (status !== 200) throw new Error(`${question.path} answers ${status}: ${body.toString().slice(0, 300)}`);
  const { items, degraded } = Page.parse(JSON.parse(body.toString()));
  const searches = requests.filter(({ url }) => url.endsWith("/search"));
  const last = searches.at(-1);
  return degraded || last === undefined
    ? undefined
    : {
        question,
        answer: body,
        hasItems: items.length > 0,
        engineRequests: searches.length,
        engine: bare(last),
        rowsRead: queries.find(({ text }) => /FROM course\b/i.test(text)),
      };
}

/**
 * Asks the API of a program in this process once.
 * @throws Error when the engine does not answer in time five times over, or the request is refused
 */
export async function recordSearch(
  house: House,
  client: BareClient,
  address: string,
  question: Question,
): Promise<Recording> {
  for (let tries = 0; tries < ATTEMPTS; tries++) {
    const recording = await attempt(house, client, address, question);
    if (recording !== undefined) return recording;
    await sleep(PAUSE_MS);
  }
  throw new Error(`the engine does not answer ${question.path}`);
}
