import { randomBytes } from "node:crypto";
import { bad, type Check, good } from "../embedded/checks.ts";
import { withDeadline } from "../kit/deadline.ts";
import type { Menu } from "../wechat/calls/menu.ts";
import type { WechatClient } from "../wechat/client.ts";
import { signatureOf } from "../wechat/crypto.ts";
import { WechatFault } from "../wechat/wechat-fault.ts";
import { WEBHOOK_PATH } from "../wire-wechat.ts";
import type { WechatConnection } from "./wechat-connection.ts";
import { menuLines } from "./wechat-menu.ts";

export interface WechatExamination {
  connection: WechatConnection;
  client: WechatClient;
  /** What the menu should be. */
  menu: Menu;
  now: Date;
}

const CUSTOM_SEND = "/cgi-bin/message/custom/send";
const ECHO_DEADLINE_MS = 5_000;

/** What to do about a code, for whoever has the account's console before them. */
const ADVICE: Readonly<Record<number, string>> = {
  40013: "请检查 WECHAT_APPID。",
  40125: "请检查 WECHAT_SECRET；重置过 AppSecret 就要换成新的。",
  40164: "请把本机的出口地址加到公众平台「设置与开发 → 基本配置 → IP白名单」。",
  40243: "AppSecret 已冻结，请在公众平台解冻。",
  45009: "今天的次数已用完，明天零点恢复。",
  48001: "账号没有这个接口的权限：服务号要先认证。",
  89503: "请管理员在微信里确认这个 IP 的调用。",
  89506: "管理员拒绝了这个 IP，24 小时后再试。",
  89507: "管理员拒绝了这个 IP，1 小时后再试。",
};

const adviceFor = (fault: WechatFault): string =>
  (fault.code === undefined ? undefined : ADVICE[fault.code]) ??
  (fault.code === undefined ? "请检查网络和 WECHAT_API_URL。" : "错误码的含义见官方文档「返回码」。");

const findingOf = ({ code, kind, hint, rid }: WechatFault): string =>
  [code === undefined ? kind : `错误 ${code}`, hint, rid && `rid ${rid}`].filter(Boolean).join("，");

/** One line: what was found, or what the platform said and what to do. */
async function line(name: string, look: () => Promise<Check>): Promise<Check> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof WechatFault) return bad(name, findingOf(error), adviceFor(error));
    throw error;
  }
}

/** Asks our own webhook what the platform asks when the address is saved: it must give back the words it got. */
async function checkWebhook({ settings, publicUrl }: WechatConnection, now: Date): Promise<Check> {
  const name = "消息推送地址";
  const address = `${publicUrl}${WEBHOOK_PATH}`;
  const [timestamp, nonce, echostr] = [
    String(Math.floor(now.getTime() / 1_000)),
    randomBytes(8).toString("hex"),
    randomBytes(8).toString("hex"),
  ];
  const url = new URL(address);
  const signature = signatureOf(settings.account.token, timestamp, nonce);
  for (const [key, value] of Object.entries({ signature, timestamp, nonce, echostr })) url.searchParams.set(key, value);
  const answer = await withDeadline(new AbortController().signal, ECHO_DEADLINE_MS, async (signal) => {
    const response = await fetch(url, { signal, redirect: "manual" });
    return { status: response.status, text: await response.text() };
  }).catch(() => undefined);
  if (answer === undefined) return bad(name, `${address} 没有回应`, "请确认程序已启动，PUBLIC_URL 是它对外的地址。");
  return answer.text === echostr
    ? good(name, `${address} 验证通过`)
    : bad(name, `${address} 的回答不对（${answer.status}）`, "请确认 WECHAT_TOKEN 和运行中的程序一致。");
}

const checkToken = (client: WechatClient): Promise<Check> =>
  line("访问令牌", async () => {
    await client.checkToken();
    return good("访问令牌", "已取得（不显示）");
  });

const checkIps = (client: WechatClient): Promise<Check> =>
  line("推送来源地址", async () => {
    const ips = await client.callbackIps({});
    return good("推送来源地址", `${ips.length} 个；防火墙要放行它们`);
  });

const checkNetwork = (client: WechatClient): Promise<Check> =>
  line("网络检测", async () => {
    const { dns, ping } = await client.checkCallback({});
    const lost = ping.filter(({ loss }) => loss.startsWith("100"));
    if (ping.length > 0 && lost.length === ping.length)
      return bad("网络检测", "从平台到这里的包全部丢失", "请检查域名解析和防火墙。");
    return good("网络检测", `解析到 ${dns.length} 个地址，${ping.length - lost.length} 个能连通`);
  });

const checkMenu = (client: WechatClient, wanted: Menu): Promise<Check> =>
  line("自定义菜单", async () => {
    const live = await client.getMenu({});
    const push = "请运行 npm run wechat -- menu push";
    if (live === undefined) return bad("自定义菜单", "还没有", push);
    const isSame = menuLines(live).join("\n") === menuLines(wanted).join("\n");
    return isSame
      ? good("自定义菜单", `${live.button.length} 个按钮，和 data/wechat/menu.json 一致`)
      : bad("自定义菜单", "和 data/wechat/menu.json 不一致", push);
  });

const checkTemplate = (client: WechatClient, noticeTemplate: string | undefined): Promise<Check> =>
  line("新班通知模板", async () => {
    const name = "新班通知模板";
    if (noticeTemplate === undefined)
      return bad(name, "没有设置", "请在公众平台选用模板，把编号写到 WECHAT_NOTICE_TEMPLATE。");
    const found = (await client.templates({})).find(({ id }) => id === noticeTemplate);
    return found === undefined
      ? bad(name, "账号里没有这个编号", "请用 npm run wechat -- templates list 查看，改 WECHAT_NOTICE_TEMPLATE。")
      : good(name, `${found.title}（${found.isLongTerm ? "长期" : "一次性"}）`);
  });

const checkQuota = (client: WechatClient): Promise<Check> =>
  line("客服消息次数", async () => {
    const { limit, used, remaining } = await client.quotaOf({ apiPath: CUSTOM_SEND });
    const finding = `今天用了 ${used} 次，还剩 ${remaining} 次（每天 ${limit} 次）`;
    return remaining > 0
      ? good("客服消息次数", finding)
      : bad("客服消息次数", finding, "明天零点恢复；急用可在公众平台清零（每月 10 次）。");
  });

/** Every check, one after the other; without a token those that need one would only repeat why there is none. */
export async function examineWechat({ connection, client, menu, now }: WechatExamination): Promise<Check[]> {
  const [token, webhook] = [await checkToken(client), await checkWebhook(connection, now)];
  if (!token.isOk) return [token, webhook];
  return [
    token,
    await checkIps(client),
    webhook,
    await checkNetwork(client),
    await checkMenu(client, menu),
    await checkTemplate(client, connection.settings.account.noticeTemplate),
    await checkQuota(client),
  ];
}

export const checkLine = ({ name, isOk, finding, advice }: Check): string =>
  `${isOk ? "✓" : "✗"} ${name}：${[finding, advice].filter((part) => part !== undefined).join("。→ ")}`;
