// The real tables, read once for a test file.
import { createReader } from "../../bot/answer.ts";
import type { Understand, UnderstandContext } from "../../bot/understand/understand.ts";
import { LocalDate } from "../../src/kit/clock.ts";
import type { Database } from "../../src/kit/database.ts";
import { loadOccupations } from "../../src/occupations/occupations.ts";
import { loadPlaces } from "../../src/places/places.ts";

export async function realUnderstand(db: Database): Promise<Understand> {
  const [places, occupations] = await Promise.all([loadPlaces(db), loadOccupations(db)]);
  return createReader({ places, occupations });
}

/** A Wednesday. */
export const TODAY = LocalDate.parse("2026-03-04");

export const freshContext: UnderstandContext = {
  hasSearch: false,
  hasResults: false,
  asked: undefined,
  hasOffer: false,
  today: TODAY,
  hints: {},
};
