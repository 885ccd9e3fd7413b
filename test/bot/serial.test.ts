// Turns of one person, sent at the same moment through two programs on one database.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDialogueStore } from "../../bot/dialogue-store.ts";
import { createPersonLock } from "../../bot/person-lock.ts";
import type { Answer } from "../../bot/turn.ts";
import { openDatabase } from "../../src/kit/database.ts";
import { newId } from "../../src/kit/ids.ts";
import { makeCatalogue, TALK_DAY } from "./catalogue.ts";
import { type Bot, startBot } from "./talk.ts";

let bot: Bot;
beforeAll(async () => {
  bot = await startBot();
  await makeCatalogue(bot.test.db, bot.search.places);
  await bot.index();
}, 180_000);
afterAll(() => bot.stop());

const never = (): AbortSignal => new AbortController().signal;

/** A second connection pool over the same database, as a second process has. */
function anotherProcess() {
  const db = openDatabase(bot.test.url, 4);
  return { db, close: () => db.close() };
}

describe("the lock of a person", () => {
  it("lets one process in at a time, and everybody in the end", async () => {
    const other = anotherProcess();
    const locks = [createPersonLock(bot.test.db), createPersonLock(other.db)];
    const personId = newId(TALK_DAY);
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await sleep(5);
      inside--;
    };
    await Promise.all(locks.map((lock) => lock.whileHeld(personId, never(), work)));
    await Promise.all(locks.map((lock) => lock.whileHeld(personId, never(), work)));
    expect(most).toBe(1);
    await other.close();
  });

  it("takes one connection however many persons are answered, and gives it back", async () => {
    const other = anotherProcess();
    const lock = createPersonLock(other.db);
    let most = 0;
    const work = async (): Promise<void> => {
      await sleep(5);
      most = Math.max(most, other.db.sql.totalCount - other.db.sql.idleCount);
    };
    await Promise.all(Array.from({ length: 40 }, () => lock.whileHeld(newId(TALK_DAY), never(), work)));
    expect(most).toBe(1);
    expect(other.db.sql.idleCount).toBe(other.db.sql.totalCount);
    await other.close();
  });

  it("stops waiting when the turn's time is up, without having done anything", async () => {
    const other = anotherProcess();
    const personId = newId(TALK_DAY);
    let wasDone = false;
    await createPersonLock(bot.test.db).whileHeld(personId, never(), async () => {
      const waiting = createPersonLock(other.db).whileHeld(personId, AbortSignal.timeout(50), async () => {
        wasDone = true;
      });
      await expect(waiting).rejects.toThrow(/abort/i);
    });
    expect(wasDone).toBe(false);
    await other.close();
  });

  it("is given back when the work in it is late, with its connection", async () => {
    const other = anotherProcess();
    const personId = newId(TALK_DAY);
    const stuck = createPersonLock(other.db).whileHeld(personId, AbortSignal.timeout(50), () => new Promise(() => {}));
    await expect(stuck).rejects.toThrow(/abort/i);
    await createPersonLock(bot.test.db).whileHeld(personId, AbortSignal.timeout(2_000), async () => undefined);
    expect(other.db.sql.idleCount).toBe(other.db.sql.totalCount);
    await other.close();
  });

  it("is not taken for a turn whose time was up before it began", async () => {
    const personId = newId(TALK_DAY);
    const lock = createPersonLock(bot.test.db);
    let wasDone = false;
    const late = lock.whileHeld(personId, AbortSignal.abort(), async () => {
      wasDone = true;
    });
    await expect(late).rejects.toThrow(/abort/i);
    expect(wasDone).toBe(false);
    await lock.whileHeld(personId, never(), async () => undefined);
  });

  it("is free again when the process that held it is gone", async () => {
    const other = anotherProcess();
    const personId = newId(TALK_DAY);
    const held = createPersonLock(other.db).whileHeld(personId, never(), async () => {
      await bot.test.db.sql.query(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
      );
      return createPersonLock(bot.test.db).whileHeld(personId, AbortSignal.timeout(5_000), async () => "free");
    });
    await expect(held).resolves.toBe("free");
    await other.close();
  });
});

describe("20 messages of one person at the same moment through two programs", () => {
  const [LEVELS, PRICES] = [
    ["只要初级工的", "只要中级工的", "只要高级工的"],
    ["一千以内的", "两千以内的", "三千以内的"],
  ];
  const cycled = (texts: readonly string[] = []): string[] =>
    Array.from({ length: 10 }, (_, at) => texts[at % texts.length] ?? "");

  it("lose no change, and each program keeps its order", async () => {
    const other = anotherProcess();
    const second = bot.answerOver(other.db);
    const { personId, say } = await bot.aPerson(TALK_DAY);
    await say("双流的电焊班");
    let sent = 0;
    const send = (answer: Answer, text: string) =>
      answer({ personId, channel: "terminal", messageId: `s${++sent}`, at: TALK_DAY, input: { kind: "text", text } });
    const replies = await Promise.all(
      cycled(LEVELS).flatMap((level, at) => [send(bot.answer, level), send(second, cycled(PRICES)[at] ?? "")]),
    );
    const readLevels = replies.filter((_, at) => at % 2 === 0).map(({ meaning }) => meaning.state["level"]);
    expect(readLevels).toEqual(cycled(["5", "4", "3"]).map(Number));
    const readPrices = replies.filter((_, at) => at % 2 === 1).map(({ meaning }) => meaning.state["price_max"]);
    expect(readPrices).toEqual(cycled(["1000", "2000", "3000"]).map(Number));
    const { state } = await createDialogueStore(bot.test.db).read(personId, TALK_DAY);
    expect(state.search).toMatchObject({ level: 5, feeMaxFen: 100_000 });
    await other.close();
  });
});
