import type { Course } from "../courses/course.ts";

/** What is told to one person by way of an outlet. */
export interface OutgoingNotice {
  personId: string;
  course: Course;
  /** Words of the subscription. */
  label: string;
  /** The same as in the inbox: a bot Reply (bot/turn.ts). */
  reply: object;
  /** The other side sends what carries the same id once, for ten minutes. */
  clientMsgId: string;
}

/**
 * `sent`: with the other side's id of the message, by which it tells later how it fared. `unreachable`: the person cannot be written to
 * at this moment, the inbox has to do. `later`: nothing was sent, and it may be tried again. `unknown`: it was handed over and nothing came
 * back; it is not sent again.
 */
export type OutletResult =
  | { kind: "sent"; messageId?: string }
  | { kind: "unreachable"; reason: string }
  | { kind: "later"; reason: string }
  | { kind: "unknown" }
  | { kind: "failed"; reason: string };

/** A way to people that is not ours: WeChat. Beside the inbox, which is always written. */
export interface NoticeOutlet {
  /** Name of the channel in the ledger. */
  channel: string;
  /** Whether the other side sends what carries the same `clientMsgId` once: then a worker that died may be followed by another. */
  isRepeatable: boolean;
  /** Which of these people it may reach. */
  reachable(personIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** @throws when it is not known what became of it; where `isRepeatable`, it is sent again with the same id */
  send(notice: OutgoingNotice, now: Date, signal: AbortSignal): Promise<OutletResult>;
}
