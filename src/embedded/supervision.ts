import { setTimeout as sleep } from "node:timers/promises";
import { elapsed } from "../kit/clock.ts";
import type { Child } from "./child.ts";

/** A child that ended this long after its start was well; what ended it is not a fault that repeats at once. */
const HEALTHY_AFTER_MS = 60_000;
const MAX_FAST_DEATHS = 5;
const FIRST_PAUSE_MS = 250;

interface Supervised {
  /** For the person at the terminal. */
  name: string;
  child: Child;
  restart(): Promise<Child>;
  log(line: string): void;
}

/**
 * Starts a child again when it ends by itself (the kernel was short of memory, somebody killed it): the parts of the program reconnect
 * at the same address. Gives up, saying so, on one that keeps ending.
 * @returns how to stop it for good
 */
export function supervise({ name, child, restart, log }: Supervised): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let current = child;
  const watch = async (): Promise<void> => {
    let fastDeaths = 0;
    while (fastDeaths < MAX_FAST_DEATHS) {
      const startedAt = elapsed();
      await current.exited;
      if (stopping.signal.aborted) return;
      fastDeaths = elapsed() - startedAt > HEALTHY_AFTER_MS ? 1 : fastDeaths + 1;
      log(`${name} 意外停止，正在重新启动……`);
      await sleep(FIRST_PAUSE_MS * 2 ** (fastDeaths - 1), undefined, { signal: stopping.signal }).catch(
        () => undefined,
      );
      if (stopping.signal.aborted) return;
      current = await restart();
    }
    await current.exited;
    if (!stopping.signal.aborted) log(`${name} 反复停止，不再重新启动。请查看数据目录里它的日志，然后重新启动匠途。`);
  };
  const watching = watch().catch((error: unknown) => log(`${name} 无法重新启动：${String(error)}`));
  return {
    stop: async () => {
      stopping.abort();
      await current.stop();
      await watching;
      await current.stop(); // one that was just being started again
    },
  };
}
