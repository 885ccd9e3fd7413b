import type { Clock } from "../../kit/clock.ts";

/** The platform's own time: the injected clock, moved forward by whoever tests windows and expiry. */
export interface FakeClock extends Clock {
  advance(ms: number): void;
  /** The injected clock: what pushes are stamped with, for the other side has not been moved. */
  readonly outer: Clock;
}

export function createFakeClock(outer: Clock): FakeClock {
  let offsetMs = 0;
  return {
    outer,
    now: () => new Date(outer.now().getTime() + offsetMs),
    advance: (ms) => {
      offsetMs += ms;
    },
  };
}
