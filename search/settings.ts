import type { Settings } from "./search-indexer.ts";

/**
 * Raise it whenever documents.ts makes another document of the same row: the next start then rebuilds the indexes. A changed setting
 * needs no number, its hash says it (index-state.ts).
 */
export const DOCUMENT_SHAPE = 2;

/** Only function words: a query made of stop words alone finds nothing, so 培训, 课程 and 班 must never be here. */
export const STOP_WORDS = [
  ...[
    "的",
    "了",
    "吗",
    "呢",
    "吧",
    "啊",
    "我",
    "我想",
    "想",
    "想学",
    "学",
    "想要",
    "要",
    "有",
    "有没有",
    "哪里",
    "哪儿",
    "哪有",
  ],
  ...["请问", "怎么", "可以", "能", "离", "最近", "附近", "在", "到", "去", "找", "一下", "告诉"],
];

/** Keys of at most three tokens that mean one thing everywhere. 铲车 and 护工 do not: the bot asks about those. */
const SYNONYMS = { 电焊工: ["焊工"], 月子: ["月嫂"] };

/** Short atoms the engine's segmenter lacks; a long title here would hide the words inside it. */
const DICTIONARY = ["弧焊", "上岗证", "月嫂", "叉车", "挖机"];

const codes = (...attributePatterns: string[]) => ({
  attributePatterns,
  features: { facetSearch: true, filter: { equality: true, comparison: false } },
});
const facts = (...attributePatterns: string[]) => ({
  attributePatterns,
  features: { facetSearch: false, filter: { equality: true, comparison: false } },
});
const numbers = (...attributePatterns: string[]) => ({
  attributePatterns,
  features: { facetSearch: false, filter: { equality: true, comparison: true } },
});

/** What the three indexes share. `faceting` must be the same everywhere, or federated searches refuse to merge. */
const shared = {
  localizedAttributes: [{ attributePatterns: ["*"], locales: ["cmn" as const] }],
  stopWords: STOP_WORDS,
  synonyms: SYNONYMS,
  dictionary: DICTIONARY,
  nonSeparatorTokens: ["+", "#"], // else C++ is C, and with it every word that begins with it
  faceting: { maxValuesPerFacet: 200, sortFacetValuesBy: { "*": "count" as const } },
  pagination: { maxTotalHits: 1000 },
  distinctAttribute: null,
  // Titles are short: how far apart two words of one stand says little, and finding out takes half of the time of indexing.
  proximityPrecision: "byAttribute" as const,
  searchCutoffMs: 400,
};

/** Typos are forgiven in `pinyin` only: in two-character words of Chinese one character is half the meaning (电工, 焊工). */
const typoTolerance = (disableOnAttributes: string[]) => ({
  minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
  disableOnNumbers: true,
  disableOnAttributes: [...disableOnAttributes, "pinyinInitials", "grams"],
});

const MATCH_RULES = ["words", "typo", "proximity", "attribute", "sort", "exactness"];
const PLACES = ["provinceCode", "cityCode", "divisionCode"];

// The description is not searched: its words (就业, 考证, 焊工也可以学) let courses of other trades in. Skills have no field: what a
// course teaches stands in its title, and what a trade is called in its aliases.
const courses: Settings = {
  ...shared,
  searchableAttributes: [
    ...["title", "occupationName", "aliases", "certNames", "institutionName", "pinyin", "pinyinInitials", "grams"],
  ],
  displayedAttributes: [
    ...["id", "courseId", "occupationCode", "institutionId", "level", "feeFen", "hours", "isSubsidised"],
    ...["title", "certNames", "divisionCode", "completeness", "isWarned", "startsOn", "_geo", "version"],
  ],
  filterableAttributes: [
    codes(...PLACES, "occupationCode", "institutionId"),
    facts("level", "mode", "schedule", "isSubsidised", "courseId", "version"),
    numbers("feeFen", "startsOn"),
    "_geo",
  ],
  sortableAttributes: ["feeFen", "startsOn", "hours", "_geo"],
  rankingRules: [...MATCH_RULES, "startsOn:asc"],
  typoTolerance: typoTolerance([
    ...["title", "occupationName", "aliases", "certNames", "institutionName"],
    ...[...PLACES, "occupationCode", "institutionId"],
  ]),
};

const occupations: Settings = {
  ...shared,
  searchableAttributes: ["name", "aliases", "pinyin", "pinyinInitials", "grams"],
  displayedAttributes: ["id", "version"],
  filterableAttributes: [],
  sortableAttributes: [],
  rankingRules: MATCH_RULES,
  typoTolerance: typoTolerance(["name", "aliases"]),
};

const bases: Settings = {
  ...shared,
  searchableAttributes: ["name", "occupationNames", "aliases", "pinyin", "pinyinInitials", "grams"],
  displayedAttributes: ["id", "_geo", "version"],
  filterableAttributes: [codes(...PLACES, "occupationCodes"), "_geo"],
  sortableAttributes: ["_geo"],
  rankingRules: MATCH_RULES,
  typoTolerance: typoTolerance(["name", "occupationNames", "aliases", ...PLACES, "occupationCodes"]),
};

/** Settings as code: an index is never changed in place, a rebuild makes one that has them from the start. */
export const SETTINGS = { courses, occupations, bases };
