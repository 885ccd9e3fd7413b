import * as http from "node:http";
import * as https from "node:https";
import type { z } from "zod";

/** What came back, whatever it says. */
export interface EngineAnswer {
  status: number;
  body: unknown;
}

/** Posts JSON to the engine. @throws Error when there is no answer, or the signal is aborted */
export type PostJson = (path: string, body: object, signal: AbortSignal) => Promise<EngineAnswer>;

/** Enough for every search that one process has under way; more would only queue in the engine. */
const MOST_CONNECTIONS = 64;

async function textOf(message: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/**
 * Searches alone go this way, on connections that are kept: through fetch one costs the program half as much again
 * (`npm run bench -- search`). Everything else is the client library's.
 */
export function createPostJson(base: string, key: string): PostJson {
  const { protocol } = new URL(base);
  const library = protocol === "https:" ? https : http;
  const agent = new library.Agent({ keepAlive: true, maxSockets: MOST_CONNECTIONS });
  // Compressed answers cost 42 ms each on a fast network: search.md §6.
  const headers = {
    "Content-Type": "application/json",
    "Accept-Encoding": "identity",
    Authorization: `Bearer ${key}`,
  };
  return (path, body, signal) =>
    new Promise((resolve, reject) => {
      const sent = JSON.stringify(body);
      const options = {
        agent,
        method: "POST",
        signal,
        headers: { ...headers, "Content-Length": Buffer.byteLength(sent) },
      };
      const request = library.request(new URL(path, base), options, (message) => {
        textOf(message)
          .then((text): EngineAnswer => ({ status: message.statusCode ?? 0, body: JSON.parse(text) }))
          .then(resolve, reject);
      });
      request.on("error", reject);
      request.end(sent);
    });
}

/** @throws Error with the engine's own words when it refused, or when the answer is not of that shape */
export function answered<Body>({ status, body }: EngineAnswer, schema: z.ZodType<Body>): Body {
  if (status !== 200) throw new Error(`the search engine answered ${status}: ${JSON.stringify(body).slice(0, 300)}`);
  return schema.parse(body);
}
