import { XMLParser, XMLValidator } from "fast-xml-parser";
import { z } from "zod";

export type ReadXml = { kind: "fields"; fields: Record<string, unknown> } | { kind: "refused"; reason: string };

const MAX_BYTES = 64 * 1024;
const MAX_DEPTH = 8;
const CDATA_OPENS = "<![CDATA[";
const CDATA_CLOSES = "]]>";

/** Tags that repeat: a list also when there is one of them, or none. */
const LISTS = new Set(["List", "item"]);

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false, // "007" is no number, and a MsgId has more digits than one holds
  processEntities: false,
  trimValues: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: MAX_DEPTH + 1,
  isArray: (name) => LISTS.has(name),
});

const refused = (reason: string): ReadXml => ({ kind: "refused", reason });

/** What stands outside CDATA. By hand: a regular expression would take quadratic time on sections that never close. */
function outsideCdata(text: string): string | undefined {
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    const opens = text.indexOf(CDATA_OPENS, at);
    if (opens === -1) return parts.join("") + text.slice(at);
    const closes = text.indexOf(CDATA_CLOSES, opens);
    if (closes === -1) return undefined;
    parts.push(text.slice(at, opens));
    at = closes + CDATA_CLOSES.length;
  }
}

const depthOf = (value: unknown): number => {
  if (Array.isArray(value)) return Math.max(0, ...value.map(depthOf));
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
};

const Parsed = z.strictObject({ xml: z.union([z.record(z.string(), z.unknown()), z.literal("")]) });

/** No reason ever repeats what was sent. */
function faultOf(text: string): string | undefined {
  if (Buffer.byteLength(text) > MAX_BYTES) return "more than 64 KB";
  const outside = outsideCdata(text);
  if (outside === undefined) return "CDATA is not closed";
  if (outside.includes("<!")) return "a declaration, DOCTYPE, entity or comment";
  return XMLValidator.validate(text) === true ? undefined : "not well-formed";
}

/**
 * Reads `<xml>…</xml>` as the platform posts it. Values are strings, `List` and `item` always arrays. Refuses whatever could make a
 * parser work for somebody else: declarations, entities, more than 64 KB, tags in tags more than 8 deep. Never throws.
 */
export function readXml(text: string): ReadXml {
  const fault = faultOf(text);
  if (fault !== undefined) return refused(fault);
  try {
    const { data } = Parsed.safeParse(parser.parse(text));
    if (data === undefined) return refused("the root is not <xml>");
    const fields = data.xml === "" ? {} : data.xml;
    return depthOf(fields) > MAX_DEPTH ? refused("more than 8 deep") : { kind: "fields", fields };
  } catch {
    return refused("cannot be read");
  }
}

/** What a message may hold: text, whole numbers, groups of fields, and lists, whose members become `item`s. */
type XmlField = string | number | XmlFields | readonly XmlField[] | undefined;
export interface XmlFields {
  readonly [name: string]: XmlField;
}

// A CDATA section cannot hold its own end: it closes between the brackets and opens again.
const cdata = (text: string): string =>
  CDATA_OPENS + text.replaceAll(CDATA_CLOSES, `]]${CDATA_CLOSES}${CDATA_OPENS}>`) + CDATA_CLOSES;

const isList = (field: XmlField): field is readonly XmlField[] => Array.isArray(field);

function contentOf(field: XmlField): string {
  if (typeof field === "string") return cdata(field);
  if (typeof field === "number") return String(field);
  if (isList(field)) return field.map((member) => `<item>${contentOf(member)}</item>`).join("");
  return Object.entries(field ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<${name}>${contentOf(value)}</${name}>`)
    .join("");
}

/** Writes `<xml>…</xml>`: strings in CDATA, numbers as they are, lists as repeated `<item>`, undefined fields left out. */
export const writeXml = (fields: XmlFields): string => `<xml>${contentOf(fields)}</xml>`;
