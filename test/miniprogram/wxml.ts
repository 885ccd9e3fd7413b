/** An element of a template, as written. */
export interface Element {
  tag: string;
  attributes: Record<string, string>;
  /** What stands between its own tags, tags taken out: the text that is read aloud. */
  text: string;
}

const TAG = /<([a-z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(\/?)>/g;
const ATTRIBUTE = /([\w:-]+)(?:="([^"]*)")?/g;

/** Where the element that opens before `from` is closed. */
function closingOf(wxml: string, tag: string, from: number): number {
  const edge = new RegExp(`<(/?)${tag}(?=[\\s>])[^>]*?(/?)>`, "g");
  edge.lastIndex = from;
  let depth = 1;
  for (let hit = edge.exec(wxml); hit !== null; hit = edge.exec(wxml)) {
    if (hit[1] === "/") depth -= 1;
    else if (hit[2] !== "/") depth += 1;
    if (depth === 0) return hit.index;
  }
  return from;
}

/** All elements of a template. Templates are ours and plain: no `>` inside quotes but in {{ }} of comparisons, which are blanked first. */
export function elementsOf(template: string): Element[] {
  const wxml = template.replace(/\{\{[^}]*\}\}/g, (text) => text.replace(/[<>]/g, "~"));
  return [...wxml.matchAll(TAG)].map((match) => {
    const [whole, tag = "", written = "", slash] = match;
    const attributes = Object.fromEntries(
      [...written.matchAll(ATTRIBUTE)].map(([, name = "", value = ""]) => [name, value]),
    );
    const start = match.index + whole.length;
    const inner = slash === "/" ? "" : wxml.slice(start, closingOf(wxml, tag, start));
    return { tag, attributes, text: inner.replace(/<[^>]*>/g, "").trim() };
  });
}

/** Events an element answers, with the name of the method. */
export const handlersOf = ({ attributes }: Element): { event: string; method: string }[] =>
  Object.entries(attributes).flatMap(([name, method]) => {
    const event = /^(?:bind|catch):?(\w+)$/.exec(name)?.[1];
    return event === undefined ? [] : [{ event, method }];
  });

/** Classes an element always has, and those it may have. */
export function classesOf({ attributes }: Element): { always: string[]; maybe: string[] } {
  const written = attributes["class"] ?? "";
  return {
    always: written
      .replace(/\{\{.*?\}\}/g, " ")
      .split(/\s+/)
      .filter((name) => name !== ""),
    maybe: [...written.matchAll(/'([\w -]+)'/g)].flatMap(([, names = ""]) => names.split(/\s+/)),
  };
}
