import { isDeepStrictEqual } from "node:util";
import type { CourseQuery } from "../../search/course-query.ts";
import type { Database } from "../kit/database.ts";
import type { Places } from "../places/place.ts";
import { latestInbox, markInboxRead, unreadInbox } from "./inbox-store.ts";
import {
  cancelSavedSearches,
  insertSavedSearch,
  lockPerson,
  type MatchColumns,
  savedSearchesOf,
} from "./saved-search-store.ts";

export interface Subscription {
  id: string;
  /** What the person reads: 成都市双流区 · 焊工 · 有补贴 */
  label: string;
  query: CourseQuery;
  createdAt: Date;
}

interface InboxEntry {
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
  /** The newest fifty, shown or not, newest first. */
  latest(personId: string): Promise<(InboxEntry & { readAt: Date | null })[]>;
  markRead(personId: string, ids: readonly string[], now: Date): Promise<void>;
}

/** A person who needs more than this is better served by a wider search. */
export const MAX_SUBSCRIPTIONS = 10;

/** More than anybody scrolls through. */
const LATEST = 50;

/** A wish for news has no order. */
const withoutSort = ({ sort: _order, ...wish }: CourseQuery): CourseQuery => wish;

const matchColumns = (query: CourseQuery, places: Places): MatchColumns => {
  const [occupation, ...others] = query.occupations ?? [];
  return {
    occupationCode: occupation !== undefined && others.length === 0 ? occupation : null,
    cityCode:
      query.place === undefined || places.byCode(query.place)?.kind === "province" ? null : places.cityOf(query.place),
  };
};

export const createSubscriptionService = (db: Database, places: Places): SubscriptionService => ({
  subscribe: (personId, query, label, now) =>
    db.prisma.$transaction(async (tx) => {
      await lockPerson(tx, personId);
      const wish = withoutSort(query);
      const saved = await savedSearchesOf(tx, personId);
      const same = saved.find((search) => isDeepStrictEqual(search.query, wish));
      if (same !== undefined) return { kind: "already" as const, subscription: same };
      if (saved.length >= MAX_SUBSCRIPTIONS) return { kind: "full" as const };
      const made = await insertSavedSearch(tx, { personId, query: wish, label }, matchColumns(wish, places), now);
      return { kind: "saved" as const, subscription: made };
    }),
  list: (personId) => savedSearchesOf(db.prisma, personId),
  unsubscribe: (personId, now, subscriptionId) => cancelSavedSearches(db, personId, now, subscriptionId),
  unread: (personId) => unreadInbox(db, personId),
  latest: (personId) => latestInbox(db, personId, LATEST),
  markRead: (personId, ids, now) => markInboxRead(db, personId, ids, now),
});
