// What the mini-program asks of the phone. Everything else is written against this interface, so that it runs in tests, against a real
// server, without a phone.

/** Degrees on WGS-84, as everywhere on the server. */
export interface Point {
  lat: number;
  lng: number;
}

export interface HttpRequest {
  method: "GET" | "POST" | "PUT" | "DELETE";
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: unknown;
}

/** `status` 0 = nobody answered in time. */
export interface HttpAnswer {
  status: number;
  body: unknown;
}

export interface ChosenPlace {
  point: Point;
  label: string;
}

/** `refused` = the person said no, to WeChat or to the mini-program; `cancelled` = they closed the map. */
export type Located =
  | { kind: "place"; place: ChosenPlace }
  | { kind: "refused" }
  | { kind: "cancelled" }
  | { kind: "failed" };

/** What the system's sheet of subscriptions said, by template; `off` = the person's main switch is off. */
export type SubscribeAnswer =
  | { kind: "answered"; results: Readonly<Record<string, string>> }
  | { kind: "off" }
  | { kind: "failed" };

export interface Platform {
  /** Answers within 10 s, whatever happens. */
  request(request: HttpRequest): Promise<HttpAnswer>;
  /** A code for one sign-in, good for five minutes; undefined when WeChat gives none. */
  loginCode(): Promise<string | undefined>;
  /** Of the QR code or link that opened the mini-program; undefined when there was none. */
  scene(): string | undefined;
  read(key: string): unknown;
  write(key: string, value: unknown): void;
  forget(key: string): void;
  /** The coarse point that WeChat knows. */
  fuzzyPlace(): Promise<Located>;
  /** A point that the person picks on the map. */
  chosenPlace(): Promise<Located>;
  /** Must be the first thing that a tap does: WeChat refuses it later. */
  requestSubscription(templateIds: readonly string[]): Promise<SubscribeAnswer>;
  /** Runs `ask` when WeChat wants the privacy guide agreed to before an interface may run. */
  onPrivacyAsked(ask: (answer: (isAgreed: boolean, buttonId: string) => void) => void): void;
  openPrivacyGuide(): void;
  confirm(question: { title: string; content: string; confirmText: string }): Promise<boolean>;
  tell(sentence: string): void;
  copy(text: string): Promise<boolean>;
  call(phone: string): void;
  openMap(at: { point: Point; name: string; address: string }): void;
  /** Hands a text file to the person, to send it to themselves. @returns whether it was handed over */
  shareFile(name: string, text: string): Promise<boolean>;
  open(path: string): void;
  /** Brings an element of the page in front into view. */
  scrollTo(id: string): void;
  /** How large WeChat's own text is set; 1 = standard. */
  fontScale(): number;
  /** Milliseconds since 1970. */
  now(): number;
  /** Unlike any before; letters, digits and - only. */
  newId(): string;
}
