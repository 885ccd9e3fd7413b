import type { WechatFault } from "./wechat-fault.ts";

const MOST_TRIES = 3;
const FIRST_WAIT_MS = 300;
const SAME_PERSON_WAIT_MS = 2_000; // 43108: their other message is under way
const SAME_PERSON = 43108;
/** Limits of a minute: longer than anybody here waits; the queue comes back to it. */
const LONG_WAITS = new Set([45011, 44991]);

/**
 * How long to wait before the same call is made again, in milliseconds; undefined: not at all. Where nobody knows what became of the
 * call it is made again only if that does no harm.
 * @param tries how often it was made, from 1
 * @param mayRepeat doing it twice is the same as once
 * @param random 0 ≤ … < 1: spreads callers that failed together
 */
export function retryWaitMs(
  fault: WechatFault,
  tries: number,
  mayRepeat: boolean,
  random: () => number,
): number | undefined {
  if (fault.kind !== "transient" || tries >= MOST_TRIES) return undefined;
  if (fault.isOutcomeUnknown && !mayRepeat) return undefined;
  if (fault.code !== undefined && LONG_WAITS.has(fault.code)) return undefined;
  const first = fault.code === SAME_PERSON ? SAME_PERSON_WAIT_MS : FIRST_WAIT_MS;
  return first * 2 ** (tries - 1) * (0.5 + random());
}
