import { z } from "zod";
import { satisfies } from "../../search/satisfies.ts";
import { type Course, isOpen } from "../courses/course.ts";
import type { CourseService } from "../courses/course-service.ts";
import { defineJob, type Enqueue, type Job } from "../jobs/job.ts";
import { localDate } from "../kit/clock.ts";
import type { Tx } from "../kit/database.ts";
import {
  firstOfEachPerson,
  lockPending,
  markCancelled,
  markOutcome,
  markPending,
  markReserved,
  markSent,
  type OpenDelivery,
  pendingDeliveryIds,
  plan,
  readOpen,
} from "./delivery-store.ts";
import { insertInboxMessage } from "./inbox-store.ts";
import { factsOf, type Matching, matchingSavedSearches } from "./matching.ts";
import type { NoticeOutlet } from "./notice-outlet.ts";
import { savedSearchesOf } from "./saved-search-store.ts";

export interface NoticeJobsNeeds extends Matching {
  courses: CourseService;
  enqueue: Enqueue;
  /** Words of the notice, built from the records (bot/notice-reply.ts). */
  compose(course: Course, subscriptionLabel: string, now: Date): object;
  /** Beside the inbox; none where the account of WeChat is not set up. */
  outlets: readonly NoticeOutlet[];
}

const INBOX = "inbox";
/** A message with the same client_msg_id is sent once within ten minutes; some are left for the way. */
const SAFE_TO_REPEAT_MS = 8 * 60_000;

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
      const searches = firstOfEachPerson(await matchingSavedSearches(needs, course, localDate(now)));
      const notice = { kind: "new_course", courseId } as const;
      await plan(needs.db, { ...notice, channel: INBOX }, searches, now);
      for (const { channel, reachable } of needs.outlets) {
        const reached = await reachable(searches.map(({ personId }) => personId));
        await plan(
          needs.db,
          { ...notice, channel },
          searches.filter(({ personId }) => reached.has(personId)),
          now,
        );
      }
      for (const id of await pendingDeliveryIds(needs.db, "new_course", courseId))
        await needs.enqueue("deliver-notice", { deliveryId: id }, id);
    },
  });

/** What is told, as things stand now, for minutes may have passed: or why nothing is told any more. */
type Telling = { kind: "tell"; course: Course; label: string } | { kind: "cancel"; reason: string };

/** @param course read before the transaction: ten jobs that each hold one connection and want a second would wait for each other */
async function tellingOf(
  needs: NoticeJobsNeeds,
  tx: Tx,
  personId: string,
  course: Course | undefined,
  now: Date,
): Promise<Telling> {
  if (course === undefined || !isOpen(course, localDate(now)))
    return { kind: "cancel", reason: "course no longer open" };
  const facts = factsOf(course, needs.occupations, localDate(now));
  const wishes = await savedSearchesOf(tx, personId);
  const search = wishes.find((wish) => satisfies(wish.query, facts, needs.places));
  if (search === undefined) return { kind: "cancel", reason: "no longer subscribed to such a course" };
  return { kind: "tell", course, label: search.label };
}

interface Delivering {
  deliveryId: string;
  open: OpenDelivery;
  course: Course | undefined;
}

/** Inbox row and ledger row commit together, so a worker killed at any point loses nothing and doubles nothing. */
const intoInbox = (needs: NoticeJobsNeeds, { deliveryId, open, course }: Delivering, now: Date): Promise<void> =>
  needs.db.prisma.$transaction(async (tx) => {
    if (!(await lockPending(tx, deliveryId))) return; // another worker had it
    const telling = await tellingOf(needs, tx, open.personId, course, now);
    if (telling.kind === "cancel") return markCancelled(tx, deliveryId, telling.reason);
    const reply = needs.compose(telling.course, telling.label, now);
    await insertInboxMessage(tx, { personId: open.personId, deliveryId, reply }, now);
    await markSent(tx, deliveryId, now);
  });

/**
 * Hands a notice to an outlet: reserved, sent, and written down how it went. What was reserved by a worker that died is sent again only
 * while the other side still knows that it is the same.
 */
async function byOutlet(
  needs: NoticeJobsNeeds,
  outlet: NoticeOutlet,
  { deliveryId, open, course }: Delivering,
  { now, signal }: { now: Date; signal: AbortSignal },
): Promise<void> {
  const clientMsgId = deliveryId.replaceAll("-", "");
  const mayRepeat = (since: Date): boolean =>
    outlet.isRepeatable && now.getTime() - since.getTime() <= SAFE_TO_REPEAT_MS;
  if (open.reservedAt !== null && !mayRepeat(open.reservedAt))
    return markOutcome(needs.db, deliveryId, { state: "unknown", reason: "the worker died while sending" }, now);
  const telling = await needs.db.prisma.$transaction(async (tx) => {
    if (open.reservedAt === null && !(await lockPending(tx, deliveryId))) return undefined;
    const decided = await tellingOf(needs, tx, open.personId, course, now);
    if (decided.kind === "cancel") await markCancelled(tx, deliveryId, decided.reason);
    else if (open.reservedAt === null) await markReserved(tx, deliveryId, clientMsgId, now);
    return decided;
  });
  if (telling?.kind !== "tell") return;
  const reply = needs.compose(telling.course, telling.label, now);
  const { personId } = open;
  const result = await outlet.send({ personId, ...telling, reply, clientMsgId }, now, signal);
  if (result.kind === "unreachable")
    return markOutcome(needs.db, deliveryId, { state: "cancelled", reason: result.reason }, now);
  if (result.kind === "later") {
    await markPending(needs.db, deliveryId);
    throw new Error(`not sent yet: ${result.reason}`); // the queue tries again, with longer and longer pauses
  }
  const { kind: state, ...more } = result;
  await markOutcome(needs.db, deliveryId, { state, ...more }, now);
}

/** Brings one notice to its person: into the inbox, or by the outlet that the delivery names. Everything is read again here. */
export const deliverNoticeJob = (needs: NoticeJobsNeeds): Job =>
  defineJob({
    name: "deliver-notice",
    payload: z.object({ deliveryId: z.uuid() }),
    run: async ({ deliveryId }, context) => {
      const { now } = context;
      const open = await readOpen(needs.db, deliveryId);
      if (open === undefined) return;
      const course = (await needs.courses.publishedByIds([open.courseId], now)).get(open.courseId);
      if (open.channel === INBOX) return intoInbox(needs, { deliveryId, open, course }, now);
      const outlet = needs.outlets.find(({ channel }) => channel === open.channel);
      if (outlet !== undefined) await byOutlet(needs, outlet, { deliveryId, open, course }, context);
    },
  });
