import { z } from "zod";
import { type LocalDate, localDate } from "../kit/clock.ts";

/** What complaints are about. */
export const ComplaintCategory = z.enum([
  "fee",
  "certificate",
  "advertising",
  "subsidy",
  "service",
  "closed",
  "safety",
  "other",
]);
export type ComplaintCategory = z.infer<typeof ComplaintCategory>;

export const COMPLAINT_CATEGORY_NAMES: Readonly<Record<ComplaintCategory, string>> = {
  fee: "收费退费",
  certificate: "证书没发",
  advertising: "虚假宣传",
  subsidy: "补贴没到账",
  service: "教学和态度",
  closed: "机构跑路或关门",
  safety: "受伤和安全",
  other: "其他",
};

/** 投诉 with the number its author asks with. */
export const Complaint = z.object({
  id: z.uuid(),
  ticketNo: z.string(),
  category: ComplaintCategory,
  divisionCode: z.string().nullable(),
  /** What was written, without numbers of persons; null once the person has deleted their data. */
  words: z.string().nullable(),
  createdAt: z.date(),
  answeredAt: z.date().nullable(),
  answer: z.string().nullable(),
});
export type Complaint = z.infer<typeof Complaint>;

export interface ComplaintDraft {
  category: ComplaintCategory;
  divisionCode?: string | undefined;
  words: string;
}

/** Longer stories are told to the people who take up the case. */
export const MAX_WORDS = 1_000;
/** What a person adds within a day belongs to the same case. */
const SAME_CASE_MS = 24 * 3_600_000;

/** TS-20261124-0007: day and number of the day. */
export const ticketNoOf = (day: LocalDate, number: number): string =>
  `TS-${day.replaceAll("-", "")}-${String(number).padStart(4, "0")}`;

export const ticketDay = (at: Date): LocalDate => localDate(at);

/** Whether what is said now goes on with that complaint: it is open, of today, and about the same or not yet about anything. */
export const continues = (open: Complaint, { category }: ComplaintDraft, now: Date): boolean =>
  open.answeredAt === null &&
  now.getTime() - open.createdAt.getTime() <= SAME_CASE_MS &&
  (open.category === category || open.category === "other" || category === "other");

/** The complaint with what has been added; the same words said twice are kept once. */
export function amended(
  open: Complaint,
  draft: ComplaintDraft,
): Pick<Complaint, "category" | "divisionCode" | "words"> {
  const before = open.words ?? "";
  const words = before.includes(draft.words) ? before : `${before}\n${draft.words}`;
  return {
    category: draft.category === "other" ? open.category : draft.category,
    divisionCode: draft.divisionCode ?? open.divisionCode,
    words: words.slice(0, MAX_WORDS),
  };
}
