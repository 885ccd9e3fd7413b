import { z } from "zod";
import { gcj02OfWgs84 } from "../../kit/geo.ts";
import type { Person } from "./people.ts";
import {
  agentEvent,
  authorizationEvent,
  changeEvent,
  clickEvent,
  enterSessionEvent,
  imageMessage,
  linkMessage,
  locationMessage,
  locationReport,
  locationSelectEvent,
  pictureEvent,
  popupEvent,
  scanCodeEvent,
  scanEvent,
  subscribeEvent,
  textMessage,
  unsubscribeEvent,
  videoMessage,
  viewEvent,
  viewMiniprogramEvent,
  voiceMessage,
} from "./push/events.ts";
import { eventOf, type Inbound, messageOf } from "./push/inbound.ts";
import type { PushOptions } from "./push/pusher.ts";
import type { EntryContent } from "./transcript.ts";
import { openWindow, type Trigger } from "./windows.ts";
import type { World } from "./world.ts";

const key = z.string().min(1).max(128);
const Place = z.strictObject({
  lat: z.number().min(-90).max(90),
  lng: z.number().min(-180).max(180),
  label: z.string().max(200).default(""),
  /** Phones measure WGS-84; what the platform posts is GCJ-02. */
  datum: z.enum(["gcj02", "wgs84"]).default("gcj02"),
});
const choices = z
  .array(z.strictObject({ templateId: z.string(), result: z.enum(["accept", "reject"]) }))
  .min(1)
  .max(5);

/** Everything a person can do that an account is told of. */
export const PersonAction = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("follow"), scene: z.string().max(64).optional() }),
  z.strictObject({ kind: z.literal("unfollow") }),
  z.strictObject({ kind: z.literal("scan"), scene: z.string().min(1).max(64) }),
  z.strictObject({
    kind: z.literal("text"),
    text: z.string().min(1).max(4_000),
    menuId: z.string().max(64).optional(),
  }),
  z.strictObject({ kind: z.literal("location"), place: Place }),
  z.strictObject({ kind: z.literal("image"), mediaId: z.string() }),
  z.strictObject({ kind: z.literal("voice") }),
  z.strictObject({ kind: z.literal("video") }),
  z.strictObject({ kind: z.literal("shortvideo") }),
  z.strictObject({ kind: z.literal("link"), title: z.string(), description: z.string().default(""), url: z.string() }),
  z.strictObject({ kind: z.literal("click"), key }),
  z.strictObject({ kind: z.literal("view"), url: z.string() }),
  z.strictObject({ kind: z.literal("view_miniprogram"), path: z.string() }),
  z.strictObject({ kind: z.literal("location_report"), place: Place }),
  z.strictObject({ kind: z.literal("location_select"), key, place: Place }),
  z.strictObject({ kind: z.literal("scancode_push"), key, result: z.string().max(1_000) }),
  z.strictObject({ kind: z.literal("scancode_waitmsg"), key, result: z.string().max(1_000) }),
  z.strictObject({
    kind: z.literal("picture"),
    event: z.enum(["pic_sysphoto", "pic_photo_or_album", "pic_weixin"]),
    key,
    mediaId: z.string(),
  }),
  z.strictObject({ kind: z.literal("subscribe_choice"), choices }),
  z.strictObject({ kind: z.literal("subscribe_change"), choices }),
  z.strictObject({ kind: z.literal("enter_session"), from: z.string().default("") }),
  z.strictObject({
    kind: z.literal("agent"),
    event: z.enum(["kf_create_session", "kf_close_session", "kf_switch_session"]),
    agent: z.string().default("agent@example"),
  }),
  z.strictObject({
    kind: z.literal("authorization"),
    event: z.enum(["user_info_modified", "user_authorization_revoke", "user_authorization_cancellation"]),
    codes: z.array(z.number().int()).default([]),
  }),
  /** Any other message or event, as it is: for what the platform may add. */
  z.strictObject({
    kind: z.literal("raw"),
    type: z.string(),
    event: z.string().optional(),
    fields: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  }),
]);
export type PersonAction = z.infer<typeof PersonAction>;

/** What follows from an action: posts in their order, what is seen, and a window that opens. */
interface Consequence {
  inbound: Inbound[];
  shown?: EntryContent;
  trigger?: Trigger;
  options?: PushOptions;
}

const said = (inbound: Inbound, shown: EntryContent): Consequence => ({
  inbound: [inbound],
  shown,
  trigger: "message",
});
const silent = (inbound: Inbound, trigger?: Trigger): Consequence => ({
  inbound: [inbound],
  ...(trigger === undefined ? {} : { trigger }),
});

const gcj02Of = ({ datum, label, ...point }: z.infer<typeof Place>) => ({
  ...(datum === "wgs84" ? gcj02OfWgs84(point) : point),
  label,
});

const ticketOf = (world: World, scene: string): string =>
  world.qrCodes.find((code) => code.scene === scene)?.ticket ?? world.ids.opaque("ticket");

/** Menus have a number that VIEW events carry. */
const MENU_ID = 404_000_001;

