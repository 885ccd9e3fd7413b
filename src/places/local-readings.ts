/** Names the pinyin library reads otherwise than the people who live there; a test holds them against the table of divisions. */
const LOCAL_READINGS: readonly (readonly [name: string, syllables: readonly string[]])[] = Object.entries({
  新都: ["xin", "du"],
  郫: ["pi"],
  郫都: ["pi", "du"],
  什邡: ["shi", "fang"],
  丹棱: ["dan", "ling"],
  筠: ["jun"],
  犍: ["qian"],
  珙: ["gong"],
  邛: ["qiong"],
});

/** @param fromBooks the syllables that the library gives, one a character */
export function localSyllables(text: string, fromBooks: readonly string[]): string[] {
  const syllables = [...fromBooks];
  for (const [name, reading] of LOCAL_READINGS) {
    const at = text.indexOf(name);
    if (at >= 0) syllables.splice(at, reading.length, ...reading);
  }
  return syllables;
}
