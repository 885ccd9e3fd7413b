/** Characters that hold a sentence together: where one stands, a sentence is heard and not a name. */
const FUNCTION_SIGNS = new Set("是的了在有我你他她它不吗呢吧啊这那就也都和跟会去到没被给什怎些着过");

/** Whether a function character stands where the name has another one: 培训是 is no 培训师. */
export function breaksIntoSentence(said: string, name: string): boolean {
  for (let at = 0; at < said.length; at++) if (said[at] !== name[at] && FUNCTION_SIGNS.has(said[at] ?? "")) return true;
  return false;
}

/** How many characters are the same in both. */
export function sameSigns(said: string, name: string): number {
  let same = 0;
  for (let at = 0; at < said.length; at++) if (said[at] === name[at]) same++;
  return same;
}