function consequenceOf(action: PersonAction, person: Person, world: World): Consequence {
  switch (action.kind) {
    case "follow": {
      const { scene } = action;
      return silent(subscribeEvent(scene, scene === undefined ? undefined : ticketOf(world, scene)), "follow");
    }
    case "unfollow":
      return silent(unsubscribeEvent());
    case "scan":
      return silent(scanEvent(action.scene, ticketOf(world, action.scene)), "scan");
    case "text":
      return said(textMessage(action.text, action.menuId), { kind: "text", text: action.text });
    case "location": {
      const place = gcj02Of(action.place);
      return said(locationMessage(place), { kind: "location", ...place });
    }
    case "image":
      return said(imageMessage(`${world.origin}/media/${action.mediaId}`, action.mediaId), {
        kind: "image",
        url: `/media/${action.mediaId}`,
      });
    case "voice":
      return said(voiceMessage(world.ids.opaque("media")), { kind: "voice" });
    case "video":
    case "shortvideo":
      return said(videoMessage(action.kind, world.ids.opaque("media")), { kind: "other", text: "［视频］" });
    case "link": {
      const { kind, title, description, url } = action;
      return said(linkMessage(title, description, url), { kind, title, description, url });
    }
    case "click":
      return silent(clickEvent(action.key), "click");
    case "view":
      return silent(viewEvent(action.url, MENU_ID));
    case "view_miniprogram":
      return silent(viewMiniprogramEvent(action.path, MENU_ID));
    case "location_report":
      return silent(locationReport(gcj02Of(action.place)));
    case "location_select": {
      const place = gcj02Of(action.place);
      const message = said(locationMessage(place), { kind: "location", ...place });
      return { ...message, inbound: [locationSelectEvent(action.key, place), ...message.inbound] };
    }
    case "scancode_push":
    case "scancode_waitmsg":
      return silent(scanCodeEvent(action.kind, action.key, action.result), "click");
    case "picture": {
      const message = consequenceOf({ kind: "image", mediaId: action.mediaId }, person, world);
      const sums = [world.ids.opaque("sum").slice(0, 32)];
      return { ...message, inbound: [pictureEvent(action.event, action.key, sums), ...message.inbound] };
    }
    case "subscribe_choice":
      return silent(popupEvent(action.choices));
    case "subscribe_change":
      return silent(changeEvent(action.choices));
    case "enter_session":
      return silent(enterSessionEvent(action.from), "enter");
    case "agent":
      return silent(agentEvent(action.event, action.agent));
    case "authorization": {
      const { appid } = world.accounts[person.account];
      const event = authorizationEvent(action.event, person.openid, appid, action.codes);
      return { inbound: [event], options: { isFromPlatform: true } };
    }
    case "raw": {
      const { type, event, fields } = action;
      return { inbound: [event === undefined ? messageOf(type, fields) : eventOf(event, fields)] };
    }
  }
}

function chooseTemplates(person: Person, action: PersonAction, world: World): void {
  if (action.kind !== "subscribe_choice" && action.kind !== "subscribe_change") return;
  for (const { templateId, result } of action.choices) {
    const template = world.templates.find(({ id }) => id === templateId);
    if (template === undefined) continue;
    const credit = person.credits.get(templateId) ?? { count: 0, isLongTerm: false, isOff: false };
    const isAccepted = result === "accept";
    if (action.kind === "subscribe_change") credit.isOff = !isAccepted;
    else if (!isAccepted) credit.isLongTerm = false;
    else if (template.type === 3) credit.isLongTerm = true;
    else credit.count += 1;
    person.credits.set(templateId, credit);
  }
}

function changeFollowing(person: Person, action: PersonAction, now: Date): void {
  if (action.kind === "follow") {
    person.isFollowing = true;
    person.followedAt = now;
    if (action.scene !== undefined) person.scene = action.scene;
  } else if (action.kind === "unfollow") {
    person.isFollowing = false;
    delete person.window;
    delete person.followedAt;
    delete person.scene;
  }
}

/** What a person may do only while they follow an account; a mini-program needs no following. */
const NEEDS_NO_FOLLOWING: ReadonlySet<PersonAction["kind"]> = new Set(["follow", "authorization", "raw"]);
export const mayAct = (person: Person, action: PersonAction): boolean =>
  person.account === "miniprogram" ||
  (action.kind === "follow" ? !person.isFollowing : person.isFollowing || NEEDS_NO_FOLLOWING.has(action.kind));

/** Lets a person do something: the platform's own books change at once. @returns what the account is to be told */
export function act(
  action: PersonAction,
  person: Person,
  world: World,
): { inbound: readonly Inbound[]; options: PushOptions } {
  const { inbound, shown, trigger, options = {} } = consequenceOf(action, person, world);
  const now = world.clock.now();
  changeFollowing(person, action, now);
  chooseTemplates(person, action, world);
  if (trigger !== undefined) {
    person.window = openWindow(trigger, now);
    person.lastExchangeAt = now;
  }
  if (shown !== undefined) world.people.say(person, "person", shown);
  world.feed.publish(person.openid, "changed", {});
  return { inbound, options };
}
