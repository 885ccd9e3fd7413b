import { z } from "zod";
import { always, defineCall, never } from "./definition.ts";
import { Appid, MessageId, Openid, PagePath, TemplateId, WebUrl } from "./fields.ts";
import { dataOf, KeywordValues } from "./keyword-values.ts";

const Page = z.strictObject({ appid: Appid, page: PagePath });
/** The same person and id are sent once within ten minutes. How long it may be is not documented: a UUID without its dashes fits. */
const ClientMessageId = z.string().regex(/^[\w-]{1,32}$/, "not an id");
/** What the event about the message's fate will name. */
const Sent = z.object({ msgid: MessageId.optional() }).transform(({ msgid }) => ({ messageId: msgid }));

const common = { openid: Openid, templateId: TemplateId, data: KeywordValues };
const pageOf = (page: z.output<typeof Page> | undefined) =>
  page === undefined ? {} : { miniprogram: { appid: page.appid, pagepath: page.page } };

/** 模板消息 of a 服务号. No advertising (40249). Safe to repeat with a `clientMessageId`. */
export const sendTemplate = defineCall({
  method: "POST",
  path: "/cgi-bin/message/template/send",
  needsToken: true,
  input: z.strictObject({
    ...common,
    url: WebUrl.optional(),
    miniprogram: Page.optional(),
    clientMessageId: ClientMessageId.optional(),
  }),
  sent: ({ openid, templateId, data, url, miniprogram, clientMessageId }) => ({
    body: {
      touser: openid,
      template_id: templateId,
      url,
      ...pageOf(miniprogram),
      data: dataOf(data),
      client_msg_id: clientMessageId,
    },
  }),
  output: Sent,
  mayRepeat: ({ clientMessageId }) => clientMessageId !== undefined,
});

/** 订阅通知 of a 服务号. Safe to repeat with a `clientMessageId`. */
export const sendBizSubscribe = defineCall({
  method: "POST",
  path: "/cgi-bin/message/subscribe/bizsend",
  needsToken: true,
  input: z.strictObject({
    ...common,
    /** An address of ours. */
    page: WebUrl.optional(),
    miniprogram: Page.optional(),
    clientMessageId: ClientMessageId.optional(),
  }),
  sent: ({ openid, templateId, data, page, miniprogram, clientMessageId }) => ({
    body: {
      touser: openid,
      template_id: templateId,
      page,
      ...pageOf(miniprogram),
      data: dataOf(data),
      client_msg_id: clientMessageId,
    },
  }),
  output: Sent,
  mayRepeat: ({ clientMessageId }) => clientMessageId !== undefined,
});

const RELEASE = z.enum(["developer", "trial", "formal"]);

/** 订阅消息 of a mini-program. Never repeated: nothing tells a second one from a first, and each costs a credit. */
export const sendSubscribe = defineCall({
  method: "POST",
  path: "/cgi-bin/message/subscribe/send",
  needsToken: true,
  input: z.strictObject({ ...common, page: PagePath.optional(), release: RELEASE.default("formal") }),
  sent: ({ openid, templateId, data, page, release }) => ({
    // State and language have defaults in the text of the official page, and are required in its table.
    body: {
      touser: openid,
      template_id: templateId,
      page,
      data: dataOf(data),
      miniprogram_state: release,
      lang: "zh_CN",
    },
  }),
  output: Sent,
  mayRepeat: never,
});

const Template = z
  .object({
    priTmplId: z.string(),
    title: z.string(),
    content: z.string(),
    example: z.string().default(""),
    /** 2 = 一次性订阅, 3 = 长期订阅. */
    type: z.number(),
  })
  .transform(({ priTmplId, title, content, example, type }) => ({
    id: priTmplId,
    title,
    content,
    example,
    isLongTerm: type === 3,
    /** Keys of the values it takes, in order: `thing1`, `time2` … */
    keys: [...content.matchAll(/\{\{(\w+)\.DATA\}\}/g)].map(([, key = ""]) => key),
  }));

/** The templates the account has taken from the library. */
export const templates = defineCall({
  method: "GET",
  path: "/wxaapi/newtmpl/gettemplate",
  needsToken: true,
  input: z.strictObject({}),
  sent: () => ({}),
  output: z.object({ data: z.array(Template).default([]) }).transform(({ data }) => data),
  mayRepeat: always,
});
