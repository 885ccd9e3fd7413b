// The phone, by WeChat's interfaces. The only file that names `wx`.
import { wgs84OfGcj02 } from "../logic/geo";
import { dayOf } from "../logic/spoken";
import type { HttpAnswer, Located, Platform, SubscribeAnswer } from "./platform";

const DEADLINE_MS = 10_000;
const SWITCHED_OFF = 20004; // official page wx.requestSubscribeMessage: the person's main switch is off

const said = (reason: { errMsg: string }): string => reason.errMsg;
const isRefusal = (message: string): boolean =>
  /auth den|auth:? ?deny|authorize no response|privacy permission/i.test(message);

const missed = (message: string): Located => {
  if (/cancel/i.test(message)) return { kind: "cancelled" };
  return isRefusal(message) ? { kind: "refused" } : { kind: "failed" };
};

const request: Platform["request"] = ({ method, url, headers, body }) =>
  new Promise<HttpAnswer>((resolve) => {
    wx.request({
      method,
      url,
      header: { "content-type": "application/json", ...headers },
      ...(body !== undefined && { data: body as WechatMiniprogram.IAnyObject }), // only objects are sent as bodies
      timeout: DEADLINE_MS,
      success: ({ statusCode, data }) => resolve({ status: statusCode, body: data }),
      fail: () => resolve({ status: 0, body: undefined }),
    });
  });

const fuzzyPlace: Platform["fuzzyPlace"] = () =>
  new Promise<Located>((resolve) => {
    wx.getFuzzyLocation({
      type: "wgs84",
      success: ({ latitude, longitude }) =>
        resolve({ kind: "place", place: { point: { lat: latitude, lng: longitude }, label: "我的位置" } }),
      fail: (reason) => resolve(missed(said(reason))),
    });
  });

/** The map speaks GCJ-02. */
const chosenPlace: Platform["chosenPlace"] = () =>
  new Promise<Located>((resolve) => {
    wx.chooseLocation({
      success: ({ latitude, longitude, name }) =>
        resolve({
          kind: "place",
          place: { point: wgs84OfGcj02({ lat: latitude, lng: longitude }), label: name === "" ? "选的位置" : name },
        }),
      fail: (reason) => resolve(missed(said(reason))),
    });
  });

const requestSubscription: Platform["requestSubscription"] = (templateIds) =>
  new Promise<SubscribeAnswer>((resolve) => {
    wx.requestSubscribeMessage({
      tmplIds: [...templateIds],
      success: ({ errMsg: _ok, ...results }) => resolve({ kind: "answered", results }),
      fail: ({ errCode }) => resolve(errCode === SWITCHED_OFF ? { kind: "off" } : { kind: "failed" }),
    });
  });

const shareFile: Platform["shareFile"] = (name, text) =>
  new Promise<boolean>((resolve) => {
    const filePath = `${wx.env.USER_DATA_PATH}/${name}`;
    const fail = (): void => resolve(false);
    wx.getFileSystemManager().writeFile({
      filePath,
      data: text,
      encoding: "utf8",
      success: () => wx.shareFileMessage({ filePath, fileName: name, success: () => resolve(true), fail }),
      fail,
    });
  });

const confirm: Platform["confirm"] = ({ title, content, confirmText }) =>
  new Promise<boolean>((resolve) => {
    wx.showModal({
      title,
      content,
      confirmText,
      cancelText: "取消",
      success: ({ confirm: isConfirmed }) => resolve(isConfirmed),
      fail: () => resolve(false),
    });
  });

type PrivacyResolve = (answer: { event: "agree"; buttonId: string } | { event: "disagree" }) => void;

const onPrivacyAsked: Platform["onPrivacyAsked"] = (ask) =>
  wx.onNeedPrivacyAuthorization((given) => {
    // the typings say a result where the page wx.onNeedPrivacyAuthorization says a function
    const resolve = given as unknown as PrivacyResolve;
    ask((isAgreed, buttonId) => resolve(isAgreed ? { event: "agree", buttonId } : { event: "disagree" }));
  });

const TABS = ["chat", "search", "shortage", "me"];

const open = (path: string): void => {
  const isTab = TABS.some((tab) => path.startsWith(`/pages/${tab}/`));
  if (isTab) void wx.switchTab({ url: path });
  else void wx.navigateTo({ url: path });
};

let made = 0;

export const createWxPlatform = (): Platform => ({
  request,
  fuzzyPlace,
  chosenPlace,
  requestSubscription,
  onPrivacyAsked,
  confirm,
  shareFile,
  open,
  loginCode: () =>
    new Promise((resolve) => {
      wx.login({ timeout: DEADLINE_MS, success: ({ code }) => resolve(code), fail: () => resolve(undefined) });
    }),
  scene: () => {
    const { scene } = wx.getEnterOptionsSync().query;
    return typeof scene === "string" && scene !== "" ? decodeURIComponent(scene) : undefined;
  },
  read: (key) => wx.getStorageSync(key),
  write: (key, value) => wx.setStorageSync(key, value),
  forget: (key) => wx.removeStorageSync(key),
  openPrivacyGuide: () => void wx.openPrivacyContract({}),
  // A toast is cut after two lines and gone before it is read.
  tell: (sentence) => void wx.showModal({ content: sentence, showCancel: false, confirmText: "知道了" }),
  scrollTo: (id) => void wx.pageScrollTo({ selector: `#${id}`, duration: 200, fail: () => undefined }),
  copy: (text) =>
    new Promise((resolve) => {
      wx.setClipboardData({ data: text, success: () => resolve(true), fail: () => resolve(false) });
    }),
  call: (phone) => void wx.makePhoneCall({ phoneNumber: phone, fail: () => undefined }),
  openMap: ({ point, name, address }) =>
    void wx.openLocation({ latitude: point.lat, longitude: point.lng, name, address }),
  fontScale: () => wx.getAppBaseInfo().fontSizeScaleFactor ?? 1,
  now: () => Date.now(),
  newId: () => {
    made += 1;
    return `${dayOf(Date.now())}-${Date.now().toString(36)}-${made}-${Math.random().toString(36).slice(2, 10)}`;
  },
});
