import type { ExactName, OccupationResolver } from "../src/occupations/resolver.ts";
import type { CourseQuery } from "./course-query.ts";
import { NEAR_KM } from "./query-filter.ts";
import { cleanQuery, tellingWords } from "./query-text.ts";
import type { CourseQuestion } from "./search-port.ts";

/** By what the courses of a list were found; shown with it. */
export type FoundBy =
  | "conditions" // no subject was named
  | "occupation" // by the code, or by the official name
  | "alias" // by what people call it: 电焊
  | "trade" // by a 工种 of the occupation: 氩弧焊工
  | "ambiguous" // by a word with several readings, all of them
  | "saying" // by what people say of the work: 给老人喂饭
  | "corrected" // by a name that sounds or looks like what was written
  | "text" // by words of the course
  | "part"; // by some of the words

/** What is known of words, in memory: src/occupations. */
export type WordKnowledge = Pick<OccupationResolver, "exact" | "resolve" | "didYouMean">;

/** One rung: how the question is put, and what it means to find something so. */
export interface Rung extends Pick<CourseQuestion, "query" | "match" | "prefer"> {
  foundBy: FoundBy;
  /** What was read instead of what was written. */
  corrected?: string;
  /** What 附近 may mean, the nearest first: the list ends at the first that holds enough. All are known from one request. */
  radiiKm?: readonly number[];
}

/** 附近, and where it holds too little: a bus ride. */
export const WIDER_KM = 100;
const NEAR_RADII_KM = [NEAR_KM, WIDER_KM];
/** A day's trip, asked for only where not even a bus ride finds enough. */
export const FURTHEST_KM = 300;

/** Around a point the engine gives the nearest, so a name it is to prefer would only be in the way. */
const withRadius = ({ prefer, ...rung }: Rung): Rung[] => {
  const { near, radiusKm, sort = "relevance" } = rung.query;
  if (near === undefined) return [prefer === undefined ? rung : { ...rung, prefer }];
  if (radiusKm !== undefined) return [rung];
  const within = (radiiKm: readonly number[], km: number): Rung => ({
    ...rung,
    query: { ...rung.query, radiusKm: km },
    radiiKm,
  });
  // in order of price the engine's sixty may all lie far out: then each circle is asked for by itself
  const isByDistance = sort === "relevance" || sort === "nearest";
  const first = isByDistance ? [within(NEAR_RADII_KM, WIDER_KM)] : NEAR_RADII_KM.map((km) => within([km], km));
  return [...first, within([FURTHEST_KM], FURTHEST_KM)];
};

/** Courses are indexed under the names of their own occupation only. */
const preferred = (codes: readonly string[], name: ExactName | undefined): Pick<Rung, "prefer"> =>
  name !== undefined && name.path !== "name" && codes.every((code) => name.codes.some((each) => each === code))
    ? { prefer: name.name }
    : {};

/** The query with the occupations that its words name; the words themselves only order what is found. */
const byOccupation = ({ q: _words, ...rest }: CourseQuery, said: string, name: ExactName): Rung => ({
  query: { ...rest, occupations: name.codes.slice(0, 8), ...(name.path !== "name" && { spoken: said.slice(0, 40) }) },
  ...preferred(name.codes, name),
  match: "all",
  foundBy: name.path === "name" ? "occupation" : name.path,
});

/** Surer than this, words that are no name are taken for the occupation they describe. Calibrated by `npm run eval -- occupations`. */
const SURE = 0.6;

/** The occupation that words describe (给老人喂饭) or that a slip of them names (汉工). */
function byMeaning(query: CourseQuery, q: string, words: WordKnowledge): Rung[] {
  const [meant] = words.resolve(q, 1);
  if (meant === undefined || meant.confidence < SURE) return [];
  const { q: _words, ...rest } = query;
  const isSlip = meant.path === "slip" || meant.path === "pinyin";
  return [
    {
      query: { ...rest, occupations: [meant.code], spoken: (isSlip ? meant.matched : q).slice(0, 40) },
      match: "all",
      ...(isSlip ? { foundBy: "corrected", corrected: meant.matched } : { foundBy: "saying" }),
    },
  ];
}

/**
 * The ways to ask, the surest first, each with its radii: the occupation that the words name; courses with all of the words; the
 * occupation that they describe or that a slip of them names; courses with some of the words. Whoever asks goes on only while nothing
 * is found. Costs no request.
 */
export function ladderOf(query: CourseQuery, words: WordKnowledge): Rung[][] {
  const { q, occupations, spoken } = query;
  if (q === undefined) {
    if (occupations === undefined) return [withRadius({ query, match: "all", foundBy: "conditions" })];
    const name = spoken === undefined ? undefined : words.exact(spoken);
    return [withRadius({ query, ...preferred(occupations, name), match: "all", foundBy: "occupation" })];
  }
  const all: Rung = { query, match: "all", foundBy: "text" };
  const some: Rung = { query, match: "frequency", foundBy: "part" };
  const last = tellingWords(cleanQuery(q) ?? "").length > 1 ? [some] : []; // of one word there is no part
  if (occupations !== undefined) return [all, ...last].map(withRadius);
  const exact = words.exact(q);
  if (exact === undefined) return [all, ...byMeaning(query, q, words), ...last].map(withRadius);
  // a name that no course of its occupation answers to may still stand in a title of another, but hardly in this one county
  const isAnywhere = query.place === undefined && query.near === undefined;
  return [byOccupation(query, q, exact), ...(isAnywhere ? [all] : [])].map(withRadius);
}
