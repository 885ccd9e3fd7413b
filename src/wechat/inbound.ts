import { z } from "zod";
import type { Point } from "../kit/geo.ts";

/** What all pushes carry: when it was written, whose it is, and which account it was written to. */
interface Common {
  /** gh_… of the account: the sender of a passive reply. */
  accountId: string;
  openid: string;
  createdAt: Date;
}

/** What of a push the program acts on; kinds it does not know are named and answered with success. */
export type Inbound = Common &
  (
    | { kind: "text"; messageId: string; text: string }
    | { kind: "location"; messageId: string; point: Point; label: string }
    | { kind: "media"; messageId: string; media: "image" | "voice" | "video" | "file" }
    | { kind: "followed"; scene: string | undefined }
    | { kind: "unfollowed" }
    | { kind: "scanned"; scene: string }
    | { kind: "menu_tapped"; key: string }
    | { kind: "template_sent"; templateMessageId: string; isDelivered: boolean; status: string }
    | { kind: "subscription_answered"; answers: SubscriptionAnswer[] }
    | { kind: "subscription_changed"; answers: SubscriptionAnswer[] }
    | { kind: "subscription_sent"; results: { messageId: string; errorCode: number; status: string }[] }
    | { kind: "authorization_revoked"; subject: string; what: readonly number[] }
    | { kind: "account_cancelled"; subject: string }
    | { kind: "ignored"; name: string }
  );

export interface SubscriptionAnswer {
  templateId: string;
  isAccepted: boolean;
}

/** A push that cannot be read, and why. */
interface Unreadable {
  kind: "unreadable";
  reason: string;
}

const text = z.string();
const Push = z.looseObject({
  ToUserName: text.min(1).max(128),
  FromUserName: text.regex(/^[\x21-\x7e]{1,128}$/),
  CreateTime: z.coerce.number().int().min(0).max(9_999_999_999),
  MsgType: text.max(64),
});

const messageId = text.min(1).max(128);
/** A 汉字 is three bytes, and WeChat cuts texts long before this. */
const TextMessage = z.object({ MsgId: messageId, Content: text.max(20_000).default("") });
const LocationMessage = z.object({
  MsgId: messageId,
  Location_X: z.coerce.number().min(-90).max(90),
  Location_Y: z.coerce.number().min(-180).max(180),
  Label: text.default(""),
});
const OtherMessage = z.object({ MsgId: messageId });

const oneOrMany = <Item extends z.ZodType>(item: Item) => z.union([z.array(item), item.transform((one) => [one])]);
const Answers = oneOrMany(z.object({ TemplateId: text, SubscribeStatusString: text })).transform((list) =>
  list.map(
    (each): SubscriptionAnswer => ({
      templateId: each.TemplateId,
      isAccepted: each.SubscribeStatusString === "accept",
    }),
  ),
);
const Results = oneOrMany(
  z.object({ MsgID: text.default(""), ErrorCode: z.coerce.number(), ErrorStatus: text.default("") }),
).transform((list) =>
  list.map((each) => ({ messageId: each.MsgID, errorCode: each.ErrorCode, status: each.ErrorStatus })),
);

/** The wrapper is absent where pushes come as JSON. */
const listOf = (fields: Record<string, unknown>, wrapper: string): unknown => {
  const wrapped = fields[wrapper];
  return typeof wrapped === "object" && wrapped !== null && "List" in wrapped ? wrapped.List : fields["List"];
};

const MEDIA: Readonly<Record<string, "image" | "voice" | "video" | "file">> = {
  image: "image",
  voice: "voice",
  video: "video",
  shortvideo: "video",
  link: "file",
  miniprogrampage: "file",
  file: "file",
};

const key = (fields: Record<string, unknown>): string => text.max(1_024).catch("").parse(fields["EventKey"]);
const subjectOf = (fields: Record<string, unknown>): string => text.max(128).catch("").parse(fields["OpenID"]);
const QR_PREFIX = "qrscene_";

type Event = (fields: Record<string, unknown>, common: Common) => Inbound;

