/** What may answer a push at once (wechat.md §2.8): free, and one only. */
export type PassiveReply =
  | { kind: "text"; text: string }
  /** One article: more are cut off when a message is answered. */
  | { kind: "news"; title: string; description: string; url: string; pictureUrl?: string }
  /** Hands the person over to the human agents of the account; never for events. */
  | { kind: "transfer" };
