import { elapsed } from "../src/kit/clock.ts";
import type { Log } from "../src/kit/log.ts";
import type { SearchPort } from "./search-port.ts";

interface Answered<Result> {
  result: Result;
  /** The second port answered. */
  degraded: boolean;
}

export interface BreakerOptions {
  primary: SearchPort | undefined;
  fallback: SearchPort;
  log: Log;
  /** Milliseconds that only go forward. */
  monotonic?: () => number;
}

const FAILURES_TO_OPEN = 3;
const PROBE_EVERY_MS = 5_000;

/** Asks the engine while it answers, PostgreSQL while it does not. */
export type AskSearch = <Result>(
  call: (port: SearchPort, signal: AbortSignal) => Promise<Result>,
  signal: AbortSignal | undefined,
) => Promise<Answered<Result>>;

/**
 * After three failures in a row the engine is left alone, and people get their answer from PostgreSQL at once instead of waiting for
 * the deadline; every five seconds one question tries it again. A caller who went away counts neither way.
 */
export function createBreaker({ primary, fallback, log, monotonic = elapsed }: BreakerOptions): AskSearch {
  let failures = 0;
  let nextProbe = 0;

  const mayAsk = (): boolean => {
    if (failures < FAILURES_TO_OPEN) return true;
    if (monotonic() < nextProbe) return false;
    nextProbe = monotonic() + PROBE_EVERY_MS; // one probe: the others go on to PostgreSQL
    return true;
  };
  const succeeded = (): void => {
    if (failures >= FAILURES_TO_OPEN) log.info("search engine answers again");
    failures = 0;
  };
  const failed = (error: unknown): void => {
    failures += 1;
    if (failures === FAILURES_TO_OPEN) nextProbe = monotonic() + PROBE_EVERY_MS;
    if (failures <= FAILURES_TO_OPEN) log.warn({ err: error, failures }, "search engine failed, PostgreSQL answers");
  };

  return async (call, signal = new AbortController().signal) => {
    if (primary !== undefined && mayAsk()) {
      try {
        const result = await call(primary, signal);
        succeeded();
        return { result, degraded: false };
      } catch (error) {
        signal.throwIfAborted();
        failed(error);
      }
    }
    return { result: await call(fallback, signal), degraded: true };
  };
}
