import { createEar } from "../../src/kit/sound.ts";
import { type Candidate, createCandidates } from "./candidates.ts";
import {
  type Beside,
  besideOf,
  isAboutTraining,
  isClause,
  isFirmlyPlace,
  isFirmlyTrade,
  isJoined,
  isSpokenOfAsPlace,
  isSpokenOfAsTrade,
  isWhereToLearn,
  isWhole,
  standsBesidePlace,
} from "./hearing-cues.ts";
import type { Language } from "./language.ts";
import type { Entry, Lexicon, PlaceEntry } from "./lexicon.ts";
import { resolveOverlaps } from "./match.ts";
import { createSegmentGuard, type SegmentGuard } from "./segment-guard.ts";
import type { Hit } from "./trie.ts";

/** A reading of something that is written otherwise. */
export interface FuzzyHit {
  start: number;
  end: number;
  entry: Entry;
  /** Safe enough to use and show; otherwise it is shown with a question: 您是不是想找… */
  isSure: boolean;
  reason: Candidate["reason"];
}

/** Finds what was meant where the very name is not written. */
export type Fuzzy = (text: string) => FuzzyHit[];

/** A text with what has been found in it so far. */
interface Reading {
  text: string;
  exact: readonly Hit<Entry>[];
  found: FuzzyHit[];
  guard: SegmentGuard;
}

type Type = Entry["type"];
interface Spanned {
  start: number;
  end: number;
}

const lengthOf = ({ start, end }: Spanned): number => end - start;
const overlaps = (a: Spanned, b: Spanned): boolean => a.start < b.end && b.start < a.end;
/** One character more is as often chance (下期焊工 is no 气焊工), but for a certificate: 电工真 is 电工证. */
const encloses = (outer: Candidate, inner: Spanned): boolean =>
  outer.start <= inner.start &&
  inner.end <= outer.end &&
  lengthOf(outer) > lengthOf(inner) + (outer.entry.name.endsWith("证") ? 0 : 1);

const isNamed = ({ exact, found }: Reading, type: Type): boolean =>
  [...exact, ...found].some(({ entry }) => entry.type === type);

/** Whether names of a type end where the span begins, and begin where it ends; 的 and a comma may stand between. */
function neighbours({ text, exact, found }: Reading, type: Type, { start, end }: Spanned) {
  const named = [...exact, ...found].filter(({ entry }) => entry.type === type);
  const joins = (from: number, to: number): boolean => from <= to && /^[的 ,，]?$/.test(text.slice(from, to));
  return {
    before: named.some((name) => joins(name.end, start)),
    after: named.some((name) => joins(end, name.start)),
  };
}

/** A short name stands in the way of nothing when a longer one is heard over it: 植保 in 无人鸡植保. */
const isFree = ({ exact, found }: Reading, hit: Candidate): boolean =>
  !found.some((other) => overlaps(hit, other)) && exact.every((other) => !overlaps(hit, other) || encloses(hit, other));

const LEAST_SAME: Readonly<Record<number, number>> = { 3: 1, 4: 2, 5: 2 };
/** 24小时供暖: what follows a number is counted. */
const AFTER_NUMBER = /\d$/;
const SUFFIX = /[县市区州]$/;

/** Three characters or more rarely sound alike by chance; a place with its 县 behind it says itself what it is. */
function isStrong({ text, guard }: Reading, { start, end, said, entry, same, reason }: Candidate): boolean {
  const length = said.length;
  if (length < 3 || AFTER_NUMBER.test(text.slice(0, start))) return false;
  const hasSuffix = entry.type === "place" && SUFFIX.test(entry.name);
  if (hasSuffix && reason === "homophone" && said.at(-1) !== entry.name.at(-1)) return false;
  if (!hasSuffix && reason === "homophone" && same < (LEAST_SAME[length] ?? 3)) return false;
  return guard.isOnBorders(start, end);
}

const isTrainingTalk = (reading: Reading, beside: Beside): boolean =>
  isNamed(reading, "occupation") || isAboutTraining(beside);

