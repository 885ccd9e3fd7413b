import { eventOf, type Inbound, listEventOf, messageOf } from "./inbound.ts";

/** Messages of people (official page 接收普通消息). */
export const textMessage = (text: string, menuId?: string): Inbound =>
  messageOf("text", { Content: text, bizmsgmenuid: menuId });
export const imageMessage = (pictureUrl: string, mediaId: string): Inbound =>
  messageOf("image", { PicUrl: pictureUrl, MediaId: mediaId });
/** 语音识别 has been withdrawn: nothing says what was spoken. */
export const voiceMessage = (mediaId: string): Inbound =>
  messageOf("voice", { MediaId: mediaId, Format: "amr", MediaId16K: `${mediaId}-16k` });
export const videoMessage = (type: "video" | "shortvideo", mediaId: string): Inbound =>
  messageOf(type, { MediaId: mediaId, ThumbMediaId: `${mediaId}-thumb` });
export const linkMessage = (title: string, description: string, url: string): Inbound =>
  messageOf("link", { Title: title, Description: description, Url: url });

/** A place on a map, in GCJ-02 degrees. */
export interface SharedPlace {
  lat: number;
  lng: number;
  label: string;
}
const SCALE = 15;
const degrees = (value: number): string => value.toFixed(6);

export const locationMessage = ({ lat, lng, label }: SharedPlace): Inbound =>
  messageOf("location", { Location_X: degrees(lat), Location_Y: degrees(lng), Scale: SCALE, Label: label });

/** Events (official pages 接收事件推送 and 自定义菜单事件推送). */
export const subscribeEvent = (scene?: string, ticket?: string): Inbound =>
  eventOf("subscribe", { EventKey: scene === undefined ? "" : `qrscene_${scene}`, Ticket: ticket }, true);
export const unsubscribeEvent = (): Inbound => eventOf("unsubscribe", { EventKey: "" });
export const scanEvent = (scene: string, ticket: string): Inbound =>
  eventOf("SCAN", { EventKey: scene, Ticket: ticket }, true);
export const clickEvent = (key: string): Inbound => eventOf("CLICK", { EventKey: key }, true);
export const viewEvent = (url: string, menuId: number): Inbound => eventOf("VIEW", { EventKey: url, MenuId: menuId });
export const viewMiniprogramEvent = (path: string, menuId: number): Inbound =>
  eventOf("view_miniprogram", { EventKey: path, MenuId: menuId });
export const locationReport = ({ lat, lng }: { lat: number; lng: number }): Inbound =>
  eventOf("LOCATION", { Latitude: degrees(lat), Longitude: degrees(lng), Precision: "65.000000" });
export const locationSelectEvent = (key: string, { lat, lng, label }: SharedPlace): Inbound =>
  eventOf("location_select", {
    EventKey: key,
    SendLocationInfo: { Location_X: degrees(lat), Location_Y: degrees(lng), Scale: SCALE, Label: label, Poiname: "" },
  });
export const scanCodeEvent = (event: "scancode_push" | "scancode_waitmsg", key: string, result: string): Inbound =>
  eventOf(
    event,
    { EventKey: key, ScanCodeInfo: { ScanType: "qrcode", ScanResult: result } },
    event === "scancode_waitmsg",
  );
export type PictureEvent = "pic_sysphoto" | "pic_photo_or_album" | "pic_weixin";
export const pictureEvent = (event: PictureEvent, key: string, sums: readonly string[]): Inbound =>
  eventOf(event, {
    EventKey: key,
    SendPicsInfo: { Count: sums.length, PicList: sums.map((sum) => ({ PicMd5Sum: sum })) },
  });

/** Results of sends. */
export const templateDoneEvent = (msgid: number, isBlocked: boolean): Inbound =>
  eventOf("TEMPLATESENDJOBFINISH", { MsgID: msgid, Status: isBlocked ? "failed:user block" : "success" });
export const subscribeSentEvent = (templateId: string, msgid: number, isBlocked: boolean): Inbound =>
  listEventOf("subscribe_msg_sent_event", "SubscribeMsgSentEvent", [
    {
      TemplateId: templateId,
      MsgID: String(msgid),
      ErrorCode: isBlocked ? "1" : "0",
      ErrorStatus: isBlocked ? "failed: user block" : "success",
    },
  ]);

/** What a person chose when asked for subscribe messages, and what they switch in the settings later. */
export interface SubscribeChoice {
  templateId: string;
  result: "accept" | "reject";
}
export const popupEvent = (choices: readonly SubscribeChoice[]): Inbound =>
  listEventOf(
    "subscribe_msg_popup_event",
    "SubscribeMsgPopupEvent",
    choices.map(({ templateId, result }) => ({
      TemplateId: templateId,
      SubscribeStatusString: result,
      PopupScene: "1",
    })),
  );
export const changeEvent = (choices: readonly SubscribeChoice[]): Inbound =>
  listEventOf(
    "subscribe_msg_change_event",
    "SubscribeMsgChangeEvent",
    choices.map(({ templateId, result }) => ({ TemplateId: templateId, SubscribeStatusString: result })),
  );

/** Events of the mini-program and of human agents. */
export const enterSessionEvent = (sessionFrom: string): Inbound =>
  eventOf("user_enter_tempsession", { SessionFrom: sessionFrom });
export const agentEvent = (
  event: "kf_create_session" | "kf_close_session" | "kf_switch_session",
  agent: string,
): Inbound =>
  eventOf(event, event === "kf_switch_session" ? { FromKfAccount: agent, ToKfAccount: agent } : { KfAccount: agent });
export interface MediaVerdict {
  appid: string;
  traceId: string;
  errcode: number;
  suggest: string;
  label: number;
}
export const mediaCheckEvent = ({ appid, traceId, errcode, suggest, label }: MediaVerdict): Inbound =>
  eventOf("wxa_media_check", {
    appid,
    trace_id: traceId,
    version: 2,
    errcode,
    errmsg: errcode === 0 ? "ok" : "download failed",
    result: { suggest, label },
    detail: [{ strategy: "content_model", errcode, suggest, label }],
  });
export type AuthorizationEvent = "user_info_modified" | "user_authorization_revoke" | "user_authorization_cancellation";
/** @param codes of RevokeInfo: 8 手机号, 13 位置信息, 18 选择的位置信息 … */
export const authorizationEvent = (
  event: AuthorizationEvent,
  openid: string,
  appid: string,
  codes: readonly number[],
): Inbound => eventOf(event, { OpenID: openid, AppID: appid, RevokeInfo: codes.join(","), PluginID: "", OpenPID: "" });
