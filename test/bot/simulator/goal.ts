// Draws what a simulated person wants, how they speak and what happens on the way.
import type { Random } from "../../../prisma/seed/random.ts";
import type { Goal, Quirk } from "./move.ts";
import type { Condition } from "./wish.ts";
import { DATES, FREE, LEVELS, MODES, SCHEDULES, SUBSIDISED, upTo } from "./wordings.ts";
import type { County, Offer, Trade, World } from "./world.ts";

const TEMPERS = [
  { weight: 44, temper: "plain" },
  { weight: 20, temper: "terse" },
  { weight: 12, temper: "indifferent" },
  { weight: 12, temper: "evasive" },
  { weight: 5, temper: "garbled" },
  { weight: 7, temper: "impatient" },
] as const;

const OPENINGS = [
  { weight: 66, opening: "both" },
  { weight: 16, opening: "trade" },
  { weight: 10, opening: "place" },
  { weight: 5, opening: "location" },
  { weight: 3, opening: "hello" },
] as const;

const QUIRKS: readonly { weight: number; quirk: Quirk }[] = [
  { weight: 10, quirk: "otherTrade" },
  { weight: 10, quirk: "otherPlace" },
  { weight: 5, quirk: "alsoTrade" },
  { weight: 4, quirk: "location" },
  { weight: 4, quirk: "radius" },
  { weight: 5, quirk: "refuseMode" },
  { weight: 3, quirk: "refuseTrade" },
  { weight: 6, quirk: "letGo" },
  { weight: 5, quirk: "group" },
  { weight: 10, quirk: "condition" },
  { weight: 8, quirk: "aside" },
  { weight: 8, quirk: "aboutItem" },
  { weight: 8, quirk: "more" },
  { weight: 6, quirk: "detailAndBack" },
  { weight: 8, quirk: "echo" },
  { weight: 4, quirk: "thanks" },
  { weight: 4, quirk: "expired" },
];

const scheduleOf = ({ schedule }: Offer): readonly Condition[] =>
  SCHEDULES.filter(({ change }) => change.schedule === schedule);
const levelOf = ({ level }: Offer): readonly Condition[] => LEVELS.filter(({ change }) => change.level === level);

/** A condition that the course meets, so that there is something to find. */
function metBy(offer: Offer, random: Random): Condition | undefined {
  const money =
    offer.feeFen === 0
      ? [FREE]
      : [upTo(Math.max(500, Math.ceil(offer.feeFen / 50_000) * 500)), ...(offer.isSubsidised ? [SUBSIDISED] : [])];
  const [firstStart = ""] = offer.starts;
  const dates = DATES.filter(
    ({ change: { date_from: from = "", date_to: to = "9" } }) =>
      firstStart >= (from ?? "") && firstStart <= (to ?? "9"),
  );
  const all = [...scheduleOf(offer), ...levelOf(offer), ...money, ...dates];
  return all.length === 0 ? undefined : random.pick(all);
}

/** Any condition, met or not. */
export const anyCondition = (random: Random): Condition =>
  random.pick([...SCHEDULES, ...LEVELS, ...MODES, ...DATES, FREE, SUBSIDISED, upTo(random.int(2, 8) * 500)]);

function conditionsOf(offer: Offer, random: Random): Condition[] {
  if (random.chance(0.45)) return [];
  const one = random.chance(0.8) ? metBy(offer, random) : anyCondition(random);
  return one === undefined ? [] : [one];
}

/** Mostly a plain word; at times one that means several trades, or one that is written wrong. */
function tradeWordOf({ words, vague, slips }: Trade, random: Random): string {
  if (vague.length > 0 && random.chance(0.12)) return random.pick(vague);
  if (slips.length > 0 && random.chance(0.15)) return random.pick(slips);
  return random.pick(words);
}

function placeWordOf(county: County, { twins }: World, random: Random): string {
  if (twins.includes(county)) return random.chance(0.7) ? "市中区" : `${county.city}市中区`;
  if (random.chance(0.15)) return `${county.city}${random.pick(county.words)}`;
  return random.pick(county.words);
}

export function drawGoal(world: World, random: Random): Goal {
  for (;;) {
    const offer = random.pick(world.sites);
    const trade = world.trades.get(offer.trade);
    const county = random.chance(0.05) ? random.pick(world.twins) : world.counties.get(offer.county ?? "");
    if (trade === undefined || county === undefined || trade.words.length === 0) continue;
    if (county.words.length === 0 && !world.twins.includes(county)) continue;
    const quirks = Array.from({ length: random.pick([0, 0, 0, 1, 1, 2]) }, () => random.weighted(QUIRKS).quirk);
    return {
      temper: random.weighted(TEMPERS).temper,
      opening: random.weighted(OPENINGS).opening,
      trade,
      county,
      conditions: conditionsOf(offer, random),
      tradeWord: tradeWordOf(trade, random),
      placeWord: placeWordOf(county, world, random),
      quirks: [...new Set(quirks)],
      wantsNews: random.chance(0.1),
    };
  }
}
