import { searchTokensOf } from "../../src/courses/search-tokens.ts";
import { type LocalDate, unixSecondsOf } from "../../src/kit/clock.ts";
import { type BaseRow, demoBases } from "./demo-bases.ts";
import { type CourseRow, demoCourse } from "./demo-courses.ts";
import { type Drawing, demoInstitution, demoSites, type InstitutionRow, type SiteRow } from "./demo-institutions.ts";
import { demoSessions, type SessionRow } from "./demo-sessions.ts";
import { commonTrades, type OfferedTrade, offeredTrades, tradesOfCounty } from "./demo-trades.ts";
import type { DemoWords } from "./demo-words.ts";
import type { DemoWorld } from "./demo-world.ts";
import { apportion, countyShares, type DemoCounty } from "./population.ts";
import { createRandom, idSequence } from "./random.ts";

/** Rows of one county, parents before children. */
export interface DemoRows {
  institutions: InstitutionRow[];
  sites: SiteRow[];
  courses: CourseRow[];
  sessions: SessionRow[];
  bases: BaseRow[];
}

const LEAST_COURSES_A_COUNTY = 4;

/** About eight courses an institution in a small county, more where there are thousands. */
const institutionCount = (courses: number): number => Math.max(1, Math.round(courses / (8 + courses / 100)));

/** Titles repeat a great deal, segmenting is dear: each is cut once. */
function cachedTokens(): (title: string, trade: OfferedTrade) => string {
  const known = new Map<string, string>();
  return (title, { occupation, certs }) => {
    const key = [title, occupation.code, ...certs].join("|");
    const found = known.get(key);
    if (found !== undefined) return found;
    const { name, aliases } = occupation;
    const tokens = searchTokensOf({ title, occupationName: name, aliases, certificates: certs });
    known.set(key, tokens);
    return tokens;
  };
}

function countyRows(
  drawing: Drawing,
  county: DemoCounty,
  trades: readonly OfferedTrade[],
  taken: Set<string>,
  tokensOf: ReturnType<typeof cachedTokens>,
): Omit<DemoRows, "bases"> {
  const schools = Array.from({ length: institutionCount(trades.length) }, () => {
    const institution = demoInstitution(drawing, county, taken);
    return { institution, sites: demoSites(drawing, county, institution) };
  });
  const courses = trades.map((trade, index) => {
    const school = schools[index % schools.length];
    return demoCourse(drawing, trade, school?.sites ?? [], tokensOf);
  });
  return {
    institutions: schools.map(({ institution }) => institution),
    sites: schools.flatMap(({ sites }) => sites),
    courses,
    sessions: courses.flatMap((course) => demoSessions(drawing, course)),
  };
}

/**
 * All demo rows, county by county; the same for the same scale, day and reference data.
 * @param scale how many courses in all
 */
export function* demoRows(world: DemoWorld, words: DemoWords, scale: number, today: LocalDate): Generator<DemoRows> {
  const random = createRandom(`${scale} ${today}`);
  const newId = idSequence(random, unixSecondsOf(today) * 1000);
  const drawing: Drawing = { random, newId, today, names: words.names };
  const trades = offeredTrades(words.trades, world.occupations);
  const common = commonTrades(trades);
  const taken = new Set<string>();
  const tokensOf = cachedTokens();
  const turns = new Map<string, number>(); // each city's round through the common trades goes on from county to county

  yield { institutions: [], sites: [], courses: [], sessions: [], bases: demoBases(drawing, world.counties, trades) };
  const counts = apportion(scale, countyShares(world.counties), LEAST_COURSES_A_COUNTY);
  for (const [index, county] of world.counties.entries()) {
    const count = counts[index] ?? 0;
    if (count === 0) continue;
    const { chosen, turn } = tradesOfCounty(random, count, trades, common, turns.get(county.cityCode) ?? 0);
    turns.set(county.cityCode, turn);
    yield { ...countyRows(drawing, county, chosen, taken, tokensOf), bases: [] };
  }
}
