import { type DestinationStream, type Logger, pino } from "pino";
import { maskPersonal } from "./masking.ts";

export type Log = Logger;

/** Ids by which WeChat knows a person, and its access tokens: never meant for a log, but errors of libraries quote what they were given. */
const WECHAT_IDS = /(?<![A-Za-z0-9_-])o[A-Za-z0-9_-]{27}(?![A-Za-z0-9_-])/g;
const LONG_SECRETS = /(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{60,}(?![A-Za-z0-9_-])/g;

const masked = (text: string): string =>
  maskPersonal(text).replace(WECHAT_IDS, "[openid]").replace(LONG_SECRETS, "[secret]");

/** What of a fault may be logged: drivers hang whole connections, keys included, on their errors. */
const loggableError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return { message: masked(String(error)) };
  const code = "code" in error ? { code: error.code } : {};
  return { type: error.name, ...code, message: masked(error.message), stack: masked(error.stack ?? "") };
};

/** Fields that hold what people write, where and who they are, or what opens a door. Each at the top and one level down. */
const HIDDEN = [
  "text",
  "words",
  "content",
  "phone",
  "password",
  "token",
  "accessToken",
  "access_token",
  "secret",
  "appSecret",
  "appsecret",
  "aesKey",
  "session_key",
  "sessionKey",
  "sessionId",
  "openid",
  "openId",
  "unionid",
  "touser",
  "FromUserName",
  "Content",
  "personId",
  "location",
  "near",
  "point",
  "lat",
  "lng",
];

/**
 * JSON lines on standard error. What people write, where they are and who they are never goes into a log; the redaction below is the
 * net under that rule, not the rule. Somebody is named by a pseudonym (src/people/pseudonym.ts) and by nothing else.
 */
export const createLog = (level: string, to: DestinationStream = pino.destination(2)): Log =>
  pino(
    {
      level,
      base: null,
      serializers: { err: loggableError },
      redact: {
        paths: [...HIDDEN.flatMap((name) => [name, `*.${name}`]), "*.cookie", "*.authorization"],
        censor: "[redacted]",
      },
    },
    to,
  );
