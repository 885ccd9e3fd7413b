import { type Config, printableConfig } from "../config.ts";
import {
  bad,
  type Check,
  checkDisk,
  checkEngine,
  checkPort,
  checkRedis,
  checkRights,
  good,
} from "../embedded/checks.ts";
import { checkDatabase } from "../embedded/database-checks.ts";
import { liveRun } from "../embedded/run-file.ts";
import type { Services } from "../embedded/services.ts";
import { useServices } from "../embedded/use-services.ts";
import { AppError } from "../errors.ts";
import { systemClock } from "../kit/clock.ts";
import { projectPath } from "../kit/root.ts";
import { type Command, print, say, wantsHelp } from "./command.ts";
import { checkOutbox } from "./outbox-check.ts";

const HELP = `npm run doctor [-- --json]：显示生效的配置，逐项检查数据库、搜索引擎、队列、磁盘和端口，并显示演示账号。
  程序正在运行时检查它所用的服务；没有运行时临时启动内置服务，检查后停止。有问题时退出码为 1。`;

interface Examination {
  config: Record<string, string>;
  checks: Check[];
  /** The demo accounts; none in production. */
  accounts?: { names: string[]; password: string };
}

/** One after the other would wait for every dead part in turn. */
async function checksOf(config: Config, services: Services): Promise<Check[]> {
  const { dataFolder, databaseUrl, databaseOwnerUrl, meili, redisUrl } = services;
  const running = dataFolder === undefined ? undefined : await liveRun(dataFolder);
  const isStarted = running?.kind === "start";
  const appliesItself = config.PROFILE !== "production" && databaseOwnerUrl !== undefined;
  const checks = await Promise.all([
    checkDatabase(databaseUrl, projectPath("prisma/migrations"), appliesItself),
    checkOutbox(databaseUrl, dataFolder !== undefined && !isStarted, systemClock.now()),
    meili === undefined
      ? good("搜索引擎 Meilisearch", "没有，直接用数据库回答（degraded）")
      : checkEngine(meili.url, meili.key),
    redisUrl === undefined ? good("队列", "在 PostgreSQL 中") : checkRedis(redisUrl),
    dataFolder === undefined ? [] : Promise.all([checkDisk(dataFolder), checkRights(dataFolder)]),
    isStarted ? good("网页", `正在运行：${running.address}`) : checkPort(config.HOST, config.PORT),
  ]);
  return checks.flat();
}

async function examine(config: Config): Promise<Examination> {
  const shown = printableConfig(config);
  let services: Services;
  try {
    services = await useServices(config, say);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { config: shown, checks: [bad("启动服务", error.code, error.message)] };
  }
  try {
    const { demoPassword, dataFolder } = services;
    return {
      config: { ...shown, ...(dataFolder === undefined ? {} : { DATA_DIR: dataFolder }) },
      checks: await checksOf(config, services),
      ...(demoPassword === undefined
        ? {}
        : { accounts: { names: ["jigou-demo", "shenhe-demo"], password: demoPassword } }),
    };
  } finally {
    await services.stop();
  }
}

const linesOf = ({ config, checks, accounts }: Examination): string[] => [
  "配置",
  ...Object.entries(config).map(([name, value]) => `  ${name}=${value}`),
  "检查",
  ...checks.map(({ name, isOk, finding, advice }) =>
    [`  ${isOk ? "正常  " : "有问题"}  ${name}：${finding}`, advice].filter((part) => part !== undefined).join("。→ "),
  ),
  ...(accounts === undefined
    ? []
    : ["演示账号", `  ${accounts.names.join("（机构）、")}（审核），密码 ${accounts.password}`]),
];

export const doctor: Command = async (args, config) => {
  if (wantsHelp(args)) {
    print(HELP);
    return 0;
  }
  const examination = await examine(config);
  if (args.includes("--json")) print(JSON.stringify(examination, null, 2));
  else for (const line of linesOf(examination)) print(line);
  return examination.checks.every(({ isOk }) => isOk) ? 0 : 1;
};
