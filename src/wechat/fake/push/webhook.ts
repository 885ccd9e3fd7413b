import { elapsed } from "../../../kit/clock.ts";
import { withDeadline } from "../../../kit/deadline.ts";
import type { Attempt } from "../transcript.ts";
import type { Envelope } from "./envelope.ts";

export interface Posted {
  attempts: Attempt[];
  /** Of the attempt that was answered. */
  answer?: { status: number; body: string; nonce: string };
}

const MAX_REPLY_BYTES = 64 * 1024;

async function bodyOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MAX_REPLY_BYTES) throw new Error("the reply is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function postOnce(
  url: string,
  { query, body }: Envelope,
  timeoutMs: number,
  stopping: AbortSignal,
): Promise<{ attempt: Attempt; answer?: { status: number; body: string } }> {
  const startedAt = elapsed();
  const ms = (): number => Math.round(elapsed() - startedAt);
  try {
    const answer = await withDeadline(stopping, timeoutMs, async (signal) => {
      const target = new URL(url);
      for (const [name, value] of query) target.searchParams.set(name, value);
      const headers = { "Content-Type": "text/xml" };
      const response = await fetch(target, { method: "POST", headers, body, signal, redirect: "manual" });
      return { status: response.status, body: await bodyOf(response) };
    });
    return { attempt: { status: answer.status, ms: ms() }, answer };
  } catch (error) {
    const isTimeout = error instanceof DOMException && error.name === "TimeoutError";
    return { attempt: { status: isTimeout ? "timeout" : "unreachable", ms: ms() } };
  }
}

/**
 * Posts until somebody answers: nobody within the time, or no connection, is a reason to post again; an answer of whatever kind is not
 * (official page 接收普通消息: 总共重试三次). Every attempt is stamped and signed anew.
 */
export async function postUntilAnswered(
  url: string,
  envelope: () => Envelope,
  { attempts, timeoutMs }: { attempts: number; timeoutMs: number },
  stopping: AbortSignal,
): Promise<Posted> {
  const made: Attempt[] = [];
  while (made.length < attempts && !stopping.aborted) {
    const sealed = envelope();
    const { attempt, answer } = await postOnce(url, sealed, timeoutMs, stopping);
    made.push(attempt);
    if (answer !== undefined) return { attempts: made, answer: { ...answer, nonce: sealed.query.get("nonce") ?? "" } };
  }
  return { attempts: made };
}
