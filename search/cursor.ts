import { z } from "zod";
import { invalid } from "../src/errors.ts";
import { sha256 } from "../src/kit/ids.ts";

const Cursor = z.object({ offset: z.number().int().min(1).max(10_000), query: z.string() });

/** Ties a cursor to its question: one list's position means nothing in another. Fields that are undefined do not count. */
const fingerprint = (query: object): string => sha256(JSON.stringify(Object.entries(query).sort())).slice(0, 12);

export const encodeCursor = (offset: number, query: object): string =>
  Buffer.from(JSON.stringify({ offset, query: fingerprint(query) })).toString("base64url");

const parsed = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    return undefined; // not ours: refused below like any other cursor that does not fit
  }
};

/**
 * @returns the position in the ranked list where the page starts; 0 without a cursor
 * @throws AppError invalid when the cursor is not one of ours or belongs to another question
 */
export function offsetOf(cursor: string | undefined, query: object): number {
  if (cursor === undefined) return 0;
  const checked = Cursor.safeParse(parsed(cursor));
  if (!checked.success || checked.data.query !== fingerprint(query))
    throw invalid([{ path: "cursor", message: "cursor 无效或属于另一个查询，请从第一页重新开始" }]);
  return checked.data.offset;
}
