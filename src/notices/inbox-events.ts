import { startListening } from "../kit/listen.ts";
import type { Log } from "../kit/log.ts";

/** Tells an open chat window that its person has a new message. */
export interface InboxEvents {
  /** @returns how to stop listening */
  subscribe(personId: string, onMessage: () => void): () => void;
  stop(): Promise<void>;
}

const POLL_MS = 15_000; // covers a lost NOTIFY

export function startInboxEvents(databaseUrl: string, log: Log): InboxEvents {
  const listeners = new Map<string, Set<() => void>>();
  const tell = (personId: string): void => {
    for (const onMessage of listeners.get(personId) ?? []) onMessage();
  };
  const listening = startListening({
    databaseUrl,
    channel: "inbox",
    pollMs: POLL_MS,
    log,
    wake: async (personId) => {
      if (personId !== undefined) tell(personId);
      else for (const everyone of listeners.keys()) tell(everyone);
    },
  });
  return {
    subscribe: (personId, onMessage) => {
      const mine = listeners.get(personId) ?? new Set();
      mine.add(onMessage);
      listeners.set(personId, mine);
      return () => {
        mine.delete(onMessage);
        if (mine.size === 0) listeners.delete(personId);
      };
    },
    stop: listening.stop,
  };
}
