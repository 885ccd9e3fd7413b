// A simulated person: opens, answers what is asked in the manner of their temper, tells the rest, and points at a course.
import type { Pending } from "../../../bot/dialogue.ts";
import type { Random } from "../../../prisma/seed/random.ts";
import { anyCondition, drawGoal } from "./goal.ts";
import { type Mind, type Move, type Quirk, text, type View } from "./move.ts";
import { pick, quirkMoves } from "./quirks.ts";
import { isSlip, openingMove, tellCondition, tellPlace, tellTrade } from "./speaking.ts";
import { type Condition, changed, type Facet } from "./wish.ts";
import { ASIDES, BOTH, GIBBERISH, NEWS, NO, WHATEVER, YES } from "./wordings.ts";
import type { World } from "./world.ts";

export interface Person {
  mind: Mind;
  /** Looks at the reply: what is on the screen, and whether a slip was understood. */
  hear(view: View): void;
  /** @returns undefined when there is nothing more to say */
  next(view: View | undefined): Move | undefined;
}

type Slot = Pending["slot"];

const OF_ONE_QUESTION: readonly Facet[] = [
  "near",
  "schedule",
  "mode",
  "level",
  "free",
  "subsidy",
  "price_max",
  "date_from",
  "date_to",
  "negated",
];

const isList = ({ reply }: View): boolean => reply.parts.some(({ kind }) => kind === "card");
const saysNothingFits = ({ reply }: View): boolean => JSON.stringify(reply.parts).includes("没有找到");
const leadOf = ({ reply }: View): string =>
  reply.parts.map((part) => (part.kind === "text" ? part.text : "")).join("\n");

/** Remembers the numbers on the screen: a new list begins at 1. */
function remember(cards: Map<number, string>, view: View): void {
  for (const part of view.reply.parts) {
    if (part.kind !== "card") continue;
    const ordinal = Number(/^\d+/.exec(part.title)?.[0]);
    if (ordinal === 1) cards.clear();
    cards.set(ordinal, part.subject.id);
  }
  if (saysNothingFits(view) && !isList(view)) cards.clear();
}

const quiet = (kind: string, words: string): Move => ({
  kind,
  input: text(words),
  change: {},
  shown: [],
  keepsSearch: true,
});

