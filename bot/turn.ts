import type { Point } from "../src/kit/geo.ts";
import type { DivisionCode } from "../src/places/place.ts";

/** What a channel hands to the brain. */
export interface Turn {
  personId: string;
  channel: "h5" | "terminal" | "wechaty" | "official_account" | "miniprogram";
  /** Unique on its channel: the same message delivered twice is answered once. */
  messageId: string;
  at: Date;
  /** City the person said they live in: breaks ties between places of one name. Only where they let us use it. */
  homeCity?: DivisionCode | undefined;
  /** Adds to the reply how the message was read; for the terminal and for evaluations. */
  explain?: boolean;
  input:
    | { kind: "text"; text: string }
    | { kind: "location"; point: Point; datum: "wgs84" | "gcj02"; label?: string }
    | { kind: "choice"; value: string }
    /** Somebody has just come, by the QR code of a county perhaps: they wrote nothing, and are to be welcomed. */
    | { kind: "arrived"; divisionCode?: string }
    | { kind: "unsupported"; media: "image" | "voice" | "video" | "sticker" | "file" };
}

/** Which field of which record a piece of the reply says. `value` is the text as it stands in the reply. */
export interface Ref {
  kind:
    | "course"
    | "base"
    | "occupation"
    | "shortage_list"
    | "place"
    | "source"
    | "search"
    | "complaint"
    | "demand"
    | "certificate"
    | "ranking"
    | "settings";
  id: string;
  field: string;
  value: string;
}

export interface TextPart {
  kind: "text";
  text: string;
}

export interface CardPart {
  kind: "card";
  subject: { kind: "course" | "base" | "occupation"; id: string };
  title: string;
  /** Short lines: distance, start, fee … */
  lines: string[];
  /** Path of the page behind the card, e.g. /courses/0197… */
  path: string;
  isDemo: boolean;
}

export interface QuickReply {
  label: string;
  value: string;
}

/** What the brain hands back. Channels render it within their limits and never change its meaning. */
export interface Reply {
  parts: (TextPart | CardPart)[];
  quickReplies: QuickReply[];
  refs: Ref[];
  degraded: boolean;
  /** How the turn was understood; names as in the evaluation schema. Public channels show it only on `explain`. */
  meaning: {
    intent: string;
    slots: Record<string, unknown>;
    state: Record<string, unknown>;
    action: "answer" | "clarify" | "confirm" | "handoff" | "refuse" | "safety_message";
    /** What was matched, rewritten and scored; only where the turn asked for it. */
    explain?: string[];
  };
}

export type Answer = (turn: Turn) => Promise<Reply>;
