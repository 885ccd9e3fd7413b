// The records of an evaluation: what was said and what should be understood, and what was.
import { readFileSync } from "node:fs";
import { z } from "zod";

/** Slots or state by their names in the label schema; a value may be a text with `|` between alternatives, a list or an object. */
export type Labels = Readonly<Record<string, unknown>>;
const Labels = z.record(z.string(), z.unknown());

const withoutNulls = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null))
    : value;

/** In a file of somebody else a field that is null is a field that is not there. */
const anObject = <Shape extends z.ZodRawShape>(shape: Shape) => z.preprocess(withoutNulls, z.object(shape));

/** One name or several. */
const Names = z.union([z.string().transform((name) => [name]), z.array(z.string())]).default([]);

const Location = anObject({
  lat: z.number(),
  lng: z.number(),
  datum: z
    .string()
    .transform((name) => name.toLowerCase().replace("-", ""))
    .pipe(z.enum(["wgs84", "gcj02"]))
    .default("wgs84"),
  label: z.string().optional(),
});

const Expect = anObject({
  intent: z.string(),
  slots: Labels.default({}),
  /** The whole search after the turn; only where it is scored. */
  state: Labels.optional(),
  action: z.string().optional(),
  /** Names of faults that fail the record whatever else is right. */
  must_not: Names,
});
export type Expect = z.infer<typeof Expect>;

const GoldTurn = anObject({
  user: z.string().default(""),
  /** The message is `user` this many times over. */
  repeat: z.number().int().positive().optional(),
  location: Location.optional(),
  expect: Expect,
});
export type GoldTurn = z.infer<typeof GoldTurn>;

export const GoldRecord = anObject({
  /** Starts with S (one message), M (a dialogue) or R (refuse or hand off). */
  id: z.coerce.string().min(1),
  turns: z.array(GoldTurn).min(1),
  /** Where the person is and has said so, or what the phone would send for 发送位置. */
  location: Location.optional(),
  meta: anObject({ user_type: z.string().optional(), phenomena: Names }).default({ phenomena: [] }),
  /** Today, in China. */
  ref_date: z
    .string()
    .transform((day) => day.slice(0, 10))
    .pipe(z.iso.date()),
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

const faultOf = (error: unknown): string => {
  if (error instanceof z.ZodError)
    return error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
  return error instanceof Error ? error.message : String(error);
};

/** @throws Error naming the line that is not a record, and why */
export function readRecords<S extends z.ZodType>(file: string, schema: S): z.output<S>[] {
  const lines = readFileSync(file, "utf8")
    .replace(/^\uFEFF/, "")
    .split("\n");
  return lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [schema.parse(JSON.parse(line))];
    } catch (error) {
      throw new Error(`${file}:${index + 1} is no such record: ${faultOf(error)}`);
    }
  });
}
