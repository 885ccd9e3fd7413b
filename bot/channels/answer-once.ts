import type { Answer, Reply } from "../turn.ts";

const KEPT = 2_000; // some minutes of a busy process; a page retries within seconds

/**
 * The same message sent again (a page retrying over a bad network) gets the answer it had, and moves the conversation only once.
 * Kept in this process: enough for a page, whose retries come over the same connection. An answer that failed is not kept.
 */
export function answerOnce(answer: Answer): Answer {
  const recent = new Map<string, Promise<Reply>>();
  return (turn) => {
    const key = `${turn.personId}:${turn.messageId}`;
    const known = recent.get(key);
    if (known !== undefined) return known;
    const reply = answer(turn);
    recent.set(key, reply);
    reply.catch(() => recent.delete(key));
    const [oldest] = recent.keys();
    if (recent.size > KEPT && oldest !== undefined) recent.delete(oldest);
    return reply;
  };
}
