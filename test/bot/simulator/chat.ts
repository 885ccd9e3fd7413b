// One chat from hello to a course, or to an honest nothing, with everything that was wrong in it.
import type { DialogueStore } from "../../../bot/dialogue-store.ts";
import { createRandom } from "../../../prisma/seed/random.ts";
import { createConsentService } from "../../../src/people/consent.ts";
import type { Bot } from "../talk.ts";
import { type Finding, judgeTurn, questionOf, wordsOf } from "./judge.ts";
import type { Goal, Move, View } from "./move.ts";
import { createPerson } from "./person.ts";
import type { World } from "./world.ts";

const MOST_TURNS = 16;

export interface Chat {
  seed: string;
  goal: Goal;
  turns: { move: Move; reply: string; findings: Finding[]; ms: number }[];
  /** After how many turns the details of a course, or an honest nothing with a way on, were shown; undefined = never. */
  doneAfter: number | undefined;
  questions: number;
}

const typedBy = ({ input }: Move): string =>
  input.kind === "text" ? input.text : input.kind === "choice" ? `[按钮 ${input.value}]` : `[${input.kind}]`;

/** The chat as it can be read, with what was wrong under each reply. */
export const transcript = ({ seed, goal, turns }: Chat): string =>
  [
    `${seed} · ${goal.temper} · ${goal.trade.name} in ${goal.county.fullName}`,
    ...turns.flatMap(({ move, reply, findings }) => [
      `> ${typedBy(move)}    (${move.kind})`,
      ...reply.split("\n").map((line) => `  ${line}`),
      ...findings.map(({ fault, what }) => `! ${fault}: ${what}`),
    ]),
  ].join("\n");

/** Shows what was wanted, or says that there is none and what can be done. */
const isAnswer = ({ reply }: View, { pointsAt }: Move): boolean =>
  pointsAt !== undefined || (wordsOf(reply).includes("没有找到") && reply.quickReplies.length > 0);

export async function holdChat(
  bot: Bot,
  dialogues: DialogueStore,
  world: World,
  seed: string,
  at: Date,
): Promise<Chat> {
  const person = createPerson(world, createRandom(seed));
  const talker = await bot.aPerson(at);
  // whoever shares a place here has agreed that it is kept, or it would stand for its county from the next message on
  await createConsentService(bot.test.db).give(talker.personId, { purpose: "location", channel: "terminal" }, at);
  const chat: Chat = { seed, goal: person.mind.goal, turns: [], doneAfter: undefined, questions: 0 };
  const asked = new Set<string>();
  let minutes = 0;
  let before: View | undefined;
  for (let turn = 1; turn <= MOST_TURNS; turn++) {
    const toldBefore = person.mind.told;
    const move = person.next(before);
    if (move === undefined) break;
    minutes += 1 + (move.minutesLater ?? 0);
    const began = performance.now();
    const reply = await talker.send(move.input, minutes);
    const ms = performance.now() - began;
    const view: View = {
      reply,
      state: (await dialogues.read(talker.personId, new Date(at.getTime() + minutes * 60_000))).state,
    };
    person.hear(view);
    if (move.isNewSearch) asked.clear();
    const findings = judgeTurn({ told: person.mind.told, toldBefore, move, view, before, asked, world });
    const question = questionOf(view);
    if (question !== undefined) {
      asked.add(question);
      chat.questions += 1;
    }
    chat.turns.push({ move, reply: wordsOf(reply), findings, ms });
    if (isAnswer(view, move) && chat.doneAfter === undefined) chat.doneAfter = turn;
    before = view;
  }
  return chat;
}
