import type { AnswerOf } from "../services/call";
import { type ShownPart, shownPart } from "./chat-log";
import type { Named, Where } from "./filters";
import { dayOf, spokenDay } from "./spoken";

type Favourite = AnswerOf<"GET /v1/me/favourites">["items"][number];
type SavedSearch = AnswerOf<"GET /v1/me/saved-searches">["items"][number];
export type SavedPlace = AnswerOf<"GET /v1/me/places">["items"][number];
type InboxItem = AnswerOf<"GET /v1/me/inbox">["items"][number];

/** Something kept, as a row. */
export interface KeptRow {
  key: string;
  name: string;
  text: string;
}

const day = (instant: string, today: string): string => spokenDay(dayOf(Date.parse(instant)), today);

/** With how the course stands now: it may have ended since it was kept. */
export const favouriteRow = ({ courseId, title, said }: Favourite): KeptRow => ({
  key: courseId,
  name: title,
  text: said,
});

export const savedSearchRow = ({ id, label, createdAt }: SavedSearch, today: string): KeptRow => ({
  key: id,
  name: label,
  text: `${day(createdAt, today)}订阅`,
});

export const placeRow = ({ id, label, expiresAt }: SavedPlace, today: string): KeptRow => ({
  key: id,
  name: label,
  text: expiresAt === null ? "" : `大概位置（约 1 公里），${day(expiresAt, today)}忘掉`,
});

/** Where a saved place lets somebody look. */
export function whereOf({ label, point, divisionCode }: SavedPlace): Where {
  if (point !== null) return { kind: "near", point, label };
  const division: Named | undefined = divisionCode === null ? undefined : { code: divisionCode, name: label };
  return division === undefined ? { kind: "anywhere" } : { kind: "division", division };
}

export interface InboxRow {
  id: string;
  /** 11月25日，新通知 */
  heading: string;
  isSeen: boolean;
  parts: ShownPart[];
}

export const inboxRow = ({ id, createdAt, parts, isSeen }: InboxItem, today: string): InboxRow => ({
  id,
  heading: `${day(createdAt, today)}${isSeen ? "" : "，新通知"}`,
  isSeen,
  parts: parts.map(shownPart),
});
