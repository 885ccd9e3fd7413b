/** An empty match would be found again at the same place; behind it the pattern goes on at the next sign. */
const afterEmpty = (text: string, pattern: RegExp): number =>
  pattern.lastIndex + (pattern.unicode && (text.codePointAt(pattern.lastIndex) ?? 0) > 0xffff ? 2 : 1);

/**
 * Visits the matches of a global pattern in their order. `matchAll` copies the pattern at each call, which takes longer than the search
 * in a short message.
 * @param visit returns false when it has seen enough
 */
export function eachMatch(text: string, pattern: RegExp, visit: (match: RegExpExecArray) => boolean): void {
  if (!pattern.global) throw new TypeError(`not a global pattern: ${pattern.source}`);
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const next = match[0] === "" ? afterEmpty(text, pattern) : pattern.lastIndex;
    if (!visit(match)) break;
    pattern.lastIndex = next; // a visitor may have used the pattern itself
  }
  pattern.lastIndex = 0;
}
