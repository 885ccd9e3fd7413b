import { z } from "zod";
import { elapsed } from "../../../src/kit/clock.ts";

export interface Answer {
  /** A moment of `elapsed`. */
  startedAt: number;
  ms: number;
  /** 0 = no answer came. */
  status: number;
  /** undefined where the answer does not say. */
  degraded: boolean | undefined;
  /** Which question it was, and how much was found; undefined where the answer does not say. */
  question: string;
  found: number | undefined;
}

/** Each makes the program search. */
const SPOKEN = ["双流有没有补贴的电焊班", "成都学电工", "绵阳有没有叉车培训", "宜宾养老护理培训"];
const SEARCHES = ["q=电焊&place=510100", "q=电工", "place=510100&sort=cheapest", "q=护理&place=511500"];

const Flagged = z.object({ degraded: z.boolean(), total: z.object({ value: z.number() }).optional() });
const ANSWER_WITHIN_MS = 15_000;
const ADDRESSES = 200;

async function timed(question: string, url: string, init: RequestInit): Promise<Answer> {
  const startedAt = elapsed();
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).catch(() => undefined);
  const body: unknown = await answer?.json().catch(() => undefined);
  const { degraded, total } = Flagged.safeParse(body).data ?? {};
  return { startedAt, ms: elapsed() - startedAt, status: answer?.status ?? 0, degraded, question, found: total?.value };
}

/**
 * Asks by turns in the chat and of the search API, each time as somebody else at another address, for the program limits how often one
 * may ask.
 */
export function createAsker(address: string): () => Promise<Answer> {
  let asked = 0;
  return () => {
    const turn = asked++;
    const person = { "x-forwarded-for": `198.51.100.${(turn % ADDRESSES) + 1}` };
    const search = SEARCHES[(turn >> 1) % SEARCHES.length] ?? "";
    if (turn % 2 === 1) return timed(search, `${address}/v1/courses?${search}`, { headers: person });
    const text = SPOKEN[(turn >> 1) % SPOKEN.length] ?? "";
    return timed(text, `${address}/v1/chat`, {
      method: "POST",
      headers: { ...person, "content-type": "application/json" },
      body: JSON.stringify({ sessionId: `scorecard-${turn}`, text }),
    });
  };
}
