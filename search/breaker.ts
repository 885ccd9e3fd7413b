import { AppError } from "../src/errors.ts";
import { elapsed } from "../src/kit/clock.ts";
import type { Log } from "../src/kit/log.ts";
import { IndexMissing, type SearchPort } from "./search-port.ts";

interface Answered<Result> {
  result: Result;
  /** The second port answered. */
  degraded: boolean;
}

/** Asks the engine while it may be trusted, PostgreSQL while it may not. */
export type AskSearch = <Result>(
  call: (port: SearchPort, signal: AbortSignal) => Promise<Result>,
  signal: AbortSignal | undefined,
) => Promise<Answered<Result>>;

/** Who answers: the engine; PostgreSQL; PostgreSQL still, while the engine answers again and its index is being looked at. */
export type SearchState = "engine" | "database" | "recovering";

export interface Breaker {
  ask: AskSearch;
  state(): SearchState;
}

export interface BreakerOptions {
  primary: SearchPort | undefined;
  fallback: SearchPort;
  /** Whether the index holds what the rows say: index-trust.ts. Left out, an engine that answers is trusted. */
  isTrusted?: (signal: AbortSignal) => Promise<boolean>;
  log: Log;
  /** Milliseconds that only go forward. */
  monotonic?: () => number;
}

const FAILURES_TO_OPEN = 3;
/** A busy moment makes many questions late at once; only an engine that is late for longer than that is given up. */
const LATE_FOR_MS = 1_000;
const PROBE_EVERY_MS = 5_000;
/** A hundred thousand documents are looked through in some seconds. */
const TRUST_WITHIN_MS = 60_000;

/** The port's own deadline has passed: the engine is there, and slow. */
const isLate = (error: unknown): boolean =>
  error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");

/**
 * After three failures in a row (late answers: and a second without any that was not), or at once when the index is gone, the engine is left alone: people get PostgreSQL's answer without
 * waiting for the deadline. Every five seconds one question is put to the engine too, beside the answer and never in its way. When
 * that works and the index is trusted, the engine is asked again; it may have come back empty or old. A caller who went away, and a
 * question that cannot be put, count neither way.
 */
export function createBreaker(options: BreakerOptions): Breaker {
  const { primary, fallback, isTrusted = async () => true, log, monotonic = elapsed } = options;
  let state: SearchState = primary === undefined ? "database" : "engine";
  let failures = 0;
  let failingSince = 0;
  let isProbing = false;
  let nextProbe = 0;

  const failed = (error: unknown): void => {
    if (state !== "engine") return; // asked before it was given up
    if (failures === 0) failingSince = monotonic();
    failures += 1;
    log.warn({ err: error, failures }, "search engine failed, PostgreSQL answers");
    const isBusyMoment = isLate(error) && monotonic() - failingSince < LATE_FOR_MS;
    if ((failures < FAILURES_TO_OPEN || isBusyMoment) && !(error instanceof IndexMissing)) return;
    state = "database";
    nextProbe = monotonic() + PROBE_EVERY_MS;
  };

  const probe = async (call: (signal: AbortSignal) => Promise<unknown>): Promise<void> => {
    isProbing = true;
    try {
      await call(new AbortController().signal); // the port keeps its own deadline
      state = "recovering";
      if (await isTrusted(AbortSignal.timeout(TRUST_WITHIN_MS))) {
        failures = 0;
        state = "engine";
        log.info("search engine answers again and its index is in step");
      }
    } catch (error) {
      log.debug({ err: error }, "search engine is still away");
      state = "database";
    } finally {
      isProbing = false;
      nextProbe = monotonic() + PROBE_EVERY_MS;
    }
  };

  const ask: AskSearch = async (call, signal = new AbortController().signal) => {
    if (primary !== undefined && state === "engine") {
      try {
        const result = await call(primary, signal);
        failures = 0;
        return { result, degraded: false };
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof AppError) throw error;
        failed(error);
      }
    } else if (primary !== undefined && !isProbing && monotonic() >= nextProbe)
      void probe((beside) => call(primary, beside));
    return { result: await call(fallback, signal), degraded: true };
  };
  return { ask, state: () => state };
}
