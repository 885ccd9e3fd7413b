/** What an operator changes before the mini-program is uploaded: everything that differs between installations is in this file. */
export const settings = {
  /** The server of this installation; it must be https and among the request domains of the mini-program's account. */
  apiUrl: "http://127.0.0.1:3000",
  /** Ids of the subscribe-message templates; empty = 订阅 keeps the wish and shows news under 我的 only. */
  noticeTemplates: [] as readonly string[],
  /** Who answers questions on subsidies in person: the national 人社 hotline. */
  hotline: "12333",
} as const;
