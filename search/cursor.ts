import { z } from "zod";
import { invalid } from "../src/errors.ts";
import { sha256 } from "../src/kit/ids.ts";

const Cursor = z.object({
  offset: z.number().int().min(1).max(10_000),
  query: z.string(),
  /** The rung of the ladder that the list was found on. */
  rung: z.number().int().min(0).max(20).optional(),
});

/** Where a page starts: how far into the list, and which list. */
export interface PlaceInList {
  offset: number;
  rung: number | undefined;
}

/** Ties a cursor to its question: one list's position means nothing in another. Fields that are undefined do not count. */
const fingerprint = (query: object): string => sha256(JSON.stringify(Object.entries(query).sort())).slice(0, 12);

export const encodeCursor = (offset: number, query: object, rung?: number): string =>
  Buffer.from(JSON.stringify({ offset, query: fingerprint(query), rung })).toString("base64url");

const parsed = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    return undefined; // not ours: refused below like any other cursor that does not fit
  }
};

/**
 * @returns where the page starts; the first place of the first list that finds something without a cursor
 * @throws AppError invalid when the cursor is not one of ours or belongs to another question
 */
export function placeInList(cursor: string | undefined, query: object): PlaceInList {
  if (cursor === undefined) return { offset: 0, rung: undefined };
  const checked = Cursor.safeParse(parsed(cursor));
  if (!checked.success || checked.data.query !== fingerprint(query))
    throw invalid([{ path: "cursor", message: "cursor 无效或属于另一个查询，请从第一页重新开始" }]);
  return { offset: checked.data.offset, rung: checked.data.rung };
}
