/** A line of a conversation as the person sees it. */
export type EntryContent =
  | { kind: "text"; text: string; isAi?: boolean }
  | { kind: "location"; label: string; lat: number; lng: number }
  | { kind: "image"; url: string }
  | { kind: "voice" }
  | { kind: "link"; title: string; description: string; url: string }
  | { kind: "news"; articles: Article[] }
  | { kind: "miniprogram"; title: string; appid: string; pagepath: string }
  | { kind: "msgmenu"; head: string; items: { id: string; content: string }[]; tail: string }
  | { kind: "template"; title: string; rows: TemplateRow[]; url: string; pagepath: string; from: string }
  | { kind: "other"; text: string }
  /** Said by neither side: followed, handed over, out of order. */
  | { kind: "system"; text: string };

interface Article {
  title: string;
  description: string;
  url: string;
  pictureUrl: string;
}

export interface TemplateRow {
  name: string;
  value: string;
}

export type Entry = EntryContent & { id: number; at: string; side: "person" | "account" };

export type Attempt = { status: number | "timeout" | "unreachable"; ms: number };

/** One look behind the curtain: a push with its reply, or a call of the account. Holds no secret, token or signature key. */
export interface Exchange {
  id: number;
  at: string;
  direction: "push" | "call";
  /** text, event CLICK, /cgi-bin/message/custom/send … */
  title: string;
  isEncrypted: boolean;
  attempts: Attempt[];
  outcome: "none" | "reply" | "invalid" | "unanswered" | "ok" | "refused";
  replyKind?: string;
  fault?: string;
  errcode?: number;
  sent: string;
  received: string;
}

export const FAULT_TEXT = "该公众号提供的服务出现故障，请稍后再试";
