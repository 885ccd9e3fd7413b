import { createServer, type IncomingMessage, type Server } from "node:http";
import { z } from "zod";
import type { Clock } from "../../src/kit/clock.ts";
import { createLog } from "../../src/kit/log.ts";
import { createMessageCipher, signatureOf } from "../../src/wechat/crypto.ts";
import type { FakeAccounts } from "../../src/wechat/fake/accounts.ts";
import { type FakeWechatParts, startFakeWechat } from "../../src/wechat/fake/fake-wechat.ts";
import { readXml, writeXml, type XmlFields } from "../../src/wechat/xml.ts";

export const fakeAccounts: FakeAccounts = {
  official: {
    appid: "wx00000000000000a1",
    secret: "official-secret-of-the-tests",
    token: "TokenOfTheTests",
    aesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    ghId: "gh_0123456789ab",
  },
  miniprogram: { appid: "wx00000000000000b2", secret: "miniprogram-secret-of-the-tests" },
};

/** A clock that tests set. */
export function handClock(at: string): Clock & { pass(ms: number): void } {
  let ms = Date.parse(at);
  return {
    now: () => new Date(ms),
    pass: (more) => {
      ms += more;
    },
  };
}

export interface Received {
  query: URLSearchParams;
  body: string;
  /** As it was sent, whether it came encrypted or not. */
  xml: string;
  fields: Record<string, unknown>;
}

export interface Answered {
  status?: number;
  body?: string;
  /** Answer only after so long. */
  afterMs?: number;
}

export interface Webhook {
  url: string;
  received: Received[];
  /** How the next posts are answered; `success` unless set. */
  answer: (post: Received) => Answered;
  stop(): Promise<void>;
}

const { official, miniprogram } = fakeAccounts;
const cipherOf = (appid: string) => createMessageCipher({ aesKey: official.aesKey, appid });

function opened(body: string): string {
  const outer = readXml(body);
  const encrypted = outer.kind === "fields" ? outer.fields["Encrypt"] : undefined;
  if (typeof encrypted !== "string") return body;
  const tried = [official.appid, miniprogram.appid].map((appid) => cipherOf(appid).decrypt(encrypted));
  const found = tried.find((decrypted) => decrypted.kind === "message");
  return found?.kind === "message" ? found.text : "";
}

/** A passive reply as an account in 安全模式 sends it. */
export function sealedReply(fields: XmlFields, nonce: string, timestamp = "1772000000"): string {
  const encrypted = cipherOf(official.appid).encrypt(writeXml(fields));
  return writeXml({
    Encrypt: encrypted,
    MsgSignature: signatureOf(official.token, timestamp, nonce, encrypted),
    TimeStamp: Number(timestamp),
    Nonce: nonce,
  });
}

/** Fields of a reply to a post, addressed back to who wrote. */
export const replyTo = ({ fields }: Received, reply: XmlFields): XmlFields => ({
  ToUserName: String(fields["FromUserName"]),
  FromUserName: String(fields["ToUserName"]),
  CreateTime: 1_772_000_000,
  ...reply,
});

export const textReply = (post: Received, text: string): string =>
  sealedReply(replyTo(post, { MsgType: "text", Content: text }), post.query.get("nonce") ?? "");

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
};

/** The account on the other side: outside of what is tested, so it only keeps what came and says what it is told to say. */
export async function startWebhook(): Promise<Webhook> {
  const webhook: Webhook = { url: "", received: [], answer: () => ({}), stop: async () => undefined };
  const server: Server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const xml = opened(body);
    const read = readXml(xml);
    const fields = read.kind === "fields" ? read.fields : {};
    const post: Received = { query: new URL(request.url ?? "/", "http://localhost").searchParams, body, xml, fields };
    webhook.received.push(post);
    const { status = 200, body: reply = "success", afterMs = 0 } = webhook.answer(post);
    const timer = setTimeout(() => response.writeHead(status).end(reply), afterMs);
    response.once("close", () => clearTimeout(timer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  webhook.url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/wechat/callback`;
  webhook.stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return webhook;
}

const Json = z.record(z.string(), z.unknown());

/** The local platform, with its levers at hand. */
export async function startPlatform(
  webhookUrl: string | (() => string),
  clock: Clock,
  settings: Partial<Pick<FakeWechatParts, "mode" | "settings" | "port">> = {},
) {
  const fake = await startFakeWechat({
    host: "127.0.0.1",
    port: 0,
    accounts: fakeAccounts,
    webhookUrl: typeof webhookUrl === "string" ? () => webhookUrl : webhookUrl,
    mode: "aes",
    profile: "demo",
    clock,
    log: createLog("silent"),
    ...settings,
  });
  const request = async (path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    return Json.parse(await (await fetch(fake.url + path, init)).json());
  };
  const lever = (name: string, body: unknown = {}) => request(`/__fake/${name}`, body);
  const tokenOf = async (account: keyof FakeAccounts): Promise<string> => {
    const { appid, secret } = fakeAccounts[account];
    const answer = await request("/cgi-bin/stable_token", { grant_type: "client_credential", appid, secret });
    return z.string().parse(answer["access_token"]);
  };
  return {
    ...fake,
    request,
    lever,
    tokenOf,
    /** Calls an API with a good token. */
    call: async (path: string, body?: unknown, account: keyof FakeAccounts = "official") =>
      request(`${path}${path.includes("?") ? "&" : "?"}access_token=${await tokenOf(account)}`, body),
    /** A person who follows already. */
    follower: async (visitor: string, account: keyof FakeAccounts = "official"): Promise<string> => {
      const { openids } = await lever("followers", { visitors: [visitor], account });
      return z.tuple([z.string()]).parse(openids)[0];
    },
    push: async (kind: string, body: object) => {
      const { exchanges } = await lever(`push/${kind}`, body);
      return z.array(Json).parse(exchanges);
    },
    transcript: async (openid: string) =>
      z.array(Json).parse(await (await fetch(`${fake.url}/__fake/transcript?openid=${openid}`)).json()),
  };
}
export type Platform = Awaited<ReturnType<typeof startPlatform>>;
