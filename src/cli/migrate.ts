import { grantTables } from "../embedded/roles.ts";
import { useServices } from "../embedded/use-services.ts";
import { AppError } from "../errors.ts";
import { ensureQueueSchema } from "../jobs/queue-schema.ts";
import { systemClock } from "../kit/clock.ts";
import { applyMigrations } from "../kit/migrations.ts";
import { projectPath } from "../kit/root.ts";
import { type Command, print, say, wantsHelp } from "./command.ts";

const HELP = `npm run migrate：把数据库结构更新到最新（npm start 会自动做；生产环境在升级时单独运行）。
  生产环境需要 DATABASE_URL（程序自己的角色）和 DATABASE_OWNER_URL（表的所有者）。`;

const ownerMissing = (): AppError =>
  new AppError("owner_missing", 409, "请设置 DATABASE_OWNER_URL：用表的所有者的身份才能更新数据库结构。");

const roleIn = (url: string): string => decodeURIComponent(new URL(url).username);

/**
 * Our tables, the rights of the program's role on them, and the queue's own tables; each step changes nothing when all is up to date.
 * @returns names of the migrations applied now
 */
export async function bringUpToDate(databaseUrl: string, ownerUrl: string): Promise<string[]> {
  const { applied } = await applyMigrations(ownerUrl, projectPath("prisma/migrations"));
  await grantTables(ownerUrl, roleIn(databaseUrl));
  await ensureQueueSchema(ownerUrl, roleIn(databaseUrl), systemClock.now());
  return applied;
}

export const migrate: Command = async (args, config) => {
  if (wantsHelp(args)) {
    print(HELP);
    return 0;
  }
  const services = await useServices(config, say);
  try {
    if (services.databaseOwnerUrl === undefined) throw ownerMissing();
    const applied = await bringUpToDate(services.databaseUrl, services.databaseOwnerUrl);
    for (const name of applied) print(`已执行 ${name}`);
    print(applied.length === 0 ? "数据库结构已经是最新的。" : `完成，共 ${applied.length} 项变更。`);
    return 0;
  } finally {
    await services.stop();
  }
};
