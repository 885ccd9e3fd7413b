import { createOccupationResolver } from "../../../src/occupations/resolver.ts";
import { readSayings } from "../../../src/occupations/sayings.ts";
import { atMost, type Figure, measured, quantile } from "../../bench/report.ts";
import type { Evaluation } from "../evaluation.ts";
import { atLeast, percent } from "../figures.ts";
import { type Case, isDev, listedIn, ownCases, readCases, sealLines } from "./cases.ts";
import { onGround } from "./ground.ts";
import { baselines, RANKED, resolverRanker } from "./rankers.ts";
import { type Answer, answersOf, groupRow, topShare } from "./scores.ts";

/** What the first honest run on the unseen test part reached; raised, never lowered. */
export const UNSEEN_FLOORS = { top1: 92, top3: 98 };
export const WHOLE_LIMITS = { top1: 88, top3: 96 };

/** Groups of cases by name; of cases from elsewhere only the whole and whether they stand in our tables. */
function groupsOf(cases: readonly Case[], isListed: (each: Case) => boolean, isOwn: boolean): [string, Case[]][] {
  const unseen = cases.filter((each) => !isListed(each));
  const groups: [string, Case[]][] = [
    ["whole", [...cases]],
    ["listed", cases.filter(isListed)],
    ["unseen", unseen],
  ];
  return isOwn
    ? [...groups, ["unseen, dev", unseen.filter(isDev)], ["unseen, test", unseen.filter((each) => !isDev(each))]]
    : groups;
}

const limitsFor = (whole: readonly Answer[], unseenTest: readonly Answer[]): Figure[] => [
  atLeast("top-1, whole", percent(topShare(whole, 1)), "%", WHOLE_LIMITS.top1),
  atLeast("top-3, whole", percent(topShare(whole, RANKED)), "%", WHOLE_LIMITS.top3),
  atLeast("top-1, unseen test", percent(topShare(unseenTest, 1)), "%", UNSEEN_FLOORS.top1),
  atLeast("top-3, unseen test", percent(topShare(unseenTest, RANKED)), "%", UNSEEN_FLOORS.top3),
];

const plainFigures = (whole: readonly Answer[]): Figure[] => [
  measured("top-1, whole", percent(topShare(whole, 1)), "%"),
  measured("top-3, whole", percent(topShare(whole, RANKED)), "%"),
];

/** Of the dev part, and of cases from elsewhere, what went wrong; never of the test part. */
const wrongLines = (answers: readonly Answer[]): string[] =>
  answers
    .filter(({ at }) => at !== 0)
    .map(({ of, at }) => `${at === undefined ? "not found" : `at ${at + 1}`}: ${of.text}`);

/** Text → occupation: the resolver beside the engine, PostgreSQL and MiniSearch. */
export const occupations: Evaluation = async ({ in: files, errors }) =>
  onGround(async (ground) => {
    const sayings = readSayings();
    const isOwn = files.length === 0;
    const cases = isOwn ? [...ownCases("listed"), ...ownCases("unseen")] : files.flatMap(readCases);
    if (cases.length === 0) throw new Error("no cases");
    const groups = groupsOf(cases, listedIn(ground.occupations, sayings), isOwn);
    const resolver = resolverRanker(createOccupationResolver({ occupations: ground.occupations }));
    // the tables are made at the first question of each kind: what that costs is told by `npm run bench`, not here
    for (const text of ["电焊", "diangong", "在厂里上班"]) await resolver.rank(text);
    const lines = ["| system | cases | number | top-1 | top-3 |", "|---|---|---|---|---|"];
    const answers = await answersOf(resolver, cases);
    for (const ranker of [resolver, ...(await baselines(ground, sayings))]) {
      const all = ranker === resolver ? answers : await answersOf(ranker, cases);
      for (const [name, members] of groups) {
        const included = new Set(members);
        lines.push(
          groupRow(
            ranker.name,
            name,
            all.filter(({ of }) => included.has(of)),
          ),
        );
      }
    }
    lines.push("", "In per cent; in brackets Wilson's 95 % interval.", ...(isOwn ? sealLines() : []));
    const members = new Map(groups.map(([name, of]) => [name, new Set(of)]));
    const answersIn = (name: string): Answer[] => answers.filter(({ of }) => members.get(name)?.has(of));
    if (errors) lines.push(...wrongLines(isOwn ? answersIn("unseen, dev") : answers));
    const ms = answers.map((answer) => answer.ms);
    return {
      figures: [
        ...(isOwn ? limitsFor(answers, answersIn("unseen, test")) : plainFigures(answers)),
        atMost("time per text, median", quantile(ms, 0.5), "ms", 2),
        measured("time per text, 95th percentile", quantile(ms, 0.95), "ms"),
      ],
      figuresInLines: [],
      lines,
    };
  });
