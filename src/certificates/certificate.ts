import { z } from "zod";
import { splitCell } from "../kit/csv.ts";

const list = z.string().transform(splitCell);
/** Empty = not known from a document: it is then left unsaid, never guessed. */
const known = z.string().transform((cell) => (cell === "" ? null : cell));

/** A kind of paper that people call 证. All its facts are stated by the document named in `source…`. */
export const CertificateKind = z.object({
  id: z.string().min(1),
  name: z.string().min(2),
  /** How courses and people write it, longest first or not. */
  names: list.pipe(z.array(z.string()).min(1)),
  /** Whether it shows a skill grade or a qualification, which is what 技能提升补贴 asks for. */
  grade: z.enum(["yes", "no"]),
  /** Whether classes for it can be among the courses here; a driving licence is learnt elsewhere. */
  taught: z.enum(["yes", "no"]),
  purpose: z.string().min(2),
  issuer: z.string().min(2),
  process: z.string().min(2),
  conditions: known,
  validity: known,
  lost: known,
  reach: known,
  check_site: known,
  check_url: known,
  source_title: z.string().min(2),
  source_no: known,
  /** As exact as it is certain: 2015年修正, 2023-05. */
  source_date: z.string().regex(/^\d{4}/),
});
export type CertificateKind = z.infer<typeof CertificateKind>;

/** A word people use (电工证) and the kinds it can mean, each with what it covers there. */
export const CertificateTermRow = z
  .object({
    terms: list.pipe(z.array(z.string()).min(1)),
    codes: list,
    kinds: list.pipe(z.array(z.string()).min(1).max(3)),
    covers: list,
  })
  .refine(({ kinds, covers }) => kinds.length === covers.length, "as many covers as kinds");
export type CertificateTermRow = z.infer<typeof CertificateTermRow>;

/** One of the papers that a word can mean. */
export interface Reading {
  kind: CertificateKind;
  /** What it is for in this case: 低压电工作业. */
  covers: string;
}

export interface CertificateTerm {
  /** The word as the table writes it. */
  name: string;
  readings: readonly Reading[];
  /** Not from the table: what holds for any trade with grades. Whether a licence is needed besides is not known. */
  isGeneral?: true;
}

/** What the table knows. Pure; held in memory. */
export interface Certificates {
  /** The kind that a name of a paper says by itself: 特种作业操作证（低压电工作业）. The longest name in the text wins. */
  kindIn(text: string): CertificateKind | undefined;
  /** What a popular name can mean; undefined where the table does not have it. */
  term(name: string): CertificateTerm | undefined;
  /** The papers of an occupation, where the table tells them apart. */
  ofOccupation(code: string): CertificateTerm | undefined;
  kind(id: string): CertificateKind | undefined;
  kinds(): readonly CertificateKind[];
}

/** 《…》（文号，日期） for a person to read. */
export const spokenDocument = ({ source_title, source_no, source_date }: CertificateKind): string =>
  `《${source_title}》（${[source_no, source_date].filter((part) => part !== null).join("，")}）`;
