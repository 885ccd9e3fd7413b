import { IndexingFailed } from "./search-indexer.ts";

/** An item that fails when it is tried alone. */
export interface Failure<Item> {
  item: Item;
  error: IndexingFailed;
}

/** So many in a row that the engine blames itself for, and nothing gone through: it is the engine and not them. */
const ENOUGH_SUSPECTS = 3;

/**
 * Tries all at once; when that fails, each half, down to the items that fail alone: a bad one costs a few attempts more and holds up
 * nobody but itself.
 * @returns the items that failed alone
 * @throws what is not about single items: an outage, or an engine that can do nothing at all
 */
export async function bisect<Item>(
  items: readonly Item[],
  attempt: (items: readonly Item[]) => Promise<void>,
): Promise<Failure<Item>[]> {
  const failures: Failure<Item>[] = [];
  let hasOneGoneThrough = false;

  const isTheEngine = (atLeast: number): boolean =>
    !hasOneGoneThrough && failures.length >= atLeast && failures.every(({ error }) => error.blames === "engine");
  const divide = async (part: readonly Item[]): Promise<void> => {
    try {
      await attempt(part);
      hasOneGoneThrough = true;
    } catch (error) {
      if (!(error instanceof IndexingFailed)) throw error;
      const [item] = part;
      if (part.length === 1 && item !== undefined) failures.push({ item, error });
      if (isTheEngine(ENOUGH_SUSPECTS)) throw new Error("the engine can do nothing", { cause: error });
      if (part.length <= 1) return;
      const middle = part.length >> 1;
      await divide(part.slice(0, middle));
      await divide(part.slice(middle));
    }
  };

  if (items.length > 0) await divide(items);
  if (isTheEngine(1)) throw new Error("the engine can do nothing", { cause: failures[0]?.error });
  return failures;
}
