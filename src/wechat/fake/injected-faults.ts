import { z } from "zod";

const times = z.number().int().min(1).max(1_000_000).default(1);
const path = z.string().startsWith("/");

/** What shall go wrong at an API, and how often. */
export const InjectedFault = z.union([
  z.strictObject({ path, times, errcode: z.number().int() }),
  /** Milliseconds between the work and its answer. */
  z.strictObject({ path, times, delay: z.number().int().min(1).max(60_000) }),
  /** The work is done and counted, then the connection is closed without an answer. */
  z.strictObject({ path, times, drop: z.literal(true) }),
  z.strictObject({ path, times, http500: z.literal(true) }),
  /** HTTP 200 with a page in place of JSON, as a gateway in trouble answers. */
  z.strictObject({ path, times, html: z.literal(true) }),
]);
export type InjectedFault = z.infer<typeof InjectedFault>;

export interface InjectedFaults {
  add(fault: InjectedFault): void;
  /** The next fault of a path, used up by one. */
  take(path: string): InjectedFault | undefined;
  all(): InjectedFault[];
  clear(): void;
}

export function createInjectedFaults(): InjectedFaults {
  let waiting: InjectedFault[] = [];
  return {
    add: (fault) => {
      waiting = [...waiting, fault];
    },
    take: (wanted) => {
      const fault = waiting.find(({ path }) => path === wanted);
      if (fault === undefined) return undefined;
      const used = { ...fault, times: fault.times - 1 };
      waiting = waiting.flatMap((other) => (other !== fault ? [other] : used.times > 0 ? [used] : []));
      return fault;
    },
    all: () => waiting,
    clear: () => {
      waiting = [];
    },
  };
}
