import { setTimeout as sleep } from "node:timers/promises";
import { elapsed } from "../../../src/kit/clock.ts";

const POLL_MS = 50;

/**
 * Looks again and again until `isSo`, at most `limitMs`.
 * @returns seconds since `since` (a moment of `elapsed`); Infinity when it never became so
 */
export async function secondsUntil(isSo: () => Promise<boolean>, since: number, limitMs: number): Promise<number> {
  const deadline = elapsed() + limitMs;
  while (elapsed() < deadline) {
    if (await isSo()) return (elapsed() - since) / 1000;
    await sleep(POLL_MS);
  }
  return Number.POSITIVE_INFINITY;
}
