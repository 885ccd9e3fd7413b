import { applyOp, type DialogueState } from "./dialogue.ts";
import type { Outcome } from "./intents/intent.ts";
import { type Choice, choice, cite, echo, joined, type Said, say, setting } from "./reply.ts";
import type { Question } from "./understand/meaning.ts";

/** Trades that many courses teach, offered to somebody who has not said what to learn. */
const EXAMPLES = ["电工", "焊工", "月嫂", "养老护理", "厨师"];
const ANY: Choice = choice(say`都可以`);

const refKind = (slot: Question["slot"]): "place" | "occupation" => slot;

const numbered = (options: Question["options"], slot: Question["slot"]): Said =>
  joined(
    options.map(
      ({ id, name }, index) => say`${setting("number", index + 1)}. ${cite(refKind(slot), id, "name", name)}`,
    ),
    "\n",
  );

/** What else was said with it is not lost. */
const noted = (known: Said | undefined): Said => (known === undefined ? say`` : say`好的，记下了：${known}。\n`);

/** A word with several readings: at most three buttons, which can be typed as well. @param next the question after this one */
export function askWhich(
  state: DialogueState,
  { slot, said, text, options }: Question,
  { known, next }: { known?: Said | undefined; next?: Question | undefined } = {},
): Outcome {
  const lead =
    text === null
      ? say`“${echo(said)}”有几种可能，您指的是哪一个？回复序号就行，也可以直接写全名。`
      : say`${cite("settings", "ambiguous_term", said, text)}回复序号就行。`;
  return {
    state: applyOp(state, { op: "ask", pending: { slot, options, ...(next !== undefined && { next }) } }),
    draft: {
      parts: [say`${noted(known)}${lead}\n${numbered(options, slot)}`],
      choices: options.map(({ id, name }) => choice(cite(refKind(slot), id, "name", name), name)),
      action: "clarify",
    },
  };
}

/** What was only guessed at is said before the answer that rests on it; 不是 takes it back. */
export function withGuess(outcome: Outcome, { slot, options }: Question): Outcome {
  const [only] = options;
  if (only === undefined) return outcome;
  const { state, draft } = outcome;
  const lead = say`您是不是想找“${cite(refKind(slot), only.id, "name", only.name)}”？我先按这个来，不对就回复“不是”，或者直接写对的。`;
  return {
    state: { ...state, guessed: { slot } },
    draft: { ...draft, parts: [lead, ...draft.parts] },
  };
}

/** Nothing said about what to learn. Asked once; whoever does not mind sees everything. */
export const askOccupation = (state: DialogueState, known: Said | undefined): Outcome => ({
  state: applyOp(state, { op: "ask", pending: { slot: "occupation", options: [] } }),
  draft: {
    parts: [
      say`${noted(known)}您想学什么？说工种、证书或想做的事都行，比如：${joined(
        EXAMPLES.map((word) => setting("example", word)),
        "、",
      )}。没想好就回复“都可以”。`,
    ],
    choices: [...EXAMPLES.slice(0, 3).map((word) => choice(setting("example", word))), ANY],
    action: "clarify",
  },
});

/** Nothing said about where. A shared location serves as well as a name. */
export const askPlace = (state: DialogueState, wanted: Said | undefined): Outcome => ({
  state: applyOp(state, { op: "ask", pending: { slot: "place", options: [] } }),
  draft: {
    parts: [
      say`${wanted === undefined ? say`` : say`好的，${wanted}。\n`}您想在哪里学？回复区县名（比如：${setting("example", "双流、西昌")}），或者发一个位置给我；全省都可以就回复“全省”。`,
    ],
    choices: [choice(say`全省`), choice(say`线上课程`)],
    action: "clarify",
  },
});
