import type { DialogueState } from "../../../bot/dialogue.ts";
import type { Reply, Turn } from "../../../bot/turn.ts";
import type { Random } from "../../../prisma/seed/random.ts";
import type { Change, Condition, Told } from "./wish.ts";
import type { County, Trade, World } from "./world.ts";

/** One thing a simulated person does. */
export interface Move {
  input: Turn["input"];
  minutesLater?: number;
  /** What it is, for the transcript and the figures. */
  kind: string;
  /** What has been told with it. */
  change: Change;
  /** Words of which one must come back in the reply, for each thing changed. */
  shown: readonly (readonly string[])[];
  /** The course that is pointed at. */
  pointsAt?: string;
  /** Says nothing new, so the same reply may come again and the search must stay as it is. */
  keepsSearch?: true;
  /** A new search: the questions of the last one may be put again. */
  isNewSearch?: true;
}

/** What the person sees and the judge may look at: the reply, and the state the bot keeps. */
export interface View {
  reply: Reply;
  state: DialogueState;
}

/** How somebody takes being asked. */
export type Temper = "plain" | "terse" | "indifferent" | "evasive" | "garbled" | "impatient";

export interface Goal {
  temper: Temper;
  trade: Trade;
  county: County;
  /** Told in the first sentence, or when there is a chance to. */
  conditions: readonly Condition[];
  opening: "both" | "trade" | "place" | "location" | "hello";
  /** How the trade and the place are written at first. */
  tradeWord: string;
  placeWord: string;
  /** What happens on the way: a change of mind, a question about the fee. */
  quirks: readonly Quirk[];
  wantsNews: boolean;
}

export type Quirk =
  | "otherTrade"
  | "otherPlace"
  | "alsoTrade"
  | "location"
  | "radius"
  | "refuseMode"
  | "refuseTrade"
  | "letGo"
  | "group"
  | "condition"
  | "aside"
  | "aboutItem"
  | "more"
  | "detailAndBack"
  | "echo"
  | "thanks"
  | "expired";

/** All that moves are made from. */
export interface Mind {
  random: Random;
  world: World;
  goal: Goal;
  told: Told;
  /** How the trade is put next; after a slip that was not understood, plainly. */
  tradeWord: string;
  /** Numbers on the screen and the courses behind them. */
  cards: Map<number, string>;
}

export const text = (words: string): Turn["input"] => ({ kind: "text", text: words });
