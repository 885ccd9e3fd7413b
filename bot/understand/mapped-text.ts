/** A text and, for each of its UTF-16 units, where it stands in what the person wrote. */
export interface MappedText {
  text: string;
  offsets: number[];
}

/** Puts another spelling in place; what is put in points at the start of what it replaces. */
export function rewrite(
  { text, offsets }: MappedText,
  pattern: RegExp,
  to: string | ((found: RegExpExecArray) => string),
): MappedText {
  let next = "";
  const map: number[] = [];
  let last = 0;
  for (const found of text.matchAll(pattern)) {
    const put = typeof to === "string" ? to : to(found);
    next += text.slice(last, found.index) + put;
    map.push(...offsets.slice(last, found.index));
    for (let at = 0; at < put.length; at++) map.push(offsets[found.index + Math.min(at, found[0].length - 1)] ?? 0);
    last = found.index + found[0].length;
  }
  if (last === 0) return { text, offsets };
  return { text: next + text.slice(last), offsets: [...map, ...offsets.slice(last)] };
}
