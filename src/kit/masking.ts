/** A number that points at one person. */
type PersonalNumberKind = "id_card" | "bank_card" | "mobile" | "landline" | "passport" | "social_card";

export interface PersonalNumber {
  kind: PersonalNumberKind;
  /** Offsets in the text that was searched; `end` is behind the last character. */
  start: number;
  end: number;
}

const SPOKEN: Readonly<Record<string, string>> = {
  零: "0",
  〇: "0",
  洞: "0",
  一: "1",
  幺: "1",
  壹: "1",
  二: "2",
  两: "2",
  贰: "2",
  三: "3",
  叁: "3",
  四: "4",
  肆: "4",
  五: "5",
  伍: "5",
  六: "6",
  陆: "6",
  七: "7",
  拐: "7",
  柒: "7",
  八: "8",
  捌: "8",
  九: "9",
  玖: "9",
};
/** Digits as they are typed or dictated, with what people put between groups; an x may end an ID number. */
const RUN =
  /[\d０-９零〇洞一幺壹二两贰三叁四肆五伍六陆七拐柒八捌九玖](?:[ \t.·_–—-]{0,2}[\d０-９零〇洞一幺壹二两贰三叁四肆五伍六陆七拐柒八捌九玖])*(?:[ -]?[xXｘＸ](?![A-Za-z]))?/g;
const PASSPORT = /(?<![A-Za-z0-9])(?:[EGDSPHegdsph]\d{8}|[EGeg][A-Za-z]\d{7})(?!\d)/g;
const SOCIAL_CARD =
  /(?<![A-Za-z0-9])[A-Za-z]{2}\d{7}(?!\d)|(?<=(?:社保卡|医保卡|社会保障卡)(?:号码?)?(?:是|为|[:： ])?)[A-Za-z]{0,2}\d{7,9}(?!\d)/g;

const digitOf = (sign: string): string => {
  const code = sign.charCodeAt(0);
  if (code >= 0xff10 && code <= 0xff19) return String(code - 0xff10);
  return SPOKEN[sign] ?? (/\d/.test(sign) ? sign : /[xXｘＸ]/.test(sign) ? "X" : "");
};

/** Month and day of birth as they stand in an ID number, whatever its check digit: people mistype, and a near miss is a person too. */
function isIdCard(digits: string): boolean {
  if (/^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/.test(digits)) return true;
  return /^[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/.test(digits);
}

function kindOf(digits: string): PersonalNumberKind | undefined {
  if (isIdCard(digits)) return "id_card";
  if (/^(?:86|0086)?1[3-9]\d{9}$/.test(digits)) return "mobile";
  if (/^0(?:10|2\d|[3-9]\d{2})\d{7,8}$/.test(digits)) return "landline";
  if (/^0\d{15,18}$/.test(digits)) return "landline"; // two numbers one after the other
  if (/^\d{17}[\dX]$/.test(digits)) return "id_card"; // eighteen digits are an ID number gone wrong, if nothing else
  if (/^\d{16,19}$/.test(digits)) return "bank_card";
  if (/^\d{15}$/.test(digits)) return "id_card";
  return undefined;
}

const inRuns = (text: string): PersonalNumber[] =>
  [...text.matchAll(RUN)].flatMap((run) => {
    const digits = Array.from(run[0], digitOf).join("");
    if (digits.length < 10 || digits.length > 23) return [];
    const start = run.index;
    const kind = kindOf(digits);
    return kind === undefined ? [] : [{ kind, start, end: start + run[0].length }];
  });

const matches = (text: string, pattern: RegExp, kind: PersonalNumberKind): PersonalNumber[] =>
  [...text.matchAll(pattern)].map((found) => ({ kind, start: found.index, end: found.index + found[0].length }));

/**
 * Numbers of persons in a text: ID cards (15 and 18 digits, with or without a right check digit), bank cards (16–19), mobile and
 * landline phones, passports and social security cards; typed with blanks or dashes, full width, or dictated (一三八…). Linear in the text.
 */
export function findPersonalNumbers(text: string): PersonalNumber[] {
  const runs = inRuns(text);
  const lettered = [...matches(text, PASSPORT, "passport"), ...matches(text, SOCIAL_CARD, "social_card")];
  const apart = lettered.filter(({ start, end }) => !runs.some((run) => start < run.end && run.start < end));
  return [...runs, ...apart].sort((a, b) => a.start - b.start);
}

/** The same text with a star for each character of those numbers, so that offsets stay right. */
export const maskNumbers = (text: string, numbers: readonly PersonalNumber[]): string =>
  numbers.reduce((rest, { start, end }) => rest.slice(0, start) + "*".repeat(end - start) + rest.slice(end), text);

/** For whatever is kept or shown: no number of a person is left in it. */
export const maskPersonal = (text: string): string => maskNumbers(text, findPersonalNumbers(text));
