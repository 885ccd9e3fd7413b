import { spokenWord, wordedShare } from "../search/ranking/factors.ts";
import type { FoundFor } from "./find-for.ts";

/** Papers that are one certain thing: 焊工证 may be any, 焊工操作证 is one. */
const CERTAIN = /(?:执照|驾照|操作证|上岗证|[a-z]\d证)$/;
/** Half of its pairs of characters are those of the trade: 无人机 in 无人机执照. */
const STATED = 0.6;

/** The paper that was asked for and that none of the courses found says it leads to. @returns undefined where one does, or none was asked */
export function missingPaper({ query: { spoken }, page }: FoundFor): string | undefined {
  if (spoken === undefined || !CERTAIN.test(spoken)) return undefined;
  const word = spokenWord(spoken);
  const isStated = page.items.some(
    ({ course: { title, certificates } }) => wordedShare(word, { title, certNames: certificates }) >= STATED,
  );
  return isStated ? undefined : spoken;
}
