import { existsSync } from "node:fs";
import { localDate } from "../../../src/kit/clock.ts";
import { atMost, type Figure, measured } from "../../bench/report.ts";
import type { Evaluation } from "../evaluation.ts";
import { atLeast, percent } from "../figures.ts";
import { factsHash, inShop, readCourses, type Shop } from "./catalogue.ts";
import { courseIdsOf, gradesOf, type Judgements, readJudgements } from "./judgements.ts";
import { type Agreement, agreementOf, type Pair } from "./kappa.ts";
import { askBot } from "./our-answer.ts";
import { type MustNot, OWN_JUDGEMENTS, OWN_QUERIES, readMustNot, readQueries, SECOND_JUDGEMENTS } from "./query.ts";
import { aheadOf, contradictions, scoreKinds, scoreSystem } from "./scoring.ts";
import { checkSeal, sealLines } from "./seal.ts";
import { type Run, runQueries, SYSTEMS } from "./systems.ts";
import { agreementLine, differenceTable, kindTable, systemTable, worstLines } from "./tables.ts";
import { brokenBy } from "./violations.ts";

/** What the project promises on its own queries; those of others are only measured. */
const LIMITS = { ndcg: 90, aheadOfRaw: 10, aheadOfPlain: 0.1, success: 95, none: 95 } as const;

/** @throws Error when the demo catalogue has changed since it was judged */
async function checkFacts(shop: Shop, judgements: Judgements): Promise<string> {
  if (judgements.facts === undefined) return "the judgements do not say of which courses they are: not checked";
  const facts = await factsHash(shop, courseIdsOf(judgements));
  if (facts !== judgements.facts)
    throw new Error(`the judged courses are no longer what they were (${facts}): was the demo catalogue changed?`);
  return `facts of the judged courses: sha256 ${facts}`;
}

/** Trades among the first ten that were not meant. */
async function confusions(shop: Shop, pairs: readonly MustNot[]): Promise<string[]> {
  const found: string[] = [];
  for (const [at, { text, not }] of pairs.entries()) {
    const { ids } = await askBot(shop, { id: `must-not ${at + 1}`, text, kind: [], fits: true });
    const courses = await readCourses(shop, ids);
    const wrong = [...courses.values()].filter(({ occupationCode }) => not.includes(occupationCode));
    found.push(...wrong.map((course) => `${text}: ${course.title} (${course.occupationName})`));
  }
  return found;
}

async function violations(shop: Shop, runs: readonly Run[]): Promise<string[]> {
  const today = localDate(shop.now);
  const courses = await readCourses(shop, [...new Set(runs.flatMap(({ ours }) => ours.ids))]);
  return runs.flatMap(({ query, ours }) =>
    ours.ids.flatMap((id) => {
      const course = courses.get(id);
      const broken = course === undefined ? [] : brokenBy(ours, course, shop.house.places, today);
      return broken.map((condition) => `${query.id} ${query.text}: ${condition}: ${course?.title} ${id}`);
    }),
  );
}

function agreement(first: Judgements): Agreement | undefined {
  if (!existsSync(SECOND_JUDGEMENTS)) return undefined;
  const second = readJudgements(SECOND_JUDGEMENTS);
  const pairs = [...second.byQuery].flatMap(([queryId, grades]) =>
    [...grades].flatMap(([courseId, grade]): Pair[] => {
      const other = gradesOf(first, queryId).get(courseId);
      return other === undefined ? [] : [[other, grade]];
    }),
  );
  return agreementOf(pairs);
}

