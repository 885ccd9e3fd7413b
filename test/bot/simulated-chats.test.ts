// A thousand chats with simulated people over a catalogue of 1,500 courses: nobody is asked twice, nobody goes round in circles, and
// what was said is what is searched for.
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDialogueStore } from "../../bot/dialogue-store.ts";
import { seedDemo } from "../../prisma/seed/seed-demo.ts";
import { loadDemoShortageList } from "../../src/cli/import/demo-shortage-list.ts";
import { noProgress } from "../../src/kit/progress.ts";
import { TALK_DAY } from "./catalogue.ts";
import { type Chat, holdChat, transcript } from "./simulator/chat.ts";
import { figuresOf, spokenFigures } from "./simulator/figures.ts";
import { readWorld } from "./simulator/world.ts";
import { type Bot, startBot } from "./talk.ts";

const CHATS = 1_000;
const AT_A_TIME = 8;
const SHOWN = 12;

let bot: Bot;
let chats: Chat[];

beforeAll(async () => {
  bot = await startBot();
  const { db } = bot.test;
  await seedDemo(db, { courses: 1_500, now: TALK_DAY, progress: noProgress });
  await loadDemoShortageList(db, TALK_DAY);
  await bot.index();
  const world = await readWorld(bot);
  const dialogues = createDialogueStore(db);
  const seeds = Array.from({ length: CHATS }, (_, index) => `chat ${index}`);
  chats = [];
  const talk = async (): Promise<void> => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift())
      chats.push(await holdChat(bot, dialogues, world, seed, TALK_DAY));
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, talk));
}, 240_000);
afterAll(() => bot.stop());

it("are held without a fault, and half of them are done within four turns", () => {
  const figures = figuresOf(chats);
  console.log(spokenFigures(figures));
  const faulty = chats.filter(
    ({ turns, doneAfter }) => doneAfter === undefined || turns.some(({ findings }) => findings.length > 0),
  );
  expect(faulty.slice(0, SHOWN).map(transcript).join("\n\n"), `${faulty.length} chats with a fault`).toBe("");
  expect(figures.medianTurns).toBeLessThanOrEqual(4);
});
