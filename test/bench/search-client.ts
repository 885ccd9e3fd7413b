import { Agent, request } from "node:http";

/** A request as it goes over the wire. */
export interface BareRequest {
  method: "GET" | "POST";
  url: string;
  headers: Record<string, string>;
  body?: string;
}

export interface BareAnswer {
  status: number;
  body: Buffer;
}

export interface BareClient {
  /** @throws Error when the connection breaks or the answer ends too early */
  send(request: BareRequest): Promise<BareAnswer>;
  close(): void;
}

/** The least that Node can do to ask something over HTTP: kept connections, the answer read to its end, nothing parsed. */
export function openClient(connections: number): BareClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, noDelay: true });
  const send = ({ url, method, headers, body }: BareRequest): Promise<BareAnswer> =>
    new Promise((resolve, reject) => {
      const asking = request(url, { method, headers, agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.once("error", reject);
        response.once("end", () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
      });
      asking.once("error", reject);
      asking.end(body);
    });
  return { send, close: () => agent.destroy() };
}

/** Why an answer counts as an error: it is not the one that this question has, or says that the engine did not give it. */
export type Fault = "connection" | "status" | "degraded" | "other answer" | "cut off";

/** @param expected byte for byte; undefined = only the status is looked at */
export function faultOf({ status, body }: BareAnswer, expected: Uint8Array | undefined): Fault | undefined {
  if (status !== 200) return "status";
  if (expected === undefined || body.equals(expected)) return undefined;
  return body.includes('"degraded":true') ? "degraded" : "other answer";
}

const PEOPLE = 4096;
let asked = 0;

/**
 * Every request from another address, as from a reverse proxy in front of many people: the limit for one of them is part of the
 * program, and is counted.
 */
export function forwarded(asking: BareRequest): BareRequest {
  asked = (asked + 1) % PEOPLE;
  return { ...asking, headers: { ...asking.headers, "x-forwarded-for": `10.0.${asked >> 8}.${asked & 255}` } };
}
