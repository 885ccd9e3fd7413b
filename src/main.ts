import type { Command } from "./cli/command.ts";
import { print, say } from "./cli/command.ts";
import { ConfigError, configFromEnvironment } from "./config.ts";
import { AppError } from "./errors.ts";

/** Every command of the program, loaded when it is asked for: `npm run <name> -- --help`. */
const COMMANDS: Record<string, { says: string; load(): Promise<Command> }> = {
  start: { says: "启动网站、接口和后台任务", load: async () => (await import("./cli/start.ts")).start },
  chat: { says: "在终端里和匠途对话", load: async () => (await import("./cli/chat.ts")).chat },
  doctor: { says: "查看配置，检查各部分", load: async () => (await import("./cli/doctor.ts")).doctor },
  migrate: { says: "更新数据库结构", load: async () => (await import("./cli/migrate.ts")).migrate },
  seed: { says: "重新生成示例数据", load: async () => (await import("./cli/data-commands.ts")).seedCommand },
  import: { says: "从表格导入官方数据", load: async () => (await import("./cli/data-commands.ts")).importCommand },
  reindex: { says: "重建搜索索引", load: async () => (await import("./cli/data-commands.ts")).reindexCommand },
  outbox: {
    says: "查看、重试被搁置的改动",
    load: async () => (await import("./cli/data-commands.ts")).outboxCommand,
  },
  wechat: { says: "服务号的菜单、模板和检查", load: async () => (await import("./cli/wechat.ts")).wechat },
  tour: { says: "向运行中的程序提问，写出 docs/tour.md", load: async () => (await import("./cli/tour.ts")).tour },
};

const usage = (): string =>
  `用法：npm run <命令> -- [选项]\n\n${Object.entries(COMMANDS)
    .map(([name, { says }]) => `  ${name.padEnd(10)}${says}`)
    .join("\n")}\n`;

/** @returns the exit status: 1 for our fault, 2 where the user has to change something */
function tell(error: unknown): number {
  if (error instanceof ConfigError) say(error.message);
  else if (error instanceof AppError) {
    say(`${error.code}: ${error.message}`);
    for (const { path, message } of error.fields) say(`  ${path}: ${message}`);
  } else {
    say(`internal: 程序出错了：${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return 1;
  }
  return error instanceof AppError && error.status >= 500 ? 1 : 2;
}

async function run([name = "", ...args]: string[]): Promise<number> {
  const command = COMMANDS[name];
  if (command === undefined) {
    print(usage());
    return name === "" || name === "--help" ? 0 : 2;
  }
  return (await command.load())(args, configFromEnvironment());
}

process.exitCode = await run(process.argv.slice(2)).catch(tell);