export function createPerson(world: World, random: Random): Person {
  const goal = drawGoal(world, random);
  const mind: Mind = { random, world, goal, told: {}, tradeWord: goal.tradeWord, cards: new Map() };
  const untold = new Set<Slot>(["occupation", "place"]);
  const conditions: Condition[] = [...goal.conditions];
  const quirks: Quirk[] = [...goal.quirks];
  const waiting: Move[] = [];
  let isDone = false;
  let { wantsNews } = goal;
  let hasWanderedOff = false;

  const tell = (slot: Slot, isAsked: boolean): Move => {
    untold.delete(slot);
    return slot === "occupation" ? tellTrade(mind, isAsked) : tellPlace(mind, isAsked);
  };

  /** One of the buttons under 您指的是哪一个, in one of the ways people name it. */
  const choose = ({ slot, options }: Pending): Move => {
    const wanted = slot === "occupation" ? goal.trade.code : goal.county.code;
    const at = Math.max(
      0,
      options.findIndex(({ id }) => id === wanted),
    );
    const { id = "", name = "" } = options[at] ?? {};
    const trade = world.trades.get(id)?.name ?? name;
    const county = world.counties.get(id);
    const byName =
      county === undefined
        ? [name, `${name}嘛`]
        : [county.fullName, county.city, `${county.city}那个`, `${county.city}的`];
    const number = [`${at + 1}`, `第${"一二三"[at]}个`, `选${at + 1}`];
    const words = random.pick([...byName, ...number]);
    return {
      kind: "choice",
      input: random.chance(0.2) ? { kind: "choice", value: name } : text(words),
      change: slot === "occupation" ? { occupation: [trade] } : { place_code: id, near: undefined },
      shown: [[slot === "occupation" ? trade : (county?.name ?? name)]],
    };
  };

  /** The question stands open: answered, waved away, or passed over for something else. */
  const answer = (slot: Slot): Move => {
    const { temper } = goal;
    if (temper === "indifferent") {
      untold.delete(slot);
      return { ...quiet("whatever", random.pick(WHATEVER)) };
    }
    if (temper === "evasive") {
      untold.delete(slot);
      return tellCondition(mind, conditions.shift() ?? anyCondition(random));
    }
    if (temper === "garbled" && !hasWanderedOff) {
      hasWanderedOff = true;
      return quiet("gibberish", random.pick(GIBBERISH));
    }
    if (temper === "impatient" && !hasWanderedOff) {
      hasWanderedOff = true;
      return quiet("aside", random.pick([...ASIDES.cost, ...ASIDES.certificate]));
    }
    return tell(slot, true);
  };

  /** 您是不是想找…: right or wrong. */
  const answerGuess = (view: View): Move | undefined => {
    const { guessed, search } = view.state;
    if (guessed === undefined) return undefined;
    const isRight =
      guessed.slot === "occupation"
        ? search.occupations?.some(({ code }) => code === goal.trade.code)
        : search.where?.kind === "place" && search.where.place.id === goal.county.code;
    if (isRight) return random.chance(0.4) ? quiet("yes", random.pick(YES)) : undefined;
    untold.add(guessed.slot);
    const change = guessed.slot === "occupation" ? { occupation: undefined } : { place_code: undefined };
    return { kind: "no", input: text(random.pick(NO)), change, shown: [] };
  };

  const afterList = (view: View): Move | undefined => {
    const planned = waiting.shift();
    if (planned !== undefined) return planned;
    const [slot] = untold;
    if (slot !== undefined) return tell(slot, false);
    const condition = conditions.shift();
    if (condition !== undefined) return tellCondition(mind, condition);
    const quirk = quirks.shift();
    if (quirk !== undefined) {
      waiting.push(...quirkMoves(quirk, mind, view));
      return afterList(view);
    }
    return undefined;
  };

  const next = (view: View | undefined): Move | undefined => {
    if (view === undefined) {
      const first = openingMove(mind);
      if (first.kind === "both" || first.kind === "all at once") untold.clear();
      if (first.kind === "all at once") conditions.shift();
      if (first.kind === "trade") untold.delete("occupation");
      if (first.kind === "place" || first.kind === "location") untold.delete("place");
      return first;
    }
    if (isDone) return undefined;
    const { reply, state } = view;
    const { pending } = state;
    const asks = reply.meaning.action === "clarify";
    if (pending !== undefined && pending.options.length > 0 && asks) return choose(pending);
    if (pending !== undefined && (asks || !isList(view))) return answer(pending.slot);
    if (/过了半小时/.test(leadOf(view))) {
      mind.cards.clear();
      const again = view.reply.quickReplies[0]?.value;
      if (again !== undefined && random.chance(0.6)) return quiet("once more", again);
      return { ...tellAgain(), isNewSearch: true };
    }
    const guess = answerGuess(view);
    if (guess !== undefined) return guess;
    const more = afterList(view);
    if (more !== undefined) return more;
    if (mind.cards.size === 0 && saysNothingFits(view)) return undefined;
    const chosen = pick(mind);
    if (chosen !== undefined) {
      isDone = !wantsNews;
      if (wantsNews) waiting.push(quiet("news", random.pick(NEWS)));
      wantsNews = false;
      return chosen;
    }
    return undefined;
  };

  /** The whole wish once more, as a new question. */
  const tellAgain = (): Move => {
    const { trade, county } = goal;
    const [place = ""] = [...county.words, `${county.city}${county.name}`];
    const [word = ""] = trade.words;
    return {
      kind: "asked anew",
      input: text(random.pick(BOTH)(place, word)),
      // a whole new question leaves the wishes of the last one behind
      change: {
        ...Object.fromEntries(OF_ONE_QUESTION.map((facet) => [facet, undefined])),
        occupation: [trade.name],
        place_code: county.code,
      },
      shown: [[trade.name], [county.name]],
    };
  };

  /** A slip is understood when the trade stands in the search; a guess at another trade is shown, and can be denied. */
  const hearSlip = ({ state: { search, guessed } }: View): void => {
    const [kept] = search.occupations ?? [];
    if (kept?.code === goal.trade.code || (kept !== undefined && guessed?.slot === "occupation"))
      mind.told = changed(mind.told, { occupation: [kept.name] });
    else untold.add("occupation");
    mind.tradeWord = random.pick(goal.trade.words);
  };

  return {
    mind,
    hear: (view) => {
      remember(mind.cards, view);
      if (isSlip(mind) && !untold.has("occupation")) hearSlip(view);
    },
    next: (view) => {
      const move = next(view);
      if (move !== undefined) mind.told = changed(mind.told, move.change);
      return move;
    },
  };
}
