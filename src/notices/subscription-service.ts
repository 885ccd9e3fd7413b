import type { CourseQuery } from "../../search/course-query.ts";

export interface Subscription {
  id: string;
  /** What the person reads: 成都市双流区 · 焊工 · 有补贴 */
  label: string;
  query: CourseQuery;
  createdAt: Date;
}

export interface InboxEntry {
  id: string;
  /** A bot Reply (bot/turn.ts), stored as JSON. */
  reply: unknown;
  createdAt: Date;
}

/** 订阅: what people want to hear about, and what they were told. */
export interface SubscriptionService {
  /** `already` = the very same query is saved; `full` = 10 are saved. */
  subscribe(
    personId: string,
    query: CourseQuery,
    label: string,
    now: Date,
  ): Promise<{ kind: "saved" | "already" | "full"; subscription?: Subscription }>;
  list(personId: string): Promise<Subscription[]>;
  /** 退订: stops one, or all when no id is given. @returns how many were stopped */
  unsubscribe(personId: string, now: Date, subscriptionId?: string): Promise<number>;
  /** Messages not shown yet, oldest first. */
  unread(personId: string): Promise<InboxEntry[]>;
  markRead(personId: string, ids: readonly string[], now: Date): Promise<void>;
}
