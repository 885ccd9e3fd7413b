import type { Hit } from "./trie.ts";
import { addEntry, childOf, emptyNode, type TrieNode } from "./trie-node.ts";

/** A trie over syllables that is asked with several readings for each character. */
export interface SoundIndex<Entry> {
  add(syllables: readonly string[], entry: Entry): void;
  /** Every entry at every position, overlaps included. */
  hits(readings: readonly (readonly string[])[]): Hit<Entry>[];
}

export function createSoundIndex<Entry>(): SoundIndex<Entry> {
  const root = emptyNode<Entry>();
  const hits: SoundIndex<Entry>["hits"] = (readings) => {
    const found: Hit<Entry>[] = [];
    // no deeper than the longest name; a list of the nodes reached so far would cost more than the walk
    const walk = (node: TrieNode<Entry>, start: number, at: number): void => {
      for (const syllable of readings[at] ?? []) {
        const child = childOf(node, syllable);
        if (child === undefined) continue;
        if (child.entries !== undefined) for (const entry of child.entries) found.push({ start, end: at + 1, entry });
        walk(child, start, at + 1);
      }
    };
    for (let start = 0; start < readings.length; start++) walk(root, start, start);
    return found;
  };
  return { add: (syllables, entry) => addEntry(root, syllables, entry), hits };
}
