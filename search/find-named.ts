import type { TrainingBase } from "../src/bases/base.ts";
import { distanceMetres } from "../src/kit/geo.ts";
import type { Occupation, Occupations } from "../src/occupations/occupation.ts";
import type { AskSearch } from "./breaker.ts";
import { LIST_END } from "./climb.ts";
import { encodeCursor, placeInList } from "./cursor.ts";
import type { WordKnowledge } from "./ladder.ts";
import { radiusMetresOf } from "./query-filter.ts";
import { isWordless } from "./query-text.ts";
import { type BaseQuery, type NamedCandidate, NO_CANDIDATES } from "./search-port.ts";
import type { BaseHit, Page, PageRequest, Removed } from "./search-service.ts";

/** Cuts a page out of a list that is known as far as it goes. */
function pageOf<Entry>(list: readonly Entry[], { limit, cursor }: PageRequest, query: object) {
  const { offset } = placeInList(cursor, query);
  const end = offset + limit;
  return { entries: list.slice(offset, end), next: end < list.length ? encodeCursor(end, query) : null };
}

const gone = (count: number): Removed[] => (count === 0 ? [] : [{ gate: "withdrawn", count }]);

const isKnown = <Value>(value: Value | undefined): value is Value => value !== undefined;

export interface FindOccupations {
  ask: AskSearch;
  occupations: Occupations;
  /** What the words may mean goes before what the engine finds by them. */
  words: Pick<WordKnowledge, "resolve">;
}

const LEADING = 3;
/** Less sure than this the engine's order is as good. */
const LIKELY = 0.2;

/** The classification is held in memory, so the engine only says which and in what order. */
export async function findOccupations(
  { ask, occupations, words }: FindOccupations,
  q: string | undefined,
  request: PageRequest,
  signal?: AbortSignal,
): Promise<Page<Occupation>> {
  if (q === undefined) {
    const all = occupations.all();
    const { entries, next } = pageOf(all, request, {});
    return {
      items: entries,
      next,
      total: { value: all.length, isExact: true },
      removed: [],
      degraded: false,
    };
  }
  const { result, degraded } = isWordless(q)
    ? { result: NO_CANDIDATES, degraded: false }
    : await ask((port, deadline) => port.occupations(q, LIST_END, deadline), signal);
  const likely = words.resolve(q, LEADING).filter(({ confidence }) => confidence >= LIKELY);
  const codes = [...new Set<string>([...likely.map(({ code }) => code), ...result.hits.map(({ id }) => id)])];
  const { entries, next } = pageOf(codes, request, { q });
  const items = entries.map((code) => occupations.byCode(code)).filter(isKnown);
  const isWhole = result.estimatedTotal <= result.hits.length;
  return {
    items,
    next,
    total: { value: isWhole ? codes.length : Math.max(codes.length, result.estimatedTotal), isExact: isWhole },
    removed: gone(entries.length - items.length),
    degraded,
  };
}

interface MeasuredBase extends NamedCandidate {
  distanceMetres: number | null;
}

const measured = (hits: readonly NamedCandidate[], { near }: BaseQuery): MeasuredBase[] =>
  hits.map((hit) => ({
    ...hit,
    distanceMetres: near === undefined || hit.point === null ? null : distanceMetres(near, hit.point),
  }));

/** With a point the nearest comes first; else the order of the engine stands. */
function orderBases(hits: readonly NamedCandidate[], query: BaseQuery): MeasuredBase[] {
  const bases = measured(hits, query);
  if (query.near === undefined) return bases;
  const radius = radiusMetresOf(query);
  const metres = ({ distanceMetres: distance }: MeasuredBase): number => distance ?? Number.POSITIVE_INFINITY;
  return bases
    .filter((base) => metres(base) <= radius)
    .sort((a, b) => metres(a) - metres(b) || a.id.localeCompare(b.id));
}

/** What reads bases by id: src/bases/base-service.ts. */
export interface BaseReader {
  byIds(ids: readonly string[]): Promise<Map<string, TrainingBase>>;
}

export async function findBases(
  { ask, bases }: { ask: AskSearch; bases: BaseReader },
  query: BaseQuery,
  request: PageRequest,
  signal?: AbortSignal,
): Promise<Page<BaseHit>> {
  const { result, degraded } = isWordless(query.q)
    ? { result: NO_CANDIDATES, degraded: false }
    : await ask((port, deadline) => port.bases(query, LIST_END, deadline), signal);
  const ordered = orderBases(result.hits, query);
  const { entries, next } = pageOf(ordered, request, query);
  const rows = await bases.byIds(entries.map(({ id }) => id));
  const items = entries.flatMap(({ id, distanceMetres: distance }): BaseHit[] => {
    const base = rows.get(id);
    return base === undefined ? [] : [{ base, distanceMetres: distance }];
  });
  const outside = result.hits.length - ordered.length;
  const isWhole = result.estimatedTotal <= result.hits.length;
  return {
    items,
    next,
    total: { value: isWhole ? ordered.length : result.estimatedTotal, isExact: isWhole },
    removed: [
      ...gone(entries.length - items.length),
      ...(outside === 0 ? [] : [{ gate: "radius" as const, count: outside }]),
    ],
    degraded,
  };
}
