// What somebody has told the bot so far, under the names of the evaluation schema; kept by the simulated person, not by the bot.

/** Everything told. */
export interface Told {
  /** Official names. */
  occupation?: readonly string[];
  place_code?: string;
  near?: true;
  schedule?: "weekend" | "evening" | "daytime";
  mode?: "online" | "offline";
  level?: number;
  free?: true;
  subsidy?: true;
  price_max?: number;
  date_from?: string;
  date_to?: string;
  group?: string;
  negated?: Readonly<Record<string, string>>;
}

export type Facet = keyof Told;

const CORE: readonly Facet[] = [
  "occupation",
  "place_code",
  "near",
  "schedule",
  "mode",
  "level",
  "free",
  "subsidy",
  "price_max",
  "date_from",
  "date_to",
  "group",
  "negated",
];

const spelled = (value: unknown): string =>
  Array.isArray(value)
    ? [...value].sort().join("+")
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);

/** 开微店, 开烧烤店: the trade itself says who learns it. */
const isSaidByTrade = (facet: Facet, kept: unknown): boolean => facet === "group" && kept === "entrepreneur";

/** Where what the bot keeps is not what it was told; empty when it listened well. */
export function differences(told: Told, kept: Readonly<Partial<Record<Facet, unknown>>>): string[] {
  return CORE.flatMap((facet) => {
    const [mine, its] = [told[facet], kept[facet]];
    if (mine === undefined && (its === undefined || isSaidByTrade(facet, its))) return [];
    return spelled(mine) === spelled(its) ? [] : [`${facet}: told ${spelled(mine)}, kept ${spelled(its)}`];
  });
}

/** Takes what is new and drops what it takes the place of. `undefined` lets go. */
export type Change = { [Name in Facet]?: Told[Name] | undefined };

export function changed(told: Told, change: Change): Told {
  const next = { ...told, ...change };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined));
}

/** One more condition: words that say it, what has then been told, and words of which one has to be shown back. */
export interface Condition {
  change: Change;
  words: readonly string[];
  shown: readonly string[];
}
