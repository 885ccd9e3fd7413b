/** A stream of numbers that depends on its seed alone, so that the same scale and day always give the same demo data. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole, from `min` to `max`, both possible. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  /** @throws Error when the list is empty */
  pick<T>(list: readonly T[]): T;
  /** One of the entries, as likely as its weight. */
  weighted<T extends { weight: number }>(entries: readonly T[]): T;
}

/** FNV-1a, to spread a text over the four words of state. */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
};

// sfc32: small, fast, and no worse than what a browser's Math.random does.
function sfc32(a: number, b: number, c: number, d: number): () => number {
  return () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
}

function defined<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
}

export function createRandom(seed: string): Random {
  const next = sfc32(hash(`${seed}a`), hash(`${seed}b`), hash(`${seed}c`), 1);
  for (let round = 0; round < 12; round++) next(); // the first numbers still show the seed
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => defined(list[Math.floor(next() * list.length)]),
    weighted: (entries) => {
      let rest = next() * entries.reduce((sum, { weight }) => sum + weight, 0);
      for (const entry of entries) {
        rest -= entry.weight;
        if (rest < 0) return entry;
      }
      return defined(entries.at(-1)); // rounding may leave a hair's breadth
    },
  };
}

/**
 * UUIDs of version 7 that rise one millisecond at a time, so that the tables fill in order.
 * @param startMs unix milliseconds of the first
 */
export function idSequence(random: Random, startMs: number): () => string {
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");
  let at = startMs;
  return () => {
    const time = hex(at++, 12);
    const variant = hex(0x8000 | random.int(0, 0x3fff), 4);
    const tail = hex(random.int(0, 0xffffff), 6) + hex(random.int(0, 0xffffff), 6);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(random.int(0, 0xfff), 3)}-${variant}-${tail}`;
  };
}
