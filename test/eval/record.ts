// The records of an evaluation: what was said and what should be understood, and what was.
import { readFileSync } from "node:fs";
import { z } from "zod";

/** Slots or state by their names in the label schema; a value may be a text with `|` between alternatives, a list or an object. */
export type Labels = Readonly<Record<string, unknown>>;
const Labels = z.record(z.string(), z.unknown());

const Location = z.object({
  lat: z.number(),
  lng: z.number(),
  datum: z.enum(["wgs84", "gcj02"]).default("wgs84"),
  label: z.string().optional(),
});

const Expect = z.object({
  intent: z.string(),
  slots: Labels.default({}),
  /** The whole search after the turn; only where it is scored. */
  state: Labels.optional(),
  action: z.string().optional(),
  /** Names of faults that fail the record whatever else is right. */
  must_not: z.union([z.string().transform((name) => [name]), z.array(z.string())]).default([]),
});
export type Expect = z.infer<typeof Expect>;

const GoldTurn = z.object({
  user: z.string().default(""),
  /** The message is `user` this many times over. */
  repeat: z.number().int().positive().optional(),
  location: Location.optional(),
  expect: Expect,
});
export type GoldTurn = z.infer<typeof GoldTurn>;

export const GoldRecord = z.object({
  /** Starts with S (one message), M (a dialogue) or R (refuse or hand off). */
  id: z.string().regex(/^[SMR]/),
  turns: z.array(GoldTurn).min(1),
  /** What the phone would send for 发送位置. */
  location: Location.optional(),
  meta: z
    .object({ user_type: z.string().optional(), phenomena: z.array(z.string()).default([]) })
    .default({ phenomena: [] }),
  /** Today, in China. */
  ref_date: z.iso.date(),
});
export type GoldRecord = z.infer<typeof GoldRecord>;

const PredictedTurn = z.object({
  intent: z.string().optional(),
  slots: Labels.default({}),
  state: Labels.optional(),
  action: z.string().optional(),
  ms: z.number().optional(),
  reply: z.string().optional(),
});
export type PredictedTurn = z.infer<typeof PredictedTurn>;

export const PredictedRecord = z.object({ id: z.string(), turns: z.array(PredictedTurn) });
export type PredictedRecord = z.infer<typeof PredictedRecord>;

/** @throws Error naming the line that is not a record */
export function readRecords<S extends z.ZodType>(file: string, schema: S): z.output<S>[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [schema.parse(JSON.parse(line))];
    } catch (error) {
      throw new Error(`${file}:${index + 1} is no such record: ${error instanceof Error ? error.message : error}`);
    }
  });
}
