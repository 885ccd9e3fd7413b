import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Connection, Database } from "../src/kit/database.ts";
import { createSerial } from "./serial.ts";

/** Keeps two processes from answering one person at the same moment. Within a process `Serial` does that, for nothing. */
export interface PersonLock {
  /**
   * Waits until no other process answers this person, then runs `work`.
   * @param signal ends the waiting, and the hold: who does not answer in time must not keep the person from being answered
   */
  whileHeld<Result>(personId: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result>;
}

/** Two processes at one person are rare, and a turn takes about this long. */
const RETRY_MS = 15;

/** Sets these locks apart from others that are keyed by a hash. */
const SEED = 72_707_373;
const TAKE = {
  name: "person-lock",
  text: `SELECT pg_try_advisory_lock(hashtextextended($1, ${SEED})) AS held`,
};
const GIVE = {
  name: "person-unlock",
  text: `SELECT pg_advisory_unlock(hashtextextended($1, ${SEED})) AS held`,
};
const Row = z.object({ held: z.boolean() });

/** The connection that holds the locks of all persons being answered; with it they fall, should we die. */
interface Session {
  client: Promise<Connection>;
  users: number;
  isBroken: boolean;
  onError(): void;
}

/** Work that is late goes on by itself; whoever waits for it is told. */
function untilAborted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, late]);
}

/**
 * Locks of PostgreSQL sessions, all on one connection: one for each waiting turn would soon leave none for the turns themselves. It is
 * borrowed from the pool while anybody is being answered. If it breaks, the turns under way finish without their lock.
 */
export function createPersonLock({ sql }: Pick<Database, "sql">): PersonLock {
  let current: Session | undefined;
  const line = createSerial(); // a connection answers one query at a time

  const discard = (session: Session): void => {
    session.isBroken = true;
    if (current === session) current = undefined;
  };

  const open = (): Session => {
    const session: Session = { client: sql.connect(), users: 0, isBroken: false, onError: () => discard(session) };
    session.client.then((client) => client.on("error", session.onError), session.onError);
    return session;
  };

  const ask = async (session: Session, statement: typeof TAKE, personId: string): Promise<boolean> => {
    const client = await session.client;
    try {
      const { rows } = await line.run("session", () => client.query({ ...statement, values: [personId] }));
      return Row.parse(rows[0]).held;
    } catch (error) {
      discard(session);
      throw error;
    }
  };

  const leave = async (session: Session): Promise<void> => {
    session.users--;
    if (session.users > 0) return;
    if (current === session) current = undefined;
    const client = await session.client.catch(() => undefined);
    client?.off("error", session.onError);
    client?.release(session.isBroken);
  };

  return {
    whileHeld: async (personId, signal, work) => {
      current ??= open();
      const session = current;
      session.users++;
      try {
        while (!(await ask(session, TAKE, personId))) await sleep(RETRY_MS, undefined, { signal });
        try {
          signal.throwIfAborted(); // an abort that has passed is never heard again
          return await untilAborted(signal, work());
        } finally {
          await ask(session, GIVE, personId).catch(() => undefined); // a broken connection has given it back already
        }
      } finally {
        await leave(session);
      }
    },
  };
}
