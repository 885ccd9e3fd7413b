import type { Place } from "../../src/places/place.ts";
import type { Entry, OccupationEntry, PlaceEntry } from "./lexicon.ts";
import type { Hit } from "./trie.ts";

export type OccupationHit = Hit<OccupationEntry>;
type PlaceHit = Hit<PlaceEntry>;

const CUE_BEFORE = /(?:在|到|去|住|往|来|靠近|搬到)$/;
const CUE_AFTER = /^(?:附近|周边|周围|这边|那边|一带|边上|旁边|街道|镇上|县城|城区|这里)/;

/** 大英有烘焙培训吗: a county whose name is a word too, where a sentence begins that asks for something there. */
const OPENS = /(?:^|[，。！？,.!?;；\s]|我是|我在|我们|在)$/;
const ASKED_THERE = /^(?:县|区|市)?(?:的(?=.{0,6}(?:班|课|培训|学校|机构))|有|哪|学|这|那|想|找|教|考|招|开|附近|城)/;

const overlaps = (a: Hit<unknown>, b: Hit<unknown>): boolean => a.start < b.end && b.start < a.end;

/** A place name right before, with nothing or 的 between: 攀枝花东区, 成都的双流. */
const hasParentBefore = (text: string, hit: Hit<Entry>, hits: readonly Hit<Entry>[]): boolean =>
  hits.some(
    ({ entry, end }) =>
      entry.type === "place" && !entry.needsCue && /^[的 ,，·]?$/.test(text.slice(end, hit.start)) && end <= hit.start,
  );

const isCountyHere = ({ places }: PlaceEntry): boolean =>
  places.some(({ kind, isInSichuan }) => isInSichuan && kind === "county");

/** 石棉 挖机, 前锋焊工: a few key words without a sentence around them, an occupation among them. */
const isKeyword = (text: string, hit: Hit<Entry>, hits: readonly Hit<Entry>[]): boolean => {
  const isTrade = ({ entry }: Hit<Entry>): boolean => entry.type === "occupation";
  if (text.length > KEYWORDS || !hits.some((each) => isTrade(each) && !overlaps(each, hit))) return false;
  const isFirst =
    hit.start === 0 &&
    (/^[ ,，]/.test(text.slice(hit.end)) || hits.some((each) => isTrade(each) && each.start === hit.end));
  return isFirst || (hit.end === text.length && /[ ,，]$/.test(text.slice(0, hit.start)));
};
const KEYWORDS = 14;

/** What may stand beside a name that answers: 犀浦的, 太平那边. */
const ANSWER_TAIL = /^(?:镇|乡|街道)?(?:的|那边|这边|附近|呢|有没有|吧|上|街上)*[。!！?？]?$/;

export interface MatchContext {
  /** Whether a place lies in the one the dialogue is about: its towns need no cue. */
  isAround(place: Place): boolean;
  /** The bot has just asked for a place: a bare name answers it. */
  isPlaceAsked: boolean;
}

function mayStand(
  text: string,
  hit: Hit<Entry>,
  hits: readonly Hit<Entry>[],
  { isPlaceAsked, isAround }: MatchContext,
): boolean {
  const { entry } = hit;
  if (entry.type === "occupation" || !entry.needsCue) return true;
  if (CUE_BEFORE.test(text.slice(0, hit.start)) || CUE_AFTER.test(text.slice(hit.end))) return true;
  if (isPlaceAsked && hit.end - hit.start >= text.length - 2) return true;
  if (hit.start === 0 && ANSWER_TAIL.test(text.slice(hit.end)) && entry.places.some(isAround)) return true;
  if (isCountyHere(entry) && isKeyword(text, hit, hits)) return true;
  if (isCountyHere(entry) && OPENS.test(text.slice(0, hit.start)) && ASKED_THERE.test(text.slice(hit.end))) return true;
  return hasParentBefore(text, hit, hits);
}

/** Longest first, then occupations before places: 高级/电工证 and 高级电工/证 are both in the table, so nothing is cut greedily. */
const byStrength = (a: Hit<Entry>, b: Hit<Entry>): number =>
  b.end - b.start - (a.end - a.start) ||
  (a.entry.type === b.entry.type ? 0 : a.entry.type === "occupation" ? -1 : 1) ||
  a.start - b.start;

/**
 * Chooses among all overlapping hits.
 * @returns what stands, in the order of the text; names that are ordinary words too only beside a cue
 */
export function resolveOverlaps(text: string, hits: readonly Hit<Entry>[], context: MatchContext): Hit<Entry>[] {
  const chosen: Hit<Entry>[] = [];
  for (const hit of hits.filter((each) => mayStand(text, each, hits, context)).sort(byStrength))
    if (!chosen.some((other) => overlaps(hit, other))) chosen.push(hit);
  return chosen.sort((a, b) => a.start - b.start);
}

const isOccupation = (hit: Hit<Entry>): hit is OccupationHit => hit.entry.type === "occupation";
const isPlace = (hit: Hit<Entry>): hit is PlaceHit => hit.entry.type === "place";

export const occupationHits = (hits: readonly Hit<Entry>[]): OccupationHit[] => hits.filter(isOccupation);

export const placeHits = (hits: readonly Hit<Entry>[]): PlaceHit[] => hits.filter(isPlace);
