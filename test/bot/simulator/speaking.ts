// The moves: how each thing a person may want is put, and what it tells the bot.
import { type Mind, type Move, text } from "./move.ts";
import type { Change, Condition } from "./wish.ts";
import {
  BOTH,
  HELLO,
  OTHER_PLACE,
  OTHER_TRADE,
  PLACE,
  PLACE_ANSWER,
  TERSE_BOTH,
  TRADE,
  TRADE_ANSWER,
} from "./wordings.ts";
import type { County, Trade } from "./world.ts";

const tradeChange = ({ name }: Trade): Change => ({ occupation: [name] });
const placeChange = ({ code }: County): Change => ({ place_code: code, near: undefined });

const isVague = ({ tradeWord, goal: { trade } }: Mind): boolean => trade.vague.includes(tradeWord);
const isTwin = ({ goal: { placeWord } }: Mind): boolean => placeWord === "市中区";
export const isSlip = ({ tradeWord, goal: { trade } }: Mind): boolean => trade.slips.includes(tradeWord);

/** A word with several readings tells nothing until the person has chosen, a slip nothing until the bot shows that it understood. */
const toldTrade = (mind: Mind): Change => (isVague(mind) || isSlip(mind) ? {} : tradeChange(mind.goal.trade));
const toldPlace = (mind: Mind): Change => (isTwin(mind) ? {} : placeChange(mind.goal.county));
const shownTrade = (mind: Mind): string[][] => (isVague(mind) || isSlip(mind) ? [] : [[mind.goal.trade.name]]);
const shownPlace = (mind: Mind): string[][] => (isTwin(mind) ? [] : [[mind.goal.county.name]]);

export function openingMove(mind: Mind): Move {
  const { random, goal, tradeWord } = mind;
  const { opening, temper, county, conditions, placeWord } = goal;
  const [condition] = conditions;
  if (opening === "hello") return { kind: "hello", input: text(random.pick(HELLO)), change: {}, shown: [] };
  if (opening === "location")
    return {
      kind: "location",
      input: { kind: "location", point: county.point, datum: "wgs84" },
      change: { near: true },
      shown: [[county.name]],
    };
  if (opening === "trade")
    return {
      kind: "trade",
      input: text((temper === "terse" ? random.pick(TRADE_ANSWER) : random.pick(TRADE))(tradeWord)),
      change: toldTrade(mind),
      shown: shownTrade(mind),
    };
  if (opening === "place")
    return {
      kind: "place",
      input: text((temper === "terse" ? random.pick(PLACE_ANSWER) : random.pick(PLACE))(placeWord)),
      change: toldPlace(mind),
      shown: shownPlace(mind),
    };
  const words = (temper === "terse" ? random.pick(TERSE_BOTH) : random.pick(BOTH))(placeWord, tradeWord);
  const isWhole = condition !== undefined && random.chance(0.4);
  return {
    kind: isWhole ? "all at once" : "both",
    input: text(isWhole ? `${words}，${random.pick(condition.words)}` : words),
    change: { ...toldPlace(mind), ...toldTrade(mind), ...(isWhole ? condition.change : {}) },
    shown: [...shownTrade(mind), ...shownPlace(mind), ...(isWhole ? [condition.shown] : [])],
  };
}

export const tellTrade = (mind: Mind, isAsked: boolean): Move => ({
  kind: "trade",
  input: text(mind.random.pick(isAsked ? TRADE_ANSWER : TRADE)(mind.tradeWord)),
  change: toldTrade(mind),
  shown: shownTrade(mind),
});

export const tellPlace = (mind: Mind, isAsked: boolean): Move => ({
  kind: "place",
  input: text(mind.random.pick(isAsked ? PLACE_ANSWER : OTHER_PLACE)(mind.goal.placeWord)),
  change: toldPlace(mind),
  shown: shownPlace(mind),
});

export const tellCondition = ({ random }: Mind, { change, words, shown }: Condition): Move => ({
  kind: "condition",
  input: text(random.pick(words)),
  change,
  shown: shown.length === 0 ? [] : [shown],
});

export function otherTrade({ random, world, goal }: Mind): Move {
  const others = [...world.trades.values()].filter(({ code, words }) => code !== goal.trade.code && words.length > 0);
  const other = random.pick(others);
  return {
    kind: "change of trade",
    input: text(random.pick(OTHER_TRADE)(random.pick(other.words))),
    change: tradeChange(other),
    shown: [[other.name]],
  };
}

export function otherPlace({ random, world, goal }: Mind): Move {
  const others = [...world.counties.values()].filter(
    ({ code, words }) => code !== goal.county.code && words.length > 0,
  );
  const other = random.pick(others);
  return {
    kind: "change of place",
    input: text(random.pick(OTHER_PLACE)(random.pick(other.words))),
    change: placeChange(other),
    shown: [[other.name]],
  };
}
