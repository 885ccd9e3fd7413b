import { z } from "zod";

/** What a text belongs to. Only texts that other people will read are checked. */
export const SubjectKind = z.enum(["course"]);
export type SubjectKind = z.infer<typeof SubjectKind>;

/** `manual` = nobody sees it until a reviewer has decided. */
export type CheckResult = "pass" | "rejected" | "manual";

/** What a checker says of a text (official page 文本内容安全识别): risky is refused, review needs a person. */
export const Suggestion = z.enum(["pass", "review", "risky"]);
export type Suggestion = z.infer<typeof Suggestion>;

/** Why a text waits for a reviewer. */
export const ReviewReason = z.enum(["review", "risky", "no_author", "no_visit", "no_checker", "check_failed"]);
export type ReviewReason = z.infer<typeof ReviewReason>;

export const REVIEW_REASON_WORDS: Readonly<Record<ReviewReason, string>> = {
  review: "机器检查认为可疑",
  risky: "机器检查认为违规",
  no_author: "提交人不在小程序里，机器无法检查",
  no_visit: "提交人两小时内没有打开过小程序，机器无法检查",
  no_checker: "没有接通机器检查",
  check_failed: "机器检查暂时不可用",
};

export const ContentReview = z.object({
  id: z.uuid(),
  subjectKind: z.string(),
  subjectId: z.string(),
  reason: ReviewReason,
  words: z.string().nullable(),
  createdAt: z.date(),
});
export type ContentReview = z.infer<typeof ContentReview>;

/** The checker takes 2,500 characters at a time (official page 文本内容安全识别). */
const MAX_CHARACTERS = 2_500;

/** A text in pieces that a checker takes; an emoji is one character and never cut. */
export function piecesOf(text: string): string[] {
  const characters = [...text.trim()];
  const count = Math.ceil(characters.length / MAX_CHARACTERS);
  return Array.from({ length: count }, (_, at) =>
    characters.slice(at * MAX_CHARACTERS, (at + 1) * MAX_CHARACTERS).join(""),
  );
}

const SEVERITY: readonly Suggestion[] = ["pass", "review", "risky"];

/** A text is as bad as its worst piece. */
export const worstOf = (suggestions: readonly Suggestion[]): Suggestion =>
  SEVERITY[Math.max(0, ...suggestions.map((each) => SEVERITY.indexOf(each)))] ?? "risky";
