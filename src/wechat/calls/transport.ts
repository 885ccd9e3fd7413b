import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { withDeadline } from "../../kit/deadline.ts";

export interface Outgoing {
  method: "GET" | "POST";
  url: URL;
  headers: Record<string, string>;
  body?: Buffer;
}

export interface Incoming {
  status: number;
  text: string;
}

/** No answer. Its message never holds the address, which carries the access token. */
export class NoAnswer extends Error {
  /** The whole request had left us: what became of it is unknown. */
  readonly isWritten: boolean;

  constructor(reason: string, isWritten: boolean) {
    super(reason);
    this.name = "NoAnswer";
    this.isWritten = isWritten;
  }
}

const MAX_REPLY_BYTES = 1024 * 1024;

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
};

async function textOf(reply: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of reply) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > MAX_REPLY_BYTES) throw new Error("the reply is more than 1 MB");
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Makes one request. @throws NoAnswer */
export interface Transport {
  send(outgoing: Outgoing, deadlineMs: number, signal: AbortSignal): Promise<Incoming>;
}

/** Over node:http rather than fetch, which does not say whether a request was written before it failed. */
export function createTransport(): Transport {
  // A connection that idled longer may be closed by the other side just as the next request is written: nobody would know its fate.
  const options = { keepAlive: true, keepAliveMsecs: 30_000, maxSockets: 64, timeout: 15_000 };
  const [plain, secure] = [new HttpAgent(options), new HttpsAgent(options)];

  const once = async ({ method, url, headers, body }: Outgoing, signal: AbortSignal): Promise<Incoming> => {
    let isWritten = false;
    const length = body === undefined ? {} : { "content-length": String(body.length) };
    const isSecure = url.protocol === "https:";
    const common = { method, headers: { ...headers, ...length }, signal };
    const request = isSecure
      ? httpsRequest(url, { ...common, agent: secure })
      : httpRequest(url, { ...common, agent: plain });
    try {
      const reply = await new Promise<IncomingMessage>((resolve, reject) => {
        request.on("response", resolve);
        request.on("error", reject);
        request.on("finish", () => {
          isWritten = true;
        });
        request.end(body);
      });
      return { status: reply.statusCode ?? 0, text: await textOf(reply) };
    } catch (error) {
      throw new NoAnswer(reasonOf(signal.aborted ? signal.reason : error), isWritten);
    }
  };

  return {
    send: async (outgoing, deadlineMs, signal) => {
      if (signal.aborted) throw new NoAnswer(reasonOf(signal.reason), false);
      return withDeadline(signal, deadlineMs, (until) => once(outgoing, until));
    },
  };
}
