import { useServices } from "../embedded/use-services.ts";
import { systemClock } from "../kit/clock.ts";
import { openDatabase } from "../kit/database.ts";
import { createLog } from "../kit/log.ts";
import type { WechatClient } from "../wechat/client.ts";
import { WechatFault } from "../wechat/wechat-fault.ts";
import { wechatClients } from "../wire-wechat.ts";
import { type Command, print, say, wantsHelp } from "./command.ts";
import { type WechatConnection, wechatConnectionOf } from "./wechat-connection.ts";
import { checkLine, examineWechat } from "./wechat-doctor.ts";
import { MENU_FILE, menuLines, readMenu } from "./wechat-menu.ts";

const HELP = `用法：npm run wechat -- <命令>

menu show        显示服务号现在的自定义菜单
menu push        把 ${MENU_FILE} 设为自定义菜单；用户最多五分钟后看到
templates list   列出服务号和小程序已选用的消息模板：编号、标题、关键词
doctor           逐项检查：访问令牌、来源地址、消息推送地址、网络、菜单、模板、次数
--help           本说明

没有设置 WECHAT_APPID 时，检查运行中的演示所带的本地模拟。有问题时退出码为 1。`;

export interface WechatPorts {
  connection: WechatConnection;
  official: WechatClient;
  miniprogram: WechatClient | undefined;
  now: Date;
  /** One line for the person who runs the command. */
  out(line: string): void;
}

async function listTemplates(name: string, client: WechatClient, out: WechatPorts["out"]): Promise<void> {
  const found = await client.templates({});
  out(`${name}：${found.length} 个模板`);
  for (const { id, title, isLongTerm, keys } of found)
    out(`  ${id}  ${title}（${isLongTerm ? "长期" : "一次性"}）  ${keys.join("、")}`);
}

const VERBS: Readonly<Record<string, (ports: WechatPorts) => Promise<number>>> = {
  "menu show": async ({ official, out }) => {
    const menu = await official.getMenu({});
    if (menu === undefined) out("还没有自定义菜单。用 menu push 设置。");
    else for (const line of menuLines(menu)) out(line);
    return 0;
  },
  "menu push": async ({ official, out }) => {
    const menu = await readMenu();
    await official.createMenu(menu);
    for (const line of menuLines(menu)) out(line);
    out("已设为自定义菜单，用户最多五分钟后看到。");
    return 0;
  },
  "templates list": async ({ official, miniprogram, out }) => {
    await listTemplates("服务号", official, out);
    if (miniprogram !== undefined) await listTemplates("小程序", miniprogram, out);
    return 0;
  },
  doctor: async ({ connection, official, now, out }) => {
    const checks = await examineWechat({ connection, client: official, menu: await readMenu(), now });
    for (const check of checks) out(checkLine(check));
    return checks.every(({ isOk }) => isOk) ? 0 : 1;
  },
};

/** @returns 0 well, 1 something is wrong, 2 the command line has to be changed */
export async function runWechat(args: readonly string[], ports: WechatPorts): Promise<number> {
  const verb = VERBS[args.join(" ")];
  if (verb === undefined) {
    ports.out(`参数不对。\n${HELP}`);
    return 2;
  }
  try {
    return await verb(ports);
  } catch (error) {
    if (!(error instanceof WechatFault)) throw error;
    ports.out(`微信接口没有成功：${error.message}。请运行 npm run wechat -- doctor 查看原因。`);
    return 1;
  }
}

/** `npm run wechat`: menu, templates and health of the account. */
export const wechat: Command = async (args, config) => {
  if (wantsHelp(args) || VERBS[args.join(" ")] === undefined) {
    print(HELP);
    return wantsHelp(args) ? 0 : 2;
  }
  const connection = await wechatConnectionOf(config);
  const services = await useServices(config, say);
  const { secret, redisUrl } = services;
  const db = openDatabase(services.databaseUrl, 4);
  const log = createLog("silent"); // the command says itself what went wrong
  const ground = { settings: connection.settings, db, secret, clock: systemClock, log };
  const clients = await wechatClients({ ...ground, ...(redisUrl !== undefined && { redisUrl }) });
  try {
    const { account: official, miniprogram } = clients;
    return await runWechat(args, { connection, official, miniprogram, now: systemClock.now(), out: print });
  } finally {
    await clients.close();
    await db.close();
    await services.stop();
  }
};
