import type { Labels } from "./record.ts";

/** Slots that are always scored; the rest counts apart, so that a difference in naming does not sink the main figure. */
const CORE: ReadonlySet<string> = new Set([
  "occupation",
  "place_code",
  "place_zone",
  "level",
  "near",
  "free",
  "subsidy",
  "group",
  "schedule",
  "mode",
  "price_max",
  "date_from",
  "date_to",
  "ordinal",
  "negated",
]);

/** A place is scored by its code, not by its name. */
const UNSCORED = "place";

const plain = (value: unknown): string => String(value).trim().toLowerCase();

/** One predicted value against the alternatives of the label. Hedging with `|` is no answer. */
const isAlternative = (wanted: unknown, said: unknown): boolean =>
  !String(said).includes("|") && plain(wanted).split("|").includes(plain(said));

const isObject = (value: unknown): value is Labels =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a prediction says what the label wants: lists in any order and complete, objects field by field. */
export function agrees(wanted: unknown, said: unknown): boolean {
  if (said === undefined || said === null) return false;
  if (Array.isArray(wanted)) {
    const all: unknown[] = Array.isArray(said) ? said : [said];
    return wanted.length === all.length && wanted.every((want) => all.some((one) => isAlternative(want, one)));
  }
  if (isObject(wanted)) return isObject(said) && scored(wanted).every((name) => agrees(wanted[name], said[name]));
  if (Array.isArray(said)) return said.length === 1 && isAlternative(wanted, said[0]);
  return isAlternative(wanted, said);
}

const scored = (labels: Labels): string[] => Object.keys(labels).filter((name) => name !== UNSCORED);

export const coreOf = (labels: Labels): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => CORE.has(name)));

export const extendedOf = (labels: Labels): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => !CORE.has(name) && name !== UNSCORED));

/** Names of labels that a prediction misses, has wrong, or has without being wanted. */
export function differences(wanted: Labels, said: Labels): string[] {
  const names = new Set([...Object.keys(wanted), ...Object.keys(said)]);
  return [...names].filter((name) => !(name in wanted) || !agrees(wanted[name], said[name]));
}
