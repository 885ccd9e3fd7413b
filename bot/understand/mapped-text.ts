import { eachMatch } from "./each-match.ts";

/** A text and, for each of its UTF-16 units, where it stands in what the person wrote. */
export interface MappedText {
  text: string;
  offsets: number[];
}

/** Puts another spelling in place; what is put in points at the start of what it replaces. */
export function rewrite(
  written: MappedText,
  pattern: RegExp,
  to: string | ((found: RegExpExecArray) => string),
): MappedText {
  const { text, offsets } = written;
  let next = "";
  const map: number[] = [];
  let last = 0;
  eachMatch(text, pattern, (found) => {
    const put = typeof to === "string" ? to : to(found);
    next += text.slice(last, found.index) + put;
    for (let at = last; at < found.index; at++) map.push(offsets[at] ?? 0);
    for (let at = 0; at < put.length; at++) map.push(offsets[found.index + Math.min(at, found[0].length - 1)] ?? 0);
    last = found.index + found[0].length;
    return true;
  });
  if (last === 0) return written;
  return { text: next + text.slice(last), offsets: map.concat(offsets.slice(last)) };
}
