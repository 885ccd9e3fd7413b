import type { Trade } from "./demo-words.ts";
import type { DemoOccupation } from "./demo-world.ts";
import type { Random } from "./random.ts";

/** A trade whose occupation is in the database, with the levels its ladder has. */
export interface OfferedTrade extends Trade {
  occupation: DemoOccupation;
}

/** What people ask for most: in every city some course of each is offered, whatever the dice say. */
const COMMON_WORDS = ["焊工", "电工", "月嫂", "育婴", "养老护理", "厨师", "叉车", "挖掘机", "汽修", "电商"] as const;

export function offeredTrades(
  trades: readonly Trade[],
  occupations: ReadonlyMap<string, DemoOccupation>,
): OfferedTrade[] {
  return trades.flatMap((trade) => {
    const occupation = occupations.get(trade.code);
    if (occupation === undefined) return [];
    return [{ ...trade, occupation, levels: trade.levels.filter((level) => occupation.levels.includes(level)) }];
  });
}

const saying = (trade: OfferedTrade, word: string): OfferedTrade => ({
  ...trade,
  titles: trade.titles.filter((title) => title.includes(word)),
  modes: trade.modes.filter((mode) => mode !== "online"),
});

/** For each common word the trades that say it in a title and are taught at a place, cut down to those titles. */
export const commonTrades = (trades: readonly OfferedTrade[]): OfferedTrade[][] =>
  COMMON_WORDS.map((word) =>
    trades.map((trade) => saying(trade, word)).filter(({ titles, modes }) => titles.length > 0 && modes.length > 0),
  ).filter((ofWord) => ofWord.length > 0);

/** The first quarter of a county's courses, at least four, goes through the common trades in turn. */
const commonCount = (courses: number): number => Math.min(courses, Math.max(4, Math.ceil(courses / 4)));

/**
 * Which trade each course of a county teaches.
 * @param turn where the city's round through the common trades stands
 */
export function tradesOfCounty(
  random: Random,
  courses: number,
  trades: readonly OfferedTrade[],
  common: readonly OfferedTrade[][],
  turn: number,
): { chosen: OfferedTrade[]; turn: number } {
  const fixed = common.length === 0 ? 0 : commonCount(courses);
  const chosen = Array.from({ length: courses }, (_, index) => {
    const inTurn = index < fixed ? common[(turn + index) % common.length] : undefined;
    return random.weighted(inTurn ?? trades);
  });
  return { chosen, turn: turn + fixed };
}
