import type { ShortageList } from "../services/types";
import { spokenDay, spokenLevel } from "./spoken";

type Entry = ShortageList["entries"][number];

export interface EntryRow {
  key: string;
  title: string;
  detail: string;
  reason: string;
  /** Empty = the printed name is no occupation of the classification. */
  code: string;
}

/** 急需 · 中级工（四级）以上 */
const entryDetail = ({ degree, minLevel }: Entry): string =>
  [degree ?? "", minLevel === null ? "" : `${spokenLevel(minLevel)}${minLevel === 1 ? "" : "以上"}`]
    .filter((part) => part !== "")
    .join(" · ");

export const entryRow = (entry: Entry): EntryRow => ({
  key: `${entry.rank}-${entry.printedName}`,
  title: `${entry.rank}. ${entry.printedName}`,
  detail: entryDetail(entry),
  reason: entry.reason ?? "",
  code: entry.occupationCode ?? "",
});

/** Which edition of which list: 四川省 · 2026 年版 · 2026年3月1日公布 */
export const editionWords = (
  { divisionName, period, publishedOn }: Pick<ShortageList, "divisionName" | "period" | "publishedOn">,
  today: string,
): string => `${divisionName} · ${period} · ${spokenDay(publishedOn, today)}公布`;

/** What a list says of one occupation, with the list's name and edition. */
export function standingIn(list: ShortageList, code: string, today: string): string | undefined {
  const entry = list.entries.find(({ occupationCode }) => occupationCode === code);
  if (entry === undefined) return undefined;
  const detail = entryDetail(entry);
  return `第 ${entry.rank} 位${detail === "" ? "" : `，${detail}`}。《${list.title}》（${editionWords(list, today)}）`;
}
