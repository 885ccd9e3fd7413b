import type { Hit } from "./trie.ts";

interface Node<Entry> {
  next: Map<string, Node<Entry>>;
  entries: Entry[];
}

/** A trie over syllables that is asked with several readings for each character. */
export interface SoundIndex<Entry> {
  add(syllables: readonly string[], entry: Entry): void;
  /** Every entry at every position, overlaps included. */
  hits(readings: readonly (readonly string[])[]): Hit<Entry>[];
}

export function createSoundIndex<Entry>(): SoundIndex<Entry> {
  const root: Node<Entry> = { next: new Map(), entries: [] };
  const add: SoundIndex<Entry>["add"] = (syllables, entry) => {
    let node = root;
    for (const syllable of syllables) {
      const child: Node<Entry> = node.next.get(syllable) ?? { next: new Map(), entries: [] };
      node.next.set(syllable, child);
      node = child;
    }
    node.entries.push(entry);
  };
  const hits: SoundIndex<Entry>["hits"] = (readings) => {
    const found: Hit<Entry>[] = [];
    for (let start = 0; start < readings.length; start++) {
      let nodes = [root];
      for (let at = start; at < readings.length && nodes.length > 0; at++) {
        const heard = readings[at] ?? [];
        nodes = nodes.flatMap(({ next }) => heard.flatMap((syllable) => next.get(syllable) ?? []));
        for (const { entries } of nodes) for (const entry of entries) found.push({ start, end: at + 1, entry });
      }
    }
    return found;
  };
  return { add, hits };
}