/** The three guards for two characters: whole words only, no word itself, and something beside it that speaks of training. */
function isWeakTrade(reading: Reading, candidate: Candidate): boolean {
  const { start, end, same, reason } = candidate;
  if (reason === "homophone" && same === 0) return false;
  const beside = besideOf(reading.text, candidate);
  const isCued =
    isWhole(beside) ||
    isAboutTraining(beside) ||
    (isNamed(reading, "occupation") && isJoined(beside)) ||
    isSpokenOfAsTrade(beside) ||
    standsBesidePlace(beside, neighbours(reading, "place", candidate));
  return (
    isCued && reading.guard.isOnBorders(start, end) && (!reading.guard.isWord(start, end) || isFirmlyTrade(beside))
  );
}

const cityCodes = ({ places }: PlaceEntry): string[] => places.map(({ divisionCode }) => divisionCode.slice(0, 4));

/** 碎宁蓬溪, 成都武候: beside a place that it lies in or that lies in it. */
function belongsToNeighbour({ text, exact, found }: Reading, { start, end, entry }: Candidate): boolean {
  if (entry.type !== "place") return false;
  const cities = cityCodes(entry);
  return [...exact, ...found].some(
    (other) =>
      other.entry.type === "place" &&
      other.entry.name !== entry.name &&
      ((/^的?$/.test(text.slice(other.end, start)) && other.end <= start) || other.start === end) &&
      cityCodes(other.entry).some((code) => cities.includes(code)),
  );
}

function isWeakPlace(reading: Reading, candidate: Candidate): boolean {
  const { start, end, same, reason } = candidate;
  const beside = besideOf(reading.text, candidate);
  // 移龙学砌砖: nothing is as in the name, so all around has to speak for it
  if (reason === "homophone" && same === 0 && !(isNamed(reading, "occupation") && isWhereToLearn(beside))) return false;
  const isInFamily = belongsToNeighbour(reading, candidate);
  const isCued =
    isInFamily ||
    isWhole(beside) ||
    isSpokenOfAsPlace(beside, neighbours(reading, "occupation", candidate)) ||
    (isTrainingTalk(reading, beside) && (isClause(beside) || !isNamed(reading, "place")));
  return (
    isCued &&
    reading.guard.isOnBorders(start, end) &&
    (isInFamily || !reading.guard.isWord(start, end) || isFirmlyPlace(beside))
  );
}

function take(
  reading: Reading,
  candidates: readonly Candidate[],
  isSure: boolean,
  may: (each: Candidate) => boolean,
): void {
  for (const candidate of candidates) {
    const { start, end, entry, reason } = candidate;
    if (isFree(reading, candidate) && may(candidate)) reading.found.push({ start, end, entry, isSure, reason });
  }
}

/** Builds what names sound like, at the first message that is read; see createCandidates. */
export function createFuzzy(lexicon: Lexicon, { typos }: Pick<Language, "typos">): Fuzzy {
  const candidatesIn = createCandidates(lexicon, typos, createEar());
  return (text) => {
    const candidates = candidatesIn(text);
    if (candidates.length === 0) return [];
    const exact = resolveOverlaps(text, lexicon.trie.hits(text), { isPlaceAsked: false, isAround: () => false });
    const reading: Reading = { text, exact, found: [], guard: createSegmentGuard(text, exact) };
    const short = candidates.filter(({ said }) => said.length === 2);
    take(reading, candidates, true, (each) => isStrong(reading, each));
    take(reading, short, false, (each) => each.entry.type === "occupation" && isWeakTrade(reading, each));
    take(reading, short, false, (each) => each.entry.type === "place" && isWeakPlace(reading, each));
    return reading.found.sort((a, b) => a.start - b.start);
  };
}

/** The text as it was meant. */
export const corrected = (text: string, hits: readonly FuzzyHit[]): string =>
  [...hits]
    .sort((a, b) => b.start - a.start)
    .reduce((rest, { start, end, entry }) => rest.slice(0, start) + entry.name + rest.slice(end), text);
