/** Where a name stands in a text. `end` is exclusive. */
export interface Hit<Entry> {
  start: number;
  end: number;
  entry: Entry;
}

interface Node<Entry> {
  next: Map<string, Node<Entry>>;
  entries: Entry[];
}

export interface Trie<Entry> {
  add(key: Iterable<string>, entry: Entry): void;
  /** Every entry at every position, overlaps included: choosing between them needs more than the text. */
  hits(symbols: ArrayLike<string>): Hit<Entry>[];
}

/** A trie over symbols: characters of a text, or syllables. About 1 µs for a message. */
export function createTrie<Entry>(): Trie<Entry> {
  const root: Node<Entry> = { next: new Map(), entries: [] };
  return {
    add: (key, entry) => {
      let node = root;
      for (const symbol of key) {
        const known = node.next.get(symbol);
        const child: Node<Entry> = known ?? { next: new Map(), entries: [] };
        if (known === undefined) node.next.set(symbol, child);
        node = child;
      }
      node.entries.push(entry);
    },
    hits: (symbols) => {
      const found: Hit<Entry>[] = [];
      for (let start = 0; start < symbols.length; start++) {
        let node: Node<Entry> | undefined = root;
        for (let at = start; at < symbols.length; at++) {
          node = node.next.get(symbols[at] ?? "");
          if (node === undefined) break;
          for (const entry of node.entries) found.push({ start, end: at + 1, entry });
        }
      }
      return found;
    },
  };
}
