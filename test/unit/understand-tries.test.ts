import { describe, expect, it } from "vitest";
import { eachMatch } from "../../bot/understand/each-match.ts";
import { createSoundIndex } from "../../bot/understand/sound-index.ts";
import { createTrie } from "../../bot/understand/trie.ts";

const visited = (text: string, pattern: RegExp): [number, string][] => {
  const found: [number, string][] = [];
  eachMatch(text, pattern, (match) => found.push([match.index, match[0]]) > 0);
  return found;
};

describe("eachMatch", () => {
  const texts = ["", "成都学电焊", "1.2万到3千", "😀学😀", "，，a，"];
  const patterns = [/\d+/g, /[，。]*/g, /(?=学)/g, /x?/gu, /.(?=学)/gu, /$/g];
  it.each(patterns)("finds with %s what matchAll finds, empty matches and surrogate pairs included", (pattern) => {
    for (const text of texts)
      expect(visited(text, pattern)).toEqual([...text.matchAll(pattern)].map((match) => [match.index, match[0]]));
  });

  it("leaves nothing behind when it is stopped, or when the visitor uses the pattern too", () => {
    const digit = /\d/g;
    eachMatch("1 2 3", digit, () => false);
    expect(digit.lastIndex).toBe(0);
    const inner: string[][] = [];
    eachMatch("1 2 3", digit, (match) => inner.push([match[0], ...("8 9".match(digit) ?? [])]) > 0);
    expect(inner).toEqual(["1", "2", "3"].map((sign) => [sign, "8", "9"]));
  });

  it("refuses a pattern that would be found at the same place for ever", () => {
    expect(() => visited("学", /学/)).toThrow(/global/);
  });
});

describe("tries", () => {
  it("give every name at every place, names within names and two entries of one name included", () => {
    const trie = createTrie<string>();
    for (const name of ["电工", "电工证", "工", "电焊工", "电焊"]) trie.add(name, name);
    trie.add("电工", "again");
    const found = trie.hits("学电工证").map(({ start, end, entry }) => `${start}-${end} ${entry}`);
    expect(found).toEqual(["1-3 电工", "1-3 again", "1-4 电工证", "2-3 工"]);
  });

  it("follow every reading of a character", () => {
    const sounds = createSoundIndex<string>();
    sounds.add(["kuai", "ji"], "会计");
    sounds.add(["hui"], "会");
    sounds.add(["kuai", "ji", "si"], "会计师");
    const found = sounds
      .hits([["hui", "kuai"], ["ji"], ["si"]])
      .map(({ start, end, entry }) => `${start}-${end} ${entry}`);
    expect(found.toSorted()).toEqual(["0-1 会", "0-2 会计", "0-3 会计师"]);
  });
});
