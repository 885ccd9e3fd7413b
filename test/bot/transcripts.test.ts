import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderText } from "../../bot/channels/render-text.ts";
import { groundFaults } from "../../bot/grounded.ts";
import { makeCatalogue, TALK_DAY } from "./catalogue.ts";
import { type Bot, startBot } from "./talk.ts";
import { readConversations } from "./transcript.ts";

const conversations = readConversations();
let bot: Bot;
let names: string[];

beforeAll(async () => {
  bot = await startBot();
  names = await makeCatalogue(bot.test.db, bot.search.places);
  await bot.index();
}, 180_000);
afterAll(() => bot.stop());

const wordsOf = (input: (typeof conversations)[number]["lines"][number]["input"]): string =>
  input.kind === "text" ? input.text : input.kind === "choice" ? input.value : "";

describe("transcripts", () => {
  it("cover at least 25 conversations in at least 10 counties", () => {
    const counties = new Set(
      conversations.flatMap(({ lines }) =>
        lines.flatMap(({ slots }) => (typeof slots["place_code"] === "string" ? [slots["place_code"]] : [])),
      ),
    );
    expect(conversations.length).toBeGreaterThanOrEqual(25);
    expect(counties.size).toBeGreaterThanOrEqual(10);
  });

  it.each(conversations)("$file: $title", { timeout: 60_000 }, async ({ lines }) => {
    const person = await bot.aPerson(TALK_DAY);
    for (const { input, minutesLater, intent, slots, state, action, says, saysNot } of lines) {
      const reply = await person.send(input, minutesLater);
      const shown = renderText(reply).join("\n");
      const where = `after ${JSON.stringify(input)}:\n${shown}\n${JSON.stringify(reply.meaning)}`;
      if (intent !== undefined) expect(reply.meaning.intent, where).toBe(intent);
      expect(reply.meaning.slots, where).toMatchObject(slots);
      expect(reply.meaning.state, where).toMatchObject(state);
      if (action !== undefined) expect(reply.meaning.action, where).toBe(action);
      for (const words of says) expect(shown, where).toContain(words);
      for (const words of saysNot) expect(shown, where).not.toContain(words);
      expect(reply.degraded, where).toBe(false);
      expect(groundFaults(reply, wordsOf(input), names), where).toEqual([]);
    }
  });
});
