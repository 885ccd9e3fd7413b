import { z } from "zod";
import type { AccountKind } from "../accounts.ts";
import { type Answer, refuse } from "../answers.ts";
import { type Api, type Call, defineApi } from "../api.ts";
import type { Person } from "../people.ts";
import { subscribeSentEvent, templateDoneEvent } from "../push/events.ts";
import { fillTemplate, type Template } from "../templates.ts";
import type { TemplateRow } from "../transcript.ts";
import { isMarketing, isSensitive } from "../word-lists.ts";
import { recordCall } from "./call-record.ts";

const ONCE_MS = 600_000; // the same client_msg_id is sent once in ten minutes
const MAX_URL = 1024;

const Data = z.record(z.string(), z.object({ value: z.coerce.string() }));
const shared = {
  touser: z.string(),
  template_id: z.string(),
  data: Data,
  client_msg_id: z.string().max(32).optional(),
};
const Miniprogram = z.object({ appid: z.string(), pagepath: z.string().default("") });
const state = z.enum(["developer", "trial", "formal"]).optional();
const lang = z.enum(["zh_CN", "en_US", "zh_HK", "zh_TW"]).optional();

type Message = z.infer<z.ZodObject<typeof shared>>;
type Checked = { template: Template; rows: TemplateRow[] } | { refusal: Answer };

const refusal = (errcode: number, detail?: string): Checked => ({ refusal: refuse(errcode, detail) });

/** What is asked of template and values, whoever the message is for. */
function checkedContent(message: Message, { world, account }: Call): Checked {
  const template = world.templates.find(({ id }) => id === message.template_id);
  if (template?.account !== account) return refusal(40037);
  const filled = fillTemplate(template, message.data);
  if ("faulty" in filled) return refusal(47003, `data.${filled.faulty}.value is wrong`);
  const values = filled.rows.map(({ value }) => value).join("\n");
  if (isSensitive(values)) return refusal(45168);
  return isMarketing(values) ? refusal(40249) : { template, rows: filled.rows };
}

/** @returns the msgid of the same message when it was sent already */
function sentBefore({ touser, client_msg_id: id }: Message, { world, now }: Call): number | undefined {
  if (id === undefined) return undefined;
  const sent = world.sentIds.get(`${touser} ${id}`);
  return sent !== undefined && now.getTime() - sent.at.getTime() < ONCE_MS ? sent.msgid : undefined;
}

const ok = (msgid: number): Answer => ({ errcode: 0, errmsg: "ok", msgid });

interface Target {
  url: string;
  pagepath: string;
}

function deliver(message: Message, checked: { template: Template; rows: TemplateRow[] }, target: Target, call: Call) {
  const { world, account, now } = call;
  const msgid = world.ids.serial() + 3_000_000_000;
  if (message.client_msg_id !== undefined)
    world.sentIds.set(`${message.touser} ${message.client_msg_id}`, { at: now, msgid });
  const person = world.people.find(account, message.touser);
  if (person !== undefined && !person.isRefusing)
    world.people.say(person, "account", {
      kind: "template",
      title: checked.template.title,
      rows: checked.rows,
      from: account === "official" ? "服务号通知" : "小程序服务通知",
      ...target,
    });
  return msgid;
}

const templateSend = defineApi({
  path: "/cgi-bin/message/template/send",
  methods: ["POST"],
  only: "official",
  input: z.object({ ...shared, url: z.string().default(""), miniprogram: Miniprogram.optional() }),
  faultyInput: 47001,
  answer: (message, call) => {
    const { world, pusher } = call;
    const person = world.people.find("official", message.touser);
    if (person === undefined) return refuse(40003);
    const send = (): Answer => {
      if (!world.settings.isVerified) return refuse(48001);
      if (!person.isFollowing) return refuse(43004);
      if (message.url.length > MAX_URL) return refuse(40039);
      if (message.miniprogram !== undefined && message.miniprogram.appid !== world.accounts.miniprogram.appid)
        return refuse(40013);
      const checked = checkedContent(message, call);
      if ("refusal" in checked) return checked.refusal;
      const before = sentBefore(message, call);
      if (before !== undefined) return ok(before);
      const target = { url: message.url, pagepath: message.miniprogram?.pagepath ?? "" };
      const msgid = deliver(message, checked, target, call);
      pusher.start(person, templateDoneEvent(msgid, person.isRefusing));
      return ok(msgid);
    };
    return recordCall(call, person, "/cgi-bin/message/template/send", message, send());
  },
});

/** One-time credits go down by one; a long-term acceptance stays. @returns false when there is neither */
function spendCredit(person: Person, templateId: string): boolean {
  const credit = person.credits.get(templateId);
  if (credit === undefined || credit.isOff) return false;
  if (credit.isLongTerm) return true;
  if (credit.count === 0) return false;
  credit.count -= 1;
  return true;
}

function subscribeAnswer(path: string, message: Message, target: Target, call: Call): Answer {
  const { world, pusher, account } = call;
  const person = world.people.find(account, message.touser);
  if (person === undefined) return refuse(40003);
  const send = (): Answer => {
    if (account === "official" && !world.settings.isVerified) return refuse(48001);
    const checked = checkedContent(message, call);
    if ("refusal" in checked) return checked.refusal;
    const before = sentBefore(message, call);
    if (before !== undefined) return ok(before);
    if (!spendCredit(person, message.template_id)) return refuse(43101);
    const msgid = deliver(message, checked, target, call);
    pusher.start(person, subscribeSentEvent(message.template_id, msgid, person.isRefusing));
    return ok(msgid);
  };
  return recordCall(call, person, path, message, send());
}

const subscribeApi = (path: string, only: AccountKind): Api =>
  defineApi({
    path,
    methods: ["POST"],
    only,
    input: z.object({
      ...shared,
      page: z.string().default(""),
      miniprogram: Miniprogram.optional(),
      miniprogram_state: state,
      lang,
    }),
    faultyInput: 47003,
    // At most one subscribe message to the same person at a time.
    exclusiveKey: ({ touser }) => `subscribe ${touser}`,
    answer: (message, call) => {
      const target = { url: "", pagepath: message.miniprogram?.pagepath ?? message.page };
      return subscribeAnswer(path, message, target, call);
    },
  });

const getTemplates = defineApi({
  path: "/wxaapi/newtmpl/gettemplate",
  methods: ["GET"],
  input: z.unknown(),
  answer: (_given, { world, account }) => ({
    errcode: 0,
    errmsg: "ok",
    data: world.templates
      .filter((template) => template.account === account)
      .map(({ id, title, content, example, type, enums }) => ({
        priTmplId: id,
        title,
        content,
        example,
        type,
        ...(enums === undefined
          ? {}
          : {
              keywordEnumValueList: Object.entries(enums).map(([key, values]) => ({
                keywordCode: `${key}.DATA`,
                enumValueList: values,
              })),
            }),
      })),
  }),
});

export const templateApis: readonly Api[] = [
  templateSend,
  subscribeApi("/cgi-bin/message/subscribe/bizsend", "official"),
  subscribeApi("/cgi-bin/message/subscribe/send", "miniprogram"),
  getTemplates,
];
