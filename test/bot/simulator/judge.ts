// Holds each reply against what a good listener would have done.
import { groundFaults } from "../../../bot/grounded.ts";
import type { Reply } from "../../../bot/turn.ts";
import type { Move, View } from "./move.ts";
import { differences, type Told } from "./wish.ts";
import type { Offer, World } from "./world.ts";

export type Fault =
  | "repeat"
  | "loop"
  | "not shown back"
  | "state"
  | "pointing"
  | "buttons"
  | "ungrounded"
  | "unfit"
  | "apology";

export interface Finding {
  fault: Fault;
  what: string;
}

export const wordsOf = ({ parts }: Pick<Reply, "parts">): string =>
  parts.map((part) => (part.kind === "text" ? part.text : [part.title, ...part.lines].join("\n"))).join("\n");

const ASKS = { place: /您想在哪/, occupation: /您想学什么/ };

/**
 * What a question asks, so that the same one is known again: the slot, and the readings to choose from. That an answer was not
 * understood may be said once.
 */
export function questionOf({ reply, state: { pending } }: View): string | undefined {
  if (reply.meaning.action !== "clarify" || pending === undefined) return undefined;
  const said = wordsOf(reply);
  const question = [pending.slot, ...pending.options.map(({ id }) => id)].join(" ");
  if (/没有认出|没有听明白/.test(said)) return `not understood: ${question}`;
  return pending.options.length > 0 || ASKS[pending.slot].test(said) ? question : undefined;
}

const withoutNames = (kept: Record<string, unknown>): Record<string, unknown> => {
  const { negated } = kept;
  if (typeof negated !== "object" || negated === null) return kept;
  return { ...kept, negated: Object.fromEntries(Object.entries(negated).filter(([slot]) => slot !== "place")) };
};

/** What the reply says it has let go of, for nothing met all of it: 等级不限的话, 共 2 门. */
const LET_GO: readonly (readonly [words: string, rules: readonly string[]])[] = [
  ["开班时间不限的话", ["start"]],
  ["上课时间不限的话", ["schedule"]],
  ["等级不限的话", ["level"]],
  ["不一定免费、有补贴的话", ["fee"]],
  ["价格不限的话", ["fee"]],
  ["不一定有补贴的话", ["subsidy"]],
];

/** Why a course on the list is not what was asked for; undefined = it is. @param said what stands above the list */
function unfit(offer: Offer, told: Told, world: World, said: string): string | undefined {
  const letGo = said.includes("没有找到")
    ? LET_GO.flatMap(([words, rules]) => (said.includes(words) ? rules : []))
    : [];
  const { trade, county, schedule, mode, level, feeFen, isSubsidised, starts } = offer;
  const { occupation, place_code, near, negated = {}, date_from = "", date_to = "9" } = told;
  const name = world.trades.get(trade)?.name ?? "";
  const rules: [string, boolean][] = [
    ["trade", occupation === undefined || occupation.includes(name)],
    ["place", near === true || told.mode === "online" || place_code === undefined || county === place_code],
    ["schedule", told.schedule === undefined || told.schedule === schedule],
    ["mode", told.mode === undefined || mode === "blended" || (mode === "online") === (told.mode === "online")],
    ["level", told.level === undefined || told.level === level],
    ["fee", feeFen <= (told.free ? 0 : (told.price_max ?? 1e9) * 100)],
    ["subsidy", told.subsidy !== true || isSubsidised === true],
    ["start", starts.some((day) => day >= date_from && day <= date_to)],
    ["refused", negated.occupation !== name && negated.mode !== mode && negated.schedule !== schedule],
  ];
  return rules.find(([rule, isMet]) => !isMet && !letGo.includes(rule))?.[0];
}

/** @param before what stood when the person spoke; undefined at the first turn */
export function judgeTurn({
  told,
  toldBefore,
  move,
  view,
  before,
  asked,
  world,
}: {
  told: Told;
  toldBefore: Told;
  move: Move;
  view: View;
  before: View | undefined;
  /** Questions put in this search. */
  asked: ReadonlySet<string>;
  world: World;
}): Finding[] {
  const { reply, state } = view;
  const said = wordsOf(reply);
  const typed = move.input.kind === "text" ? move.input.text : move.input.kind === "choice" ? move.input.value : "";
  const findings: Finding[] = [];
  const find = (fault: Fault, what: string): void => void findings.push({ fault, what });

  // who says again what has been said is told the same again
  const tellsNothingNew = move.shown.length > 0 && differences(told, toldBefore).length === 0;
  const isRepetition = tellsNothingNew || move.kind === "echo" || move.kind === "once more";
  const question = questionOf(view);
  if (question !== undefined && asked.has(question)) find("repeat", question);
  if (before !== undefined && said === wordsOf(before.reply) && !isRepetition) find("loop", "the same reply again");
  const isSettled = state.pending === undefined || state.pending.options.length === 0;
  if (isSettled) for (const wrong of differences(told, withoutNames(reply.meaning.state))) find("state", wrong);
  if (
    move.keepsSearch &&
    before !== undefined &&
    JSON.stringify(before.reply.meaning.state) !== JSON.stringify(reply.meaning.state)
  )
    find("state", `changed by ${move.kind}`);
  for (const words of move.shown)
    if (!words.some((each) => said.includes(each))) find("not shown back", words.join(" or "));
  if (move.pointsAt !== undefined && !reply.refs.some(({ kind, id }) => kind === "course" && id === move.pointsAt))
    find("pointing", `${typed} is ${world.offers.get(move.pointsAt)?.title}`);
  if (question !== undefined && (state.pending?.options.length ?? 0) > 0 && reply.quickReplies.length > 3)
    find("buttons", `${reply.quickReplies.length} buttons`);
  for (const fault of groundFaults(reply, typed, world.names)) find("ungrounded", fault);
  if (said.includes("抱歉") || reply.degraded) find("apology", said);
  const isWidened = said.includes("放宽到");
  if (!isWidened && isSettled && move.kind !== "more" && move.kind !== "back")
    for (const part of reply.parts) {
      const offer = part.kind === "card" ? world.offers.get(part.subject.id) : undefined;
      const why = offer === undefined ? undefined : unfit(offer, told, world, said);
      if (why !== undefined) find("unfit", `${offer?.title}: ${why}`);
    }
  return findings;
}
