import type { CertificateTerm } from "../src/certificates/certificate.ts";
import type { IntentCall } from "./intents/intent.ts";
import type { NamedOccupation } from "./understand/meaning.ts";

/** The occupation whose papers are meant: named now, else the subject of the talk. */
export const occupationAsked = ({ meaning: { slots }, state }: IntentCall): NamedOccupation | undefined =>
  slots.occupations?.[0] ?? slots.leading ?? state.search.occupations?.[0];

/** An occupation the table does not tell apart: a grade, where it has grades, and the paper of the school. */
function termOf({ services }: IntentCall, { code, name }: NamedOccupation): CertificateTerm | undefined {
  const { certificates, occupations } = services;
  const known = certificates.ofOccupation(code);
  if (known !== undefined) return known;
  const [grade, training] = [certificates.kind("skill_grade"), certificates.kind("training")];
  const hasGrades = (occupations.byCode(code)?.levels.length ?? 0) > 0;
  if (!hasGrades || grade === undefined || training === undefined) return undefined;
  const readings = [
    { kind: grade, covers: name },
    { kind: training, covers: "" },
  ];
  return { name: `${name}证`, readings };
}

const TELLS_APART = /还是|区别|不同|一样/;

/**
 * Which papers are spoken of: the popular name (电工证), one kind of an occupation (电工的特种作业操作证), a kind by itself, or all those of
 * the occupation.
 * @returns undefined where nothing in the table is meant
 */
export function certificateAsked(call: IntentCall): CertificateTerm | undefined {
  const { text, slots } = call.meaning;
  const { certificates } = call.services;
  const occupation = occupationAsked(call);
  const ofOccupation = occupation === undefined ? undefined : termOf(call, occupation);
  const popular = slots.certificate === undefined ? undefined : certificates.term(slots.certificate);
  const kind = popular === undefined || popular.readings.length === 1 ? certificates.kindIn(text) : undefined;
  if (kind !== undefined && !TELLS_APART.test(text)) {
    const reading = ofOccupation?.readings.find((each) => each.kind.id === kind.id);
    if (ofOccupation !== undefined && reading !== undefined) return { name: ofOccupation.name, readings: [reading] };
    if (popular === undefined) return { name: kind.name, readings: [{ kind, covers: "" }] };
  }
  return popular ?? ofOccupation;
}

/** Whether this message itself names a paper or a trade, so that the list on the screen is not meant. */
export const namesCertificate = ({ meaning: { slots, text }, services }: IntentCall): boolean =>
  slots.certificate !== undefined ||
  slots.occupations !== undefined ||
  slots.leading !== undefined ||
  services.certificates.kindIn(text) !== undefined;
