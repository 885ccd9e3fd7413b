import { readFileSync } from "node:fs";
import { z } from "zod";
import { readTable } from "../../src/kit/csv.ts";
import { projectPath } from "../../src/kit/root.ts";

/** The shipped tables of how people speak and mistype (data/language). */
export interface Language {
  /** Sichuan words that mean the same everywhere; those that need a look around are rules in dialect.ts. */
  dialect: ReadonlyMap<string, string>;
  /** Names in a spelling that only a look around can tell from other words. */
  typos: ReadonlyMap<string, string>;
  /** Ordinary words in a spelling that is wrong wherever it stands. */
  misspelt: ReadonlyMap<string, string>;
  /** Everyday words that stand for a trade where somebody wants to learn it; occupation codes by word. */
  tradeWords: ReadonlyMap<string, string>;
  /** Words that people also type in letters; `isKey` says something by itself, the rest holds it together. */
  pinyinWords: readonly { word: string; isKey: boolean }[];
}

const DialectRow = z.object({ dialect: z.string(), standard: z.string(), kind: z.string(), guard: z.string() });
const TypoRow = z.object({
  typo: z.string().min(2),
  correct: z.string().min(2),
  kind: z.string(),
  of: z.enum(["name", "word"]),
});
const TradeRow = z.object({ word: z.string().min(2), occupation_code: z.string(), note: z.string() });
const PinyinRow = z.object({ word: z.string(), kind: z.enum(["key", "glue"]) });

/** Feelings, time of day and abuse are for the reader of the message, not for the search; rewriting them only loses text. */
const PLAIN_KINDS = new Set(["question", "negation", "deny", "verb", "noun", "person", "place", "price", "confirm"]);

const read = <Row>(name: string, schema: z.ZodType<Row>, delimiter: string): Row[] =>
  readTable(readFileSync(projectPath("data/language", name), "utf8"), schema, delimiter).rows;

function plainDialect(rows: readonly z.infer<typeof DialectRow>[]): Map<string, string> {
  const plain = rows.filter(
    ({ standard, kind, guard }) => guard === "" && PLAIN_KINDS.has(kind) && !/[|()]/.test(standard),
  );
  const words = plain.flatMap(({ dialect, standard }) => dialect.split("|").map((word) => [word, standard] as const));
  return new Map(words.filter(([word]) => word.length > 1 && !/[VX()]/.test(word)));
}

/** Reads the tables once, at start. */
export function loadLanguage(): Language {
  const typos = read("typos.csv", TypoRow, ",");
  const slipsOf = (what: "name" | "word") =>
    new Map(typos.filter(({ of }) => of === what).map(({ typo, correct }) => [typo, correct]));
  return {
    dialect: plainDialect(read("dialect.tsv", DialectRow, "\t")),
    typos: slipsOf("name"),
    misspelt: slipsOf("word"),
    tradeWords: new Map(read("trade-words.csv", TradeRow, ",").map((row) => [row.word, row.occupation_code])),
    pinyinWords: read("pinyin-words.csv", PinyinRow, ",").map(({ word, kind }) => ({ word, isKey: kind === "key" })),
  };
}
