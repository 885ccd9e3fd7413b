import { type DestinationStream, type Logger, pino } from "pino";

export type Log = Logger;

/** What of a fault may be logged: drivers hang whole connections, keys included, on their errors. */
const loggableError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = "code" in error ? { code: error.code } : {};
  return { type: error.name, ...code, message: error.message, stack: error.stack };
};

/**
 * JSON lines on standard error. What people write, where they are and who they are never goes into a log; the redaction below is the
 * net under that rule, not the rule.
 */
export const createLog = (level: string, to: DestinationStream = pino.destination(2)): Log =>
  pino(
    {
      level,
      base: null,
      serializers: { err: loggableError },
      redact: {
        paths: [
          "text",
          "*.text",
          "phone",
          "*.phone",
          "password",
          "*.password",
          "token",
          "*.token",
          "sessionId",
          "*.sessionId",
          "location",
          "*.location",
          "near",
          "*.near",
          "*.cookie",
          "*.authorization",
        ],
        censor: "[redacted]",
      },
    },
    to,
  );
