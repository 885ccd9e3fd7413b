import type { CertificateTerm, Reading } from "../src/certificates/certificate.ts";
import type { IntentCall } from "./intents/intent.ts";
import type { Meaning, NamedOccupation } from "./understand/meaning.ts";

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
  return { name: `${name}证`, readings, isGeneral: true };
}

/** 算不算技能等级证书 names what the paper is held against, not the paper. */
const HELD_AGAINST = /算(?:不算|不得|得上|是)?(?:一种)?(?:职业)?(?:技能等级|职业资格)/;

const isHeldAgainst = ({ text, slots }: Meaning): boolean =>
  HELD_AGAINST.test(text) && (slots.certificate === undefined || slots.certificate === "技能等级证书");

/** Words that say nothing of the trade: with a trade named beside them, its own papers are meant. */
const OF_ANY_TRADE = /^(?:上岗|岗位|持证|操作|作业|资格|从业|职业)/;

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
  if (isHeldAgainst(call.meaning)) return ofOccupation;
  const popular = slots.certificate === undefined ? undefined : certificates.term(slots.certificate);
  const isVague = popular !== undefined && OF_ANY_TRADE.test(popular.name) && popular.readings.length > 1;
  if (isVague && slots.occupations !== undefined && ofOccupation !== undefined) return ofOccupation;
  const kind = popular === undefined || popular.readings.length === 1 ? certificates.kindIn(text) : undefined;
  if (kind !== undefined && !TELLS_APART.test(text)) {
    const reading = ofOccupation?.readings.find((each) => each.kind.id === kind.id);
    if (ofOccupation !== undefined && reading !== undefined) return { name: ofOccupation.name, readings: [reading] };
    if (popular === undefined) return { name: kind.name, readings: [{ kind, covers: "" }] };
  }
  return popular ?? ofOccupation;
}

/** The licences of a trade that set conditions by law: without them somebody may learn, but not do the work. */
export function licencesOf(call: IntentCall, { code }: NamedOccupation): Reading[] {
  const readings = call.services.certificates.ofOccupation(code)?.readings ?? [];
  return readings.filter(({ kind }) => kind.grade === "no" && kind.conditions !== null);
}

/** Whether this message itself names a paper or a trade, so that the list on the screen is not meant. */
export function namesCertificate({ meaning, services }: IntentCall): boolean {
  const { slots, text } = meaning;
  if (slots.occupations !== undefined || slots.leading !== undefined) return true;
  if (isHeldAgainst(meaning)) return false;
  return slots.certificate !== undefined || services.certificates.kindIn(text) !== undefined;
}
