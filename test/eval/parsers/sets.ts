import type { z } from "zod";
import * as amounts from "./amounts.ts";
import * as numbers from "./numbers.ts";
import * as phones from "./phones.ts";
import * as row from "./row.ts";
import * as times from "./times.ts";

/** One public set, or a part of one, and how a row of it is judged. */
export interface ParserSet {
  name: string;
  file: string;
  /** Right answers on all rows at the first good run; fewer fail the command and the test. Raised, never lowered. */
  floor: number;
  /** Of the raw row: undefined where the row does not belong to this set. */
  judge(raw: unknown): boolean | undefined;
}

function setOf<Schema extends z.ZodType>(
  name: string,
  file: string,
  floor: number,
  schema: Schema,
  isRight: (row: z.infer<Schema>) => boolean,
  belongs: (row: z.infer<Schema>) => boolean = () => true,
): ParserSet {
  const judge = (raw: unknown): boolean | undefined => {
    const parsed = schema.parse(raw);
    return belongs(parsed) ? isRight(parsed) : undefined;
  };
  return { name, file: `${file}.jsonl`, floor, judge };
}

const { DucklingRow, RecognizersRow, JionlpMoneyRow, JionlpTimeRow } = row;

export const SETS: readonly ParserSet[] = [
  setOf("Duckling numerals", "numeral_duckling", 120, DucklingRow, numbers.isNumeralRight),
  setOf("Duckling day and hour points", "time_duckling", 166, DucklingRow, times.isPointRight, times.isPoint),
  setOf("JioNLP money", "money_jionlp", 53, JionlpMoneyRow, amounts.isJionlpMoneyRight),
  setOf(
    "JioNLP money, exact sums in yuan",
    "money_jionlp",
    13,
    JionlpMoneyRow,
    amounts.isJionlpMoneyRight,
    ({ expect }) => expect.definition === "accurate" && expect.case === "元",
  ),
  setOf("Duckling money", "money_duckling", 23, DucklingRow, amounts.isDucklingMoneyRight),
  setOf("Duckling durations", "duration_duckling", 42, DucklingRow, amounts.isDurationRight),
  setOf("Duckling distances", "distance_duckling", 26, DucklingRow, amounts.isDistanceRight),
  setOf("Recognizers numbers", "number_recognizers", 227, RecognizersRow, numbers.isNumberRight),
  setOf("Recognizers ordinals", "ordinal_recognizers", 3, RecognizersRow, numbers.isOrdinalRight),
  setOf("Recognizers number ranges", "numberrange_recognizers", 6, RecognizersRow, numbers.isRangeRight),
  setOf("Recognizers currency", "currency_recognizers", 23, RecognizersRow, amounts.isCurrencyRight),
  setOf("Recognizers ages", "age_recognizers", 5, RecognizersRow, amounts.isAgeRight),
  setOf("Recognizers dates and times", "datetime_recognizers", 142, RecognizersRow, times.isDatetimeRight),
  setOf("JioNLP times", "time_jionlp", 67, JionlpTimeRow, times.isJionlpTimeRight),
  setOf("Recognizers phone numbers masked", "phone_recognizers", 98, RecognizersRow, phones.isPhoneMasked),
  setOf(
    "mainland mobiles masked",
    "phone_recognizers",
    10,
    RecognizersRow,
    phones.isPhoneMasked,
    phones.isMainlandMobile,
  ),
];
