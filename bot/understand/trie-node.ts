/** A node of a trie. Most have one child and no entry at all, and a map and a list for each of them would take most of the memory. */
export interface TrieNode<Entry> {
  /** The first child, and the symbol it stands under. */
  symbol: string | undefined;
  child: TrieNode<Entry> | undefined;
  others: Map<string, TrieNode<Entry>> | undefined;
  entries: Entry[] | undefined;
}

export const emptyNode = <Entry>(): TrieNode<Entry> => ({
  symbol: undefined,
  child: undefined,
  others: undefined,
  entries: undefined,
});

export const childOf = <Entry>(node: TrieNode<Entry>, symbol: string): TrieNode<Entry> | undefined =>
  node.symbol === symbol ? node.child : node.others?.get(symbol);

function grown<Entry>(node: TrieNode<Entry>, symbol: string): TrieNode<Entry> {
  const child = emptyNode<Entry>();
  if (node.child === undefined) {
    node.symbol = symbol;
    node.child = child;
  } else {
    node.others ??= new Map();
    node.others.set(symbol, child);
  }
  return child;
}

/** Puts an entry under a key, beside those that stand there already. */
export function addEntry<Entry>(root: TrieNode<Entry>, key: Iterable<string>, entry: Entry): void {
  let node = root;
  for (const symbol of key) node = childOf(node, symbol) ?? grown(node, symbol);
  if (node.entries === undefined) node.entries = [entry];
  else node.entries.push(entry);
}
