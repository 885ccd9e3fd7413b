import { columnOfLocalDate, type LocalDate } from "../../kit/clock.ts";
import type { Tx } from "../../kit/database.ts";
import type { ShortageEntry } from "../../shortage/shortage-list.ts";
import type { ShortageLine } from "./shortage-rows.ts";

/** One edition of a list, ready to be written. */
export interface ShortageEdition {
  id: string;
  title: string;
  divisionCode: string;
  period: string;
  publishedOn: LocalDate;
  isDemo: boolean;
  sourceId: string;
  entries: ShortageEntry[];
}

/**
 * The printed line as an entry. Without a 2022 code the printed name decides; a name the classification does not have stays a name.
 * @param codes occupation code by official name
 */
export const entryOf = (line: ShortageLine, codes: ReadonlyMap<string, string>): ShortageEntry => ({
  rank: line.rank,
  printedName: line.occupation,
  occupationCode: line.code_2022 ?? line.code ?? codes.get(line.occupation) ?? null,
  degree: line.degree,
  minLevel: line.min_level,
  reason: line.reason,
});

const sameEntries = (a: readonly ShortageEntry[], b: readonly ShortageEntry[]): boolean => {
  const said = (entries: readonly ShortageEntry[]): string =>
    JSON.stringify(
      entries
        .map((entry) => [
          entry.rank,
          entry.printedName,
          entry.occupationCode,
          entry.degree,
          entry.minLevel,
          entry.reason,
        ])
        .sort(([a], [b]) => Number(a) - Number(b)),
    );
  return said(a) === said(b);
};

/** Editions are never edited: an id that stands already either says the same or is another list. */
export async function compareEdition(tx: Tx, edition: ShortageEdition): Promise<"new" | "same" | "different"> {
  const standing = await tx.shortageList.findUnique({ where: { id: edition.id }, include: { entries: true } });
  if (standing === null) return "new";
  const isSame = standing.title === edition.title && sameEntries(standing.entries, edition.entries);
  return isSame ? "same" : "different";
}

export async function writeEdition(tx: Tx, { entries, publishedOn, ...list }: ShortageEdition): Promise<void> {
  const day = columnOfLocalDate(publishedOn);
  await tx.shortageList.create({ data: { ...list, publishedOn: day, statedOn: day } });
  await tx.shortageEntry.createMany({ data: entries.map((entry) => ({ listId: list.id, ...entry })) });
}