const EVENTS: Readonly<Record<string, Event>> = {
  subscribe: (fields, common) => {
    const scene = key(fields).startsWith(QR_PREFIX) ? key(fields).slice(QR_PREFIX.length) : undefined;
    return { ...common, kind: "followed", scene };
  },
  unsubscribe: (_fields, common) => ({ ...common, kind: "unfollowed" }),
  scan: (fields, common) => ({ ...common, kind: "scanned", scene: key(fields) }),
  click: (fields, common) => ({ ...common, kind: "menu_tapped", key: key(fields) }),
  templatesendjobfinish: (fields, common) => {
    const status = text.catch("").parse(fields["Status"]);
    const templateMessageId = text.catch("").parse(fields["MsgID"]);
    return { ...common, kind: "template_sent", templateMessageId, isDelivered: status === "success", status };
  },
  subscribe_msg_popup_event: (fields, common) => ({
    ...common,
    kind: "subscription_answered",
    answers: Answers.parse(listOf(fields, "SubscribeMsgPopupEvent")),
  }),
  subscribe_msg_change_event: (fields, common) => ({
    ...common,
    kind: "subscription_changed",
    answers: Answers.parse(listOf(fields, "SubscribeMsgChangeEvent")),
  }),
  subscribe_msg_sent_event: (fields, common) => ({
    ...common,
    kind: "subscription_sent",
    results: Results.parse(listOf(fields, "SubscribeMsgSentEvent")),
  }),
  user_authorization_revoke: (fields, common) => ({
    ...common,
    kind: "authorization_revoked",
    subject: subjectOf(fields),
    what: text.catch("").parse(fields["RevokeInfo"]).split(",").map(Number).filter(Number.isInteger),
  }),
  user_authorization_cancellation: (fields, common) => ({
    ...common,
    kind: "account_cancelled",
    subject: subjectOf(fields),
  }),
};

function read(fields: Record<string, unknown>): Inbound {
  const { ToUserName, FromUserName, CreateTime, MsgType } = Push.parse(fields);
  const common: Common = {
    accountId: ToUserName,
    openid: FromUserName,
    createdAt: new Date(CreateTime * 1_000),
  };
  if (MsgType === "text") {
    const { MsgId, Content } = TextMessage.parse(fields);
    return { ...common, kind: "text", messageId: MsgId, text: Content };
  }
  if (MsgType === "location") {
    const { MsgId, Location_X, Location_Y, Label } = LocationMessage.parse(fields);
    return { ...common, kind: "location", messageId: MsgId, point: { lat: Location_X, lng: Location_Y }, label: Label };
  }
  if (MsgType === "event") {
    const event = text.min(1).max(64).parse(fields["Event"]).toLowerCase();
    return (
      EVENTS[event]?.(fields, common) ?? { ...common, kind: "ignored", name: `event ${event.replace(/\W/g, "?")}` }
    );
  }
  const media = MEDIA[MsgType];
  if (media === undefined) return { ...common, kind: "ignored", name: `type ${MsgType.replace(/\W/g, "?")}` };
  return { ...common, kind: "media", messageId: OtherMessage.parse(fields).MsgId, media };
}

/** The fields of a push → what happened. Fields that are missing or out of range are named; their values are not. */
export function readInbound(fields: Record<string, unknown>): Inbound | Unreadable {
  try {
    return read(fields);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    return { kind: "unreadable", reason: error.issues.map(({ path }) => path.join(".")).join(", ") };
  }
}

/**
 * What makes a push the same as one before: the MsgId of messages (an opaque text: it exceeds what a number holds), and of events who,
 * when and what. Events of the platform all come from one sender, so what they are about is part of it.
 */
export function identityOf(fields: Record<string, unknown>): string {
  const part = (name: string): string => (typeof fields[name] === "string" ? fields[name] : "");
  const id = part("MsgId");
  if (id !== "") return `message:${id}`;
  const names = ["FromUserName", "CreateTime", "Event", "EventKey", "OpenID", "RevokeInfo", "trace_id", "MsgID"];
  return `event:${names.map(part).join("|")}`;
}
