import type { HttpAnswer, Located, Platform, SubscribeAnswer } from "../../miniprogram/services/platform";

/** What the person and WeChat answer when they are asked. */
export interface PhoneAnswers {
  fuzzy: Located;
  chosen: Located;
  subscription: SubscribeAnswer;
  isConfirming: boolean;
  /** Codes for signing in, one after the other. */
  codes: string[];
  isOffline: boolean;
  fontScale: number;
  scene: string | undefined;
}

/** What the mini-program has made the phone do. */
export interface PhoneRecord {
  requests: { method: string; url: string; authorization: string | undefined; body: unknown }[];
  told: string[];
  opened: string[];
  scrolled: string[];
  copied: string[];
  called: string[];
  files: { name: string; text: string }[];
  maps: { point: { lat: number; lng: number }; name: string }[];
  /** In the order of what was done: "subscription", "request POST …". */
  order: string[];
}

export interface Phone {
  platform: Platform;
  answers: PhoneAnswers;
  record: PhoneRecord;
  storage: Map<string, unknown>;
  /** WeChat asks for the privacy guide. */
  askPrivacy(answer: (isAgreed: boolean, buttonId: string) => void): void;
}

async function asked(url: string, init: RequestInit): Promise<HttpAnswer> {
  try {
    const response = await fetch(url, init);
    const text = await response.text();
    return { status: response.status, body: text === "" ? "" : JSON.parse(text) };
  } catch {
    return { status: 0, body: undefined };
  }
}

/** A phone with the person's and WeChat's answers written down beforehand; requests go to the real server. */
export function createPhone(given: Partial<PhoneAnswers> = {}, now: () => number = Date.now): Phone {
  const answers: PhoneAnswers = {
    fuzzy: { kind: "failed" },
    chosen: { kind: "cancelled" },
    subscription: { kind: "failed" },
    isConfirming: false,
    codes: [],
    isOffline: false,
    fontScale: 1,
    scene: undefined,
    ...given,
  };
  const record: PhoneRecord = {
    requests: [],
    told: [],
    opened: [],
    scrolled: [],
    copied: [],
    called: [],
    files: [],
    maps: [],
    order: [],
  };
  const storage = new Map<string, unknown>();
  let ids = 0;
  let ask: Parameters<Platform["onPrivacyAsked"]>[0] = () => undefined;
  const platform: Platform = {
    request: async ({ method, url, headers, body }) => {
      record.requests.push({ method, url, authorization: headers["Authorization"], body });
      record.order.push(`request ${method} ${new URL(url, "http://phone").pathname}`);
      if (answers.isOffline) return { status: 0, body: undefined };
      return asked(url, {
        method,
        headers: { "content-type": "application/json", ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    },
    loginCode: async () => answers.codes.shift(),
    scene: () => answers.scene,
    read: (key) => storage.get(key),
    write: (key, value) => void storage.set(key, value),
    forget: (key) => void storage.delete(key),
    fuzzyPlace: async () => answers.fuzzy,
    chosenPlace: async () => answers.chosen,
    requestSubscription: async () => {
      record.order.push("subscription");
      return answers.subscription;
    },
    onPrivacyAsked: (listener) => {
      ask = listener;
    },
    openPrivacyGuide: () => void record.opened.push("privacy guide"),
    confirm: async () => answers.isConfirming,
    tell: (sentence) => void record.told.push(sentence),
    copy: async (text) => {
      record.copied.push(text);
      return true;
    },
    call: (phone) => void record.called.push(phone),
    openMap: ({ point, name }) => void record.maps.push({ point, name }),
    shareFile: async (name, text) => {
      record.files.push({ name, text });
      return true;
    },
    scrollTo: (id) => void record.scrolled.push(id),
    open: (path) => void record.opened.push(path),
    fontScale: () => answers.fontScale,
    now,
    newId: () => {
      ids += 1;
      return `m-${ids}-${now().toString(36)}`;
    },
  };
  return { platform, answers, record, storage, askPrivacy: (answer) => ask(answer) };
}