function figuresOf(runs: readonly Run[], judgements: Judgements, isOwn: boolean): Figure[] {
  const ours = scoreSystem("ours", runs, judgements);
  const held = (name: string, value: number, limit: number): Figure =>
    isOwn ? atLeast(name, percent(value), "%", limit) : measured(name, percent(value), "%");
  const aheadOfPlain = aheadOf("plain", runs, judgements);
  return [
    held("nDCG@10, ours", ours.measures["nDCG@10"].value, LIMITS.ndcg),
    held("nDCG@10, ours − raw", aheadOf("raw", runs, judgements).value, LIMITS.aheadOfRaw),
    measured("nDCG@10, ours − plain", percent(aheadOfPlain.value), "%"),
    // more than nothing: at one digit that is 0.1
    held("nDCG@10, ours − plain, 95 % interval from", aheadOfPlain.low, LIMITS.aheadOfPlain),
    held("Success@3, ours", ours.measures["Success@3"].value, LIMITS.success),
    held("no good match said, where nothing fits", ours.none.value, LIMITS.none),
    measured("queries that something fits", runs.filter(({ query }) => query.fits).length, ""),
    measured("queries that nothing fits", runs.filter(({ query }) => !query.fits).length, ""),
    measured("queries that the bot asked back about", runs.filter((run) => run.ours.questions > 0).length, ""),
    measured("results of ours that nobody has judged", ours.unjudged, ""),
  ].filter(({ value, ok }) => ok !== undefined || !Number.isNaN(value));
}

const systemFigures = (runs: readonly Run[], judgements: Judgements): Figure[] =>
  SYSTEMS.flatMap((system) => {
    const { measures, empty, none } = scoreSystem(system, runs, judgements);
    const estimates = Object.entries({ ...measures, "no course at all": empty, "none said where none fits": none });
    return estimates.flatMap(([name, { value, low, high }]) =>
      [
        measured(`${name}, ${system}`, percent(value), "%"),
        measured(`${name}, ${system}, 95 % interval from`, percent(low), "%"),
        measured(`${name}, ${system}, 95 % interval to`, percent(high), "%"),
      ].filter((figure) => !Number.isNaN(figure.value)),
    );
  });

const titled = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ["", title, ...lines]);

/** Whether the right course comes first: ours and four others over the same catalogue, against the judgements. */
export const retrieval: Evaluation = async ({ in: given, judgements: file = OWN_JUDGEMENTS, errors }) => {
  const isOwn = given.length === 0 && file === OWN_JUDGEMENTS;
  const files = given.length === 0 ? [OWN_QUERIES] : given;
  if (isOwn) checkSeal();
  const queries = readQueries(files);
  const judgements = readJudgements(file);
  return inShop(judgements.catalogue, async (shop) => {
    const facts = await checkFacts(shop, judgements);
    const runs = await runQueries(shop, queries);
    const broken = await violations(shop, runs);
    const confused = isOwn ? await confusions(shop, readMustNot()) : [];
    const twice = isOwn ? agreement(judgements) : undefined;
    const shown = await readCourses(shop, [...new Set(runs.flatMap(({ ours }) => ours.ids))]);
    const silent = runs.filter(({ query, ours }) => !query.fits && !ours.saysNone);
    return {
      figures: [
        ...figuresOf(runs, judgements, isOwn),
        atMost("hard conditions broken", broken.length, "", 0),
        ...(isOwn ? [atMost("trades confused (must-not)", confused.length, "", 0)] : []),
        ...(twice === undefined
          ? []
          : [measured("κ of the double judgements, weighted", percent(twice.weighted), "%")]),
      ],
      figuresInLines: systemFigures(runs, judgements),
      lines: [
        ...sealLines([...files, file]),
        facts,
        "",
        ...systemTable(SYSTEMS.map((system) => scoreSystem(system, runs, judgements))),
        "",
        ...differenceTable(
          SYSTEMS.flatMap((other) => (other === "ours" ? [] : [{ other, ahead: aheadOf(other, runs, judgements) }])),
        ),
        ...titled("Ours by kind of query:", kindTable(scoreKinds(runs, judgements))),
        ...(twice === undefined ? [] : ["", agreementLine(twice)]),
        ...titled("Hard conditions broken:", broken),
        ...titled("Trades confused:", confused),
        ...titled("Labels that the grades contradict:", contradictions(runs, judgements)),
        ...titled(
          "Nothing fits, and it was not said:",
          silent.map(({ query, ours }) => `${query.id} ${query.text}: ${ours.text.split("\n", 1).join("")}`),
        ),
        ...(errors ? titled("Worst of ours:", worstLines(runs, judgements, shown)) : []),
      ],
    };
  });
};
