import type { OccupationCode, Occupations } from "../../src/occupations/occupation.ts";
import type { Place, Places } from "../../src/places/place.ts";
import { createTrie, type Trie } from "./trie.ts";

export interface OccupationEntry {
  type: "occupation";
  name: string;
  codes: OccupationCode[];
  /** Asked when the word has several readings. */
  question: string | null;
  /** An everyday word (咖啡, 按摩): a trade only where somebody wants to learn it. */
  needsCue?: true;
}

export interface PlaceEntry {
  type: "place";
  name: string;
  places: Place[];
  needsCue: boolean;
}

export type Entry = OccupationEntry | PlaceEntry;

/** Everything with a name. Built once at start from the tables; about 20,000 names. */
export interface Lexicon {
  trie: Trie<Entry>;
  occupations: OccupationEntry[];
  places: PlaceEntry[];
  /** 锅炉, 殡仪: what is left of a name without who does it, where one occupation only is named so. */
  stems: ReadonlyMap<string, OccupationCode>;
  occupationName(code: string): string;
}

/** Shorter names are single characters (川, 蜀): only part of a longer name is safe. */
const SHORTEST = 2;

const DOER =
  /(?:操作工|安装工|维修工|修理工|制作工|加工工|驾驶员|管理员|服务员|技术员|检验员|操作员|司机|教练|师傅|技师|工人|师|员|工|手|匠)$/;

/** Names without their doer; not those that are names themselves. */
function stemsOf(entries: readonly OccupationEntry[]): Map<string, OccupationCode> {
  const names = new Set(entries.map(({ name }) => name));
  const codes = new Map<string, Set<OccupationCode>>();
  for (const { name, codes: meant } of entries) {
    const stem = name.replace(DOER, "");
    if (stem === name || stem.length < SHORTEST || names.has(stem)) continue;
    const known = codes.get(stem) ?? new Set();
    for (const code of meant) known.add(code);
    codes.set(stem, known);
  }
  return new Map(
    [...codes].flatMap(([stem, [code, other]]) =>
      code !== undefined && other === undefined ? [[stem, code] as const] : [],
    ),
  );
}

/** @param tradeWords everyday words and the occupation each stands for beside a word of learning */
export function buildLexicon(
  places: Places,
  occupations: Occupations,
  tradeWords: ReadonlyMap<string, string> = new Map(),
): Lexicon {
  const trie = createTrie<Entry>();
  const occupationEntries = occupations.names().map(
    ({ name, codes, question }): OccupationEntry => ({
      type: "occupation",
      name: name.toLowerCase(),
      codes,
      question,
    }),
  );
  const known = new Set(occupationEntries.map(({ name }) => name));
  for (const [name, code] of tradeWords) {
    const occupation = occupations.byCode(code);
    if (occupation !== undefined && !known.has(name))
      occupationEntries.push({ type: "occupation", name, codes: [occupation.code], question: null, needsCue: true });
  }
  const placeEntries = places.names().map((named): PlaceEntry => ({ type: "place", ...named }));
  for (const entry of [...occupationEntries, ...placeEntries])
    if (entry.name.length >= SHORTEST) trie.add(entry.name, entry);
  return {
    trie,
    occupations: occupationEntries,
    places: placeEntries,
    stems: stemsOf(occupationEntries),
    occupationName: (code) => occupations.byCode(code)?.name ?? code,
  };
}
