import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Config, configFromEnvironment } from "../config.ts";
import { listenFault } from "../embedded/faults.ts";
import { type Services, startServices } from "../embedded/services.ts";
import { elapsed, systemClock } from "../kit/clock.ts";
import { createLog, type Log } from "../kit/log.ts";
import type { House } from "../wire.ts";
import { print, say, wantsHelp } from "./command.ts";
import { givenWechat } from "./given-wechat.ts";

const HELP = `npm start：启动匠途。不设任何环境变量时，数据库和搜索引擎都是内置的，数据是示例数据。
  --role fake-wechat   只启动公众号的本地模拟（非微信），配合另一个进程使用；其余角色用 ROLES 选
  环境变量见 .env.example；npm run doctor 查看当前配置和各部分状态。按 Ctrl-C 停止。`;

type Role = { stop(): Promise<void> };

const isAsked = ({ ROLES }: Config, role: "web" | "worker" | "bot"): boolean =>
  ROLES.includes("all") || ROLES.includes(role);

/**
 * Starts the roles of this process, each put into `roles` as soon as it runs, so that whatever started can be stopped.
 * @returns the web server's port when there is one
 */
async function startRoles(house: House, config: Config, roles: Role[]): Promise<number | undefined> {
  let port: number | undefined;
  if (isAsked(config, "web")) {
    const web = await house.startWeb(config.HOST, config.PORT).catch((error: unknown) => {
      throw listenFault(error, config.HOST, config.PORT);
    });
    roles.push(web);
    port = web.port;
  }
  if (isAsked(config, "worker")) roles.push(await house.startWork());
  if (isAsked(config, "bot") && config.WECHATY_PUPPET !== "official-account") roles.push(await house.startBot());
  return port;
}

function banner(
  address: string,
  { demoPassword, dataFolder, meili }: Services,
  seconds: string,
  wechat?: string,
): string {
  const lines = [
    "",
    `  匠途已启动（${seconds} 秒）。请打开：`,
    `    聊天      ${address}/`,
    ...(wechat === undefined ? [] : [`    公众号    ${wechat}/ （本地模拟，非微信）`]),
    `    机构后台  ${address}/console`,
    `    接口说明  ${address}/docs`,
    "",
  ];
  if (demoPassword !== undefined)
    lines.push(
      "  演示环境：课程、机构、目录都是示例数据，不是真实信息。",
      `    机构账号 jigou-demo，审核账号 shenhe-demo，密码 ${demoPassword}`,
      `    数据在 ${dataFolder ?? "内存"}；忘记密码可运行 npm run doctor`,
      "",
    );
  if (meili === undefined) lines.push("  没有搜索引擎，正由数据库直接回答（degraded）。", "");
  return lines.join("\n");
}

/** Resolves at the first Ctrl-C or SIGTERM; a second one ends the program at once. */
const toldToStop = (): Promise<void> =>
  new Promise((resolve) => {
    let isTold = false;
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.on(signal, () => {
        if (isTold) process.exit(1);
        isTold = true;
        resolve();
      });
  });

/** Everything above the services. Read while they start: it takes about as long as PostgreSQL does. */
async function loadProgram(isFirstStart: boolean) {
  const [{ prepareData, readAhead }, { wire }] = await Promise.all([import("./prepare.ts"), import("../wire.ts")]);
  if (isFirstStart) await readAhead();
  return { prepareData, wire };
}

interface LocalWechatRun extends Role {
  url: string;
}

/** The demo has no account of WeChat: a local one stands in for it, with an account made up for this folder. */
async function startDemoWechat(config: Config, services: Services, ourUrl: () => string, log: Log) {
  if (config.PROFILE !== "demo" || services.wechat === undefined || !config.ROLES.includes("all")) return undefined;
  const { startLocalWechat, localSettings } = await import("./local-wechat.ts");
  const fake: LocalWechatRun = await startLocalWechat({ config, local: services.wechat, ourUrl, log, tell: say });
  return { fake, settings: localSettings(services.wechat, fake.url, config.WECHAT_MODE) };
}

/** The local account has our menu from the start; a real one gets it by `npm run wechat -- menu push`. */
async function showMenu({ wechat }: House, log: Log, signal: AbortSignal): Promise<void> {
  const { readMenu } = await import("./wechat-menu.ts");
  await wechat?.client.createMenu(await readMenu(), signal).catch((error: unknown) => {
    if (!signal.aborted) log.warn({ err: error }, "the local account has no menu");
  });
}

/** Roles asked for on the command line go before those of the environment. @throws ConfigError for an unknown one */
function withRole(config: Config, args: string[]): Config {
  const { values } = parseArgs({ args, options: { role: { type: "string" } }, allowPositionals: false });
  return values.role === undefined ? config : configFromEnvironment({ ROLES: values.role });
}

/** `npm start`: services → schema and data → index → roles, then waits for the signal and stops in the opposite order. */
export async function start(args: string[], given: Config): Promise<number> {
  if (wantsHelp(args)) {
    print(HELP);
    return 0;
  }
  const config = withRole(given, args);
  if (config.ROLES.includes("fake-wechat"))
    return (await import("./local-wechat.ts")).runLocalWechat(config, toldToStop());
  const startedAt = elapsed();
  const stopSignal = toldToStop();
  const log = createLog(config.LOG_LEVEL);
  const isFirstStart = !existsSync(config.DATA_DIR);
  say(isFirstStart ? "第一次启动，大约要十几秒：正在准备数据库和搜索引擎……" : "正在启动……");
  const [services, program] = await Promise.all([startServices(config, say), loadProgram(isFirstStart)]);
  let house: House | undefined;
  const roles: Role[] = [];
  const stopping = new AbortController();
  let showingMenu: Promise<void> | undefined;
  try {
    const { filling } = await program.prepareData(config, services, log, say);
    const account = givenWechat(config);
    let port: number | undefined;
    const ourUrl = (): string => `http://127.0.0.1:${port ?? config.PORT}`;
    const demo = account === undefined ? await startDemoWechat(config, services, ourUrl, log) : undefined;
    if (demo !== undefined) roles.push(demo.fake);
    const wechat = account ?? demo?.settings;
    house = await program.wire({ config, services, clock: systemClock, log, ...(wechat !== undefined && { wechat }) });
    await filling;
    port = await startRoles(house, config, roles);
    const address = config.PUBLIC_URL ?? `http://${config.HOST}:${port ?? config.PORT}`;
    services.announce(address, demo?.fake.url);
    if (account !== undefined) house.wechat?.warmUp();
    if (demo !== undefined) showingMenu = showMenu(house, log, stopping.signal);
    const seconds = ((elapsed() - startedAt) / 1000).toFixed(1);
    say(port === undefined ? "匠途后台任务已启动。" : banner(address, services, seconds, demo?.fake.url));
    await stopSignal;
    say("正在停止……");
  } finally {
    stopping.abort();
    await showingMenu;
    for (const role of roles) await role.stop();
    await house?.close();
    await services.stop();
  }
  return 0;
}
