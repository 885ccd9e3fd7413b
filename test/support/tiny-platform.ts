import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export interface Asked {
  method: string;
  path: string;
  query: Record<string, string>;
  contentType: string;
  /** JSON where it is JSON, else the text. */
  body: unknown;
}

/** What the outside answers: JSON, any status and text, or nothing: `drop` closes after reading, `hang` never answers. */
export type Answer = { json: unknown } | { status: number; text: string } | "drop" | "hang";

/** A small outside service in place of the platform's: answers what a test told it to, in that order, and keeps what it was asked. */
export interface TinyPlatform {
  url: string;
  asked: Asked[];
  /** Answers of one path, one after the other; the last one stays. */
  answer(path: string, ...answers: Answer[]): void;
  askedFor(path: string): Asked[];
  /** Forgets questions and answers. Tokens go on counting. */
  reset(): void;
  stop(): Promise<void>;
}

const TOKEN_PATH = "/cgi-bin/stable_token";

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

const bodyOf = (text: string, contentType: string): unknown =>
  contentType.startsWith("application/json") ? JSON.parse(text) : text;

export async function startTinyPlatform(): Promise<TinyPlatform> {
  const asked: Asked[] = [];
  const answers = new Map<string, Answer[]>();
  let tokens = 0;

  const nextAnswer = (path: string): Answer => {
    const waiting = answers.get(path);
    const [first] = waiting ?? [];
    if (waiting !== undefined && waiting.length > 1) waiting.shift();
    if (first !== undefined) return first;
    if (path !== TOKEN_PATH) return { json: { errcode: 0, errmsg: "ok" } };
    tokens += 1;
    return { json: { access_token: `token-of-the-test-${tokens}`, expires_in: 7_200 } };
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://platform");
    const contentType = request.headers["content-type"] ?? "";
    const text = await textOf(request);
    const query = Object.fromEntries(url.searchParams);
    const body = bodyOf(text, contentType);
    asked.push({ method: request.method ?? "", path: url.pathname, query, contentType, body });
    const answer = nextAnswer(url.pathname);
    if (answer === "hang") return;
    if (answer === "drop") return void request.socket.destroy();
    if ("json" in answer) response.setHeader("content-type", "application/json").end(JSON.stringify(answer.json));
    else response.writeHead(answer.status, { "content-type": "text/html" }).end(answer.text);
  };

  const server = createServer((request, response) => void respond(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    answer: (path, ...given) => void answers.set(path, given),
    askedFor: (path) => asked.filter((one) => one.path === path),
    reset: () => {
      asked.length = 0;
      answers.clear();
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
