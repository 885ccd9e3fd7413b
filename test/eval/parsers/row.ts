import { readFileSync } from "node:fs";
import { z } from "zod";
import { guard } from "../../../bot/understand/guard.ts";
import { normaliseText } from "../../../src/kit/text-zh.ts";

/** Duckling: the label in its own notation, such as `simple Metre 3`. */
export const DucklingRow = z.object({ text: z.string(), expect: z.string() });
export type DucklingRow = z.infer<typeof DucklingRow>;

const RecognizersValue = z.looseObject({
  type: z.string().optional(),
  value: z.string().optional(),
  start: z.string().optional(),
  end: z.string().optional(),
});
/** Recognizers-Text: everything found in a sentence, in its order. */
export const RecognizersRow = z.object({
  text: z.string(),
  ref: z.string().nullable(),
  results: z.array(
    z.object({
      text: z.string(),
      type: z.string(),
      resolution: z
        .looseObject({
          value: z.union([z.string(), z.boolean(), z.null()]).optional(),
          unit: z.string().optional(),
          values: z.array(RecognizersValue).optional(),
        })
        .nullish(),
    }),
  ),
});
export type RecognizersRow = z.infer<typeof RecognizersRow>;

/** JioNLP money: one sum or the two ends of a range. */
export const JionlpMoneyRow = z.object({
  text: z.string(),
  expect: z.object({ num: z.union([z.string(), z.array(z.string())]), case: z.string(), definition: z.string() }),
});
export type JionlpMoneyRow = z.infer<typeof JionlpMoneyRow>;

const Delta = z.record(z.string(), z.union([z.number(), z.boolean()]));
/** JioNLP time: a stretch with its seconds, or a length of time. Rows of a timetable carry only an end. */
export const JionlpTimeRow = z.object({
  text: z.string(),
  base: z.unknown().optional(),
  expect: z.union([
    z.looseObject({ time: z.union([z.tuple([z.string(), z.string()]), Delta, z.tuple([Delta, Delta])]) }),
    z.unknown().transform(() => undefined),
  ]),
});
export type JionlpTimeRow = z.infer<typeof JionlpTimeRow>;

/** The rows of a JSON-lines file. */
export const readRows = (file: string): unknown[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line): unknown => JSON.parse(line));

/** The text as the grammars get it: cleaned, simplified, half width. */
export const asRead = (text: string): string => guard(normaliseText(text)).text;

export const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= Math.max(1e-6, Math.abs(b) * 1e-9);
