import pg from "pg";
import type { Log } from "./log.ts";

export interface Listening {
  databaseUrl: string;
  /** Channel of NOTIFY. */
  channel: string;
  /** How often to wake without a signal: NOTIFY is a hint, never the guarantee. */
  pollMs: number;
  log: Log;
  /** Never runs twice at the same time; a signal that comes while it runs makes it run once more. */
  wake(payload: string | undefined): Promise<void>;
}

const RECONNECT_MS = 1_000;

/**
 * Runs `wake` at once, at every NOTIFY on the channel and at every poll. Faults are logged and tried again at the next poll; a lost
 * connection is made anew.
 */
export function startListening({ databaseUrl, channel, pollMs, log, wake }: Listening): { stop(): Promise<void> } {
  let client: pg.Client | undefined;
  let isStopped = false;
  let running: Promise<void> | undefined;
  const waiting = new Set<string | undefined>();

  const drain = async (): Promise<void> => {
    for (const payload of waiting) {
      waiting.delete(payload);
      await wake(payload).catch((error: unknown) => log.warn({ err: error, channel }, "listener"));
    }
  };
  const signal = (payload?: string): void => {
    if (isStopped) return;
    waiting.add(payload);
    running ??= drain().finally(() => {
      running = undefined;
      if (waiting.size > 0) signal([...waiting][0]);
    });
  };
  const reconnect = (): void => {
    client = undefined;
    if (!isStopped) setTimeout(() => void connect(), RECONNECT_MS).unref();
  };
  const connect = async (): Promise<void> => {
    const made = new pg.Client({
      connectionString: databaseUrl,
      application_name: `jiangtu-listen-${channel}`,
      keepAlive: true,
    });
    made.on("error", reconnect);
    made.on("notification", (message) => signal(message.payload));
    try {
      await made.connect();
      if (isStopped) return void (await made.end());
      await made.query(`LISTEN ${made.escapeIdentifier(channel)}`);
      client = made;
      signal(); // whatever was signalled while we were away
    } catch {
      reconnect();
    }
  };
  const timer = setInterval(signal, pollMs);
  const connected = connect();
  return {
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await connected;
      await running;
      await client?.end().catch(() => undefined);
    },
  };
}
