import { addEntry, childOf, emptyNode, type TrieNode } from "./trie-node.ts";

/** Where a name stands in a text. `end` is exclusive. */
export interface Hit<Entry> {
  start: number;
  end: number;
  entry: Entry;
}

export interface Trie<Entry> {
  add(key: Iterable<string>, entry: Entry): void;
  /** Every entry at every position, overlaps included: choosing between them needs more than the text. */
  hits(symbols: ArrayLike<string>): Hit<Entry>[];
}

/** A trie over symbols: characters of a text, or syllables. About 1 µs for a message. */
export function createTrie<Entry>(): Trie<Entry> {
  const root = emptyNode<Entry>();
  return {
    add: (key, entry) => addEntry(root, key, entry),
    hits: (symbols) => {
      const found: Hit<Entry>[] = [];
      for (let start = 0; start < symbols.length; start++) {
        let node: TrieNode<Entry> | undefined = root;
        for (let at = start; at < symbols.length; at++) {
          node = childOf(node, symbols[at] ?? "");
          if (node === undefined) break;
          if (node.entries !== undefined) for (const entry of node.entries) found.push({ start, end: at + 1, entry });
        }
      }
      return found;
    },
  };
}
