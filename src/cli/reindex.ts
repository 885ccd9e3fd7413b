import { SETTINGS_HASH } from "../../search/index-state.ts";
import { DOCUMENT_SHAPE } from "../../search/settings.ts";
import type { SearchSync } from "../../search/sync.ts";
import { showProgress } from "../kit/progress.ts";
import { print, say, wantsHelp } from "./command.ts";

export interface ReindexNeeds {
  sync: SearchSync;
  profile: "demo" | "production";
}

const HELP = `用法：npm run reindex -- [--check | --drop]

不带参数    从数据库重建搜索索引；搜索照常，建好后一次换上
--check     只比对编号和版本，修补不一致的文档
--drop      先删除现有索引再重建（重建期间由 PostgreSQL 回答；生产环境不可用）`;

const KNOWN = new Set(["--check", "--drop", "--help", "-h"]);

async function check({ sync }: ReindexNeeds): Promise<number> {
  for (const [name, { missing, stale, ghosts }] of Object.entries(await sync.driftCheck()))
    print(`${name}: 缺 ${missing.length}，旧 ${stale.length}，多余 ${ghosts.length}，已修补`);
  return 0;
}

/** Rebuilds the search indexes from PostgreSQL. @returns the exit status */
export async function reindex(args: string[], needs: ReindexNeeds): Promise<number> {
  if (wantsHelp(args)) {
    print(HELP);
    return 0;
  }
  const unknown = args.find((arg) => !KNOWN.has(arg));
  if (unknown !== undefined) {
    say(`不认识的参数 ${unknown}。\n${HELP}`);
    return 2;
  }
  if (args.includes("--check")) return check(needs);
  if (args.includes("--drop")) {
    if (needs.profile === "production") {
      say("生产环境不能用 --drop：搜索会停在降级状态。不带参数的 reindex 不中断搜索。");
      return 2;
    }
    await needs.sync.dropLive();
  }
  const { refused } = await needs.sync.rebuild(showProgress);
  const settings = `设置第 ${DOCUMENT_SHAPE} 版 ${SETTINGS_HASH}`;
  print(`搜索索引已重建（${settings}）。${refused === 0 ? "" : `${refused} 条数据不合规，没有收录，原因见日志。`}`);
  return 0;
}
