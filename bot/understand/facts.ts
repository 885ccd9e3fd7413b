import { findAges } from "./grammars/age.ts";
import { findAttributes } from "./grammars/attribute.ts";
import { findCertificates } from "./grammars/certificate.ts";
import { findDurations } from "./grammars/duration.ts";
import { findEducation } from "./grammars/education.ts";
import { findExtras, findHeadcounts } from "./grammars/extras.ts";
import type { Found } from "./grammars/found.ts";
import { findOnBehalf } from "./grammars/on-behalf.ts";
import type { Slots } from "./meaning.ts";

/** What a message says about the person and asks of a course, beside what is searched by. */
export interface Facts {
  slots: Slots;
  spans: { start: number; end: number; what: string }[];
  explain: string[];
}

/** Runs the grammars whose words are no conditions of the search. Pure. */
export function findFacts(text: string): Facts {
  const slots: Slots = {};
  const spans: Facts["spans"] = [];
  const explain: string[] = [];
  const pick = <Value>(what: string, found: Found<Value>[], isTold = false): Value | undefined => {
    const [first] = found;
    if (first === undefined) return undefined;
    if (isTold) spans.push({ start: first.start, end: first.end, what });
    explain.push(`${what}: ${text.slice(first.start, first.end)} → ${JSON.stringify(first.value)} (${first.reason})`);
    return first.value;
  };
  const attribute = pick("attribute", findAttributes(text));
  if (attribute !== undefined) slots.attribute = attribute;
  const certificate = pick("certificate", findCertificates(text));
  if (certificate !== undefined) slots.certificate = certificate;
  const education = pick("education", findEducation(text), true);
  if (education !== undefined) slots.education = education;
  const age = pick("age", findAges(text), true);
  if (age !== undefined) slots.age = age;
  const duration = pick("duration", findDurations(text), true);
  if (duration !== undefined) slots.durationMaxDays = duration;
  const onBehalf = pick("on behalf", findOnBehalf(text), true);
  if (onBehalf !== undefined) slots.onBehalf = onBehalf;
  const headcount = pick("headcount", findHeadcounts(text), true);
  if (headcount !== undefined) slots.headcount = headcount;
  const extras = findExtras(text);
  pick("extra", extras);
  if (extras.length > 0) slots.extras = [...new Set(extras.map(({ value }) => value))];
  return { slots, spans, explain };
}
