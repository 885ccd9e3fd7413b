/** What an API answers with: fields of a reply, or bytes of a file. */
export type Answer = Readonly<Record<string, unknown>> | { bytes: Buffer; type: string };

/** The platform's own words for its codes (official pages 全局返回码 and those of each API). */
const MESSAGES: Readonly<Record<number, string>> = {
  [-1]: "system error",
  40001: "invalid credential, access_token is invalid or not latest",
  40002: "invalid grant_type",
  40003: "invalid openid",
  40004: "invalid media type",
  40005: "invalid file type",
  40007: "invalid media_id",
  40008: "invalid message type",
  40009: "invalid image size",
  40013: "invalid appid",
  40014: "invalid access_token",
  40016: "invalid button size",
  40017: "invalid button type",
  40018: "invalid button name size",
  40019: "invalid button key size",
  40020: "invalid button url size",
  40023: "invalid sub button size",
  40024: "invalid sub button type",
  40025: "invalid sub button name size",
  40026: "invalid sub button key size",
  40027: "invalid sub button url size",
  40029: "invalid code",
  40033: "invalid charset. please check your request, if include \\uxxxx will create fail!",
  40036: "invalid template_id size",
  40037: "invalid template_id",
  40039: "invalid url size",
  40053: "invalid action info",
  40054: "invalid button url domain",
  40055: "invalid sub button url domain",
  40066: "invalid url",
  40097: "invalid args",
  40125: "invalid appsecret",
  40129: "invalid scene",
  40163: "code been used",
  40164: "invalid ip, not in whitelist",
  40165: "invalid weapp pagepath",
  40212: "invalid query",
  40226: "code blocked",
  40243: "AppSecret has been frozen",
  40249: "template content contains marketing",
  41001: "access_token missing",
  41002: "appid missing",
  41004: "appsecret missing",
  41005: "media data missing",
  42001: "access_token expired",
  43001: "require GET method",
  43002: "require POST method",
  43004: "require subscribe",
  43101: "user refuse to accept the msg",
  43104: "appid does not match openid",
  43107: "subscribe message ability banned",
  43108: "concurrent send to the same user",
  44004: "empty content",
  44990: "reach max api second frequence limit",
  44991: "reach max api minute frequence limit",
  44993: "reach max api daily quota limit",
  45002: "content size out of limit",
  45008: "article size out of limit",
  45009: "reach max api daily quota limit",
  45011: "api minute-quota reach limit",
  45015: "response out of time limit or subscription is canceled",
  45047: "out of response count limit",
  45080: "client req id expired: no exchange within 30 seconds",
  45081: "typing is shown already",
  45168: "template content hit sensitive words",
  46003: "menu no exist",
  47001: "data format error",
  47003: "argument invalid!",
  48001: "api unauthorized",
  48002: "user refuse to receive message",
  48006: "forbid to clear quota because of reaching the limit",
  50005: "user is not following",
  61010: "code is expired: user has not visited in 2 hours",
  76021: "cgi_path not found, please check",
  85079: "miniprogram has no online release",
  85401: "invalid expire time",
  85402: "invalid env_version",
  87020: "repeated request",
};

/** A refusal with its code, in the way the platform answers: HTTP 200, and the reason in the body. */
export const refuse = (errcode: number, detail?: string): Answer => ({
  errcode,
  errmsg: [MESSAGES[errcode] ?? "error", detail].filter((part) => part !== undefined).join(" "),
});

export const done: Answer = { errcode: 0, errmsg: "ok" };

/** @returns 0 for success, which answers with data do not say */
export const errcodeOf = (answer: Answer): number =>
  "errcode" in answer && typeof answer.errcode === "number" ? answer.errcode : 0;

/** Every refusal carries the request's name, by which the platform's support finds it. */
export const withRid = (answer: Answer, rid: string): Answer =>
  errcodeOf(answer) === 0 || !("errmsg" in answer) ? answer : { ...answer, errmsg: `${answer.errmsg} rid: ${rid}` };
