import { z } from "zod";
import { satisfies } from "../../search/satisfies.ts";
import { type Course, isOpen } from "../courses/course.ts";
import type { CourseService } from "../courses/course-service.ts";
import { defineJob, type Enqueue, type Job } from "../jobs/job.ts";
import { localDate } from "../kit/clock.ts";
import { lockPending, markCancelled, markSent, pendingDeliveryIds, plan, readPending } from "./delivery-store.ts";
import { insertInboxMessage } from "./inbox-store.ts";
import { factsOf, type Matching, matchingSavedSearches } from "./matching.ts";
import { savedSearchesOf } from "./saved-search-store.ts";

export interface NoticeJobsNeeds extends Matching {
  courses: CourseService;
  enqueue: Enqueue;
  /** Words of the notice, built from the records (bot/notice-reply.ts). */
  compose(course: Course, subscriptionLabel: string, now: Date): object;
}

const CourseKey = z
  .string()
  .startsWith("course:")
  .transform((key) => key.slice("course:".length))
  .pipe(z.uuid());

/** Outbox row of a newly published course → who wants it → one delivery each. Repeating it changes nothing. */
export const coursePublishedJob = (needs: NoticeJobsNeeds): Job =>
  defineJob({
    name: "course-published",
    payload: z.object({ key: CourseKey }),
    run: async ({ key: courseId }, { now }) => {
      const course = (await needs.courses.publishedByIds([courseId], now)).get(courseId);
      if (course === undefined) return; // withdrawn in the meantime
      const searches = await matchingSavedSearches(needs, course, localDate(now));
      await plan(needs.db, "new_course", courseId, searches, now);
      for (const id of await pendingDeliveryIds(needs.db, "new_course", courseId))
        await needs.enqueue("deliver-notice", { deliveryId: id }, id);
    },
  });

/**
 * Puts one notice into its person's inbox. Everything is read again here, for minutes may have passed: still subscribed, still
 * published, still what was asked for? Inbox row and ledger row commit together, so a worker killed at any point loses nothing and
 * doubles nothing.
 */
export const deliverNoticeJob = (needs: NoticeJobsNeeds): Job =>
  defineJob({
    name: "deliver-notice",
    payload: z.object({ deliveryId: z.uuid() }),
    run: async ({ deliveryId }, { now }) => {
      const planned = await readPending(needs.db, deliveryId);
      if (planned === undefined) return;
      // Before the transaction, not in it: ten jobs that each hold one connection and want a second would wait for each other.
      const course = (await needs.courses.publishedByIds([planned.courseId], now)).get(planned.courseId);
      await needs.db.prisma.$transaction(async (tx) => {
        if (!(await lockPending(tx, deliveryId))) return; // another worker had it
        if (course === undefined || !isOpen(course, localDate(now)))
          return markCancelled(tx, deliveryId, "course no longer open");
        const facts = factsOf(course, needs.occupations, localDate(now));
        const wishes = await savedSearchesOf(tx, planned.personId);
        const search = wishes.find((wish) => satisfies(wish.query, facts, needs.places));
        if (search === undefined) return markCancelled(tx, deliveryId, "no longer subscribed to such a course");
        const reply = needs.compose(course, search.label, now);
        await insertInboxMessage(tx, { personId: planned.personId, deliveryId, reply }, now);
        await markSent(tx, deliveryId, now);
      });
    },
  });
