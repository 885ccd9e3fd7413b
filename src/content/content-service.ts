import { writeAudit } from "../audit.ts";
import { conflict, notFound } from "../errors.ts";
import type { Actor } from "../http/route.ts";
import { auditNameOf, requireReviewer } from "../institutions/actor.ts";
import type { Database } from "../kit/database.ts";
import { withDeadline } from "../kit/deadline.ts";
import type { Log } from "../kit/log.ts";
import { type CheckResult, type ContentReview, piecesOf, type ReviewReason, Suggestion, worstOf } from "./content.ts";
import { type ContentSubject, insertReview, markDecided, pendingReviews } from "./content-store.ts";

/** What thinks about texts: WeChat's msg_sec_check. Faults carry WeChat's number as `code`. */
export interface TextCheckPort {
  checkText(
    input: { text: string; scene: "profile" | "comment" | "forum" | "log"; openid: string },
    signal: AbortSignal,
  ): Promise<{ suggest: string }>;
}

/** 内容安全: no text of a user is shown to others before a machine or a person has passed it. */
export interface ContentService {
  /**
   * risky → rejected; review, no answer, no author to name → the reviewers' list. Never passed in silence.
   * @param openid of the author in the mini-program, who must have been there within two hours
   */
  check(subject: ContentSubject & { openid?: string }, now: Date, signal: AbortSignal): Promise<CheckResult>;
  /**
   * For a text that a person reads before others anyway (a course waiting for review): only a machine's doubt is put on the list. Never
   * throws: the text is safe without it.
   */
  flag(subject: ContentSubject & { openid?: string }, now: Date): Promise<void>;
  /** Texts that wait, longest first. @throws AppError for anyone but a reviewer */
  waiting(actor: Actor): Promise<{ items: ContentReview[]; total: number }>;
  /** The words are deleted with the decision. @throws AppError not_found, conflict when decided already */
  decide(actor: Actor, id: string, verdict: "accepted" | "rejected", now: Date): Promise<void>;
}

export interface ContentNeeds {
  db: Database;
  log: Log;
  /** Undefined where no mini-program is set up. */
  checker: TextCheckPort | undefined;
}

const DEADLINE_MS = 2_000;
const NO_VISIT = 61_010; // the author was not in the mini-program within two hours
const SHOWN = 50;

type Opinion = { kind: "said"; suggestion: Suggestion } | { kind: "none"; reason: ReviewReason };

const reasonOfFault = (error: unknown): ReviewReason =>
  error instanceof Error && "code" in error && error.code === NO_VISIT ? "no_visit" : "check_failed";

export function createContentService({ db, log, checker }: ContentNeeds): ContentService {
  const opinionOn = async (text: string, openid: string | undefined, signal: AbortSignal): Promise<Opinion> => {
    if (checker === undefined) return { kind: "none", reason: "no_checker" };
    if (openid === undefined) return { kind: "none", reason: "no_author" };
    const ask = (piece: string) =>
      withDeadline(signal, DEADLINE_MS, (within) => checker.checkText({ text: piece, scene: "forum", openid }, within));
    try {
      const answers = await Promise.all(piecesOf(text).map(ask));
      return { kind: "said", suggestion: worstOf(answers.map(({ suggest }) => Suggestion.parse(suggest))) };
    } catch (error) {
      const reason = reasonOfFault(error);
      log.warn({ err: error, reason }, "text not checked");
      return { kind: "none", reason };
    }
  };

  return {
    check: async ({ openid, ...subject }, now, signal) => {
      const opinion = await opinionOn(subject.text, openid, signal);
      if (opinion.kind === "said" && opinion.suggestion === "pass") return "pass";
      if (opinion.kind === "said" && opinion.suggestion === "risky") return "rejected";
      await insertReview(db, subject, opinion.kind === "none" ? opinion.reason : "review", now);
      return "manual";
    },

    flag: async ({ openid, ...subject }, now) => {
      const opinion = await opinionOn(subject.text, openid, new AbortController().signal);
      if (opinion.kind === "none" || opinion.suggestion === "pass") return;
      await insertReview(db, subject, opinion.suggestion, now).catch((error: unknown) =>
        log.warn({ err: error }, "doubt about a text not kept"),
      );
    },

    waiting: async (actor) => {
      requireReviewer(actor);
      return pendingReviews(db, SHOWN);
    },

    decide: async (actor, id, verdict, now) => {
      requireReviewer(actor);
      await db.prisma.$transaction(async (tx) => {
        if (!(await markDecided(tx, id, verdict, now))) {
          const known = await tx.contentReview.count({ where: { id } });
          throw known === 0 ? notFound("待审内容") : conflict("这段内容已经审过了。");
        }
        const subject = { subjectKind: "content_review", subjectId: id };
        await writeAudit(tx, { at: now, actor: auditNameOf(actor), action: "decide", ...subject, after: { verdict } });
      });
    },
  };
}
