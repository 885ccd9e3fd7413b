/** How many characters two texts share from the front. */
function sharedStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return at;
}

/** One letter more, less or another, or two exchanged: hanggong, hangon, hengong, hangogn for hangong. Equal texts are not. */
export function isOneSlipApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  const at = sharedStart(a, b);
  if (a.length > b.length) return a.slice(at + 1) === b.slice(at);
  if (a.length < b.length) return a.slice(at) === b.slice(at + 1);
  return (
    a.slice(at + 1) === b.slice(at + 1) ||
    (a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2))
  );
}

/** As the south types it: zh as z, -ng as -n. */
export const southern = (letters: string): string => letters.replace(/([zcs])h/g, "$1").replace(/ng+/g, "n");

/** How likely letters are one slip of others, 0 to 1; 0 = they are not. The first letter is rarely the wrong one. */
export function slipLikeness(typed: string, meant: string): number {
  if (!isOneSlipApart(typed, meant)) return 0;
  return typed[0] === meant[0] ? 0.7 : 0.5;
}
