import { parseArgs } from "node:util";
import { z } from "zod";
import { parkedRows, readBacklog, replaySince, retryParked } from "../jobs/outbox-backlog.ts";
import type { Database } from "../kit/database.ts";
import { wantsHelp } from "./command.ts";

export interface OutboxPorts {
  db: Database;
  now: Date;
  /** One line for the person who runs the command. */
  out(line: string): void;
}

const MOST_SHOWN = 200;
const HELP = `用法：npm run outbox -- <命令> [选项]

每次改动都在发件箱（outbox 表）里留一行，由后台任务更新索引、通知订阅的人。处理不了的被搁置，等人来看。

parked                 列出被搁置的改动和原因，最多 ${MOST_SHOWN} 条
retry --id <编号>      改好以后重新处理这一条；可以写多次
retry --all            重新处理全部被搁置的改动
replay --since 7d      把这段时间里已经处理过的改动再处理一遍（队列或索引丢失以后用；不会重复通知）；单位 d 天、h 小时、m 分
--help                 本说明`;

const UNIT_MS: Record<string, number> = { d: 86_400_000, h: 3_600_000, m: 60_000 };

/** @returns undefined when it is no length of time */
function lengthMs(text: string): number | undefined {
  const [, count, unit] = /^([1-9]\d{0,4})([dhm])$/.exec(text) ?? [];
  const unitMs = UNIT_MS[unit ?? ""];
  return unitMs === undefined ? undefined : Number(count) * unitMs;
}

interface Wish {
  verb: "parked" | "retry" | "replay";
  /** undefined: all */
  ids: string[] | undefined;
  sinceMs: number;
}

const Verb = z.enum(["parked", "retry", "replay"]);

/** @returns undefined when the command line is not understood */
function wishOf(args: string[]): Wish | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        id: { type: "string", multiple: true },
        all: { type: "boolean", default: false },
        since: { type: "string" },
      },
    });
    const { id, all, since } = values;
    const verb = Verb.parse(positionals[0]);
    const ids = z.array(z.uuid()).optional().parse(id);
    const sinceMs = since === undefined ? 0 : lengthMs(since);
    const hasRest = positionals.length > 1;
    const isRetry = verb === "retry";
    if (hasRest || sinceMs === undefined || (since !== undefined) !== (verb === "replay")) return undefined;
    if (isRetry ? all === (ids !== undefined) : all || ids !== undefined) return undefined;
    return { verb, ids, sinceMs };
  } catch {
    return undefined;
  }
}

async function listParked({ db, now, out }: OutboxPorts): Promise<void> {
  for (const { id, topic, key, parkedAt, reason } of await parkedRows(db.sql, MOST_SHOWN))
    out(`${id}  ${parkedAt.toISOString()}  ${topic}  ${key}  ${reason}`);
  const { waiting, oldestSeconds, parked } = await readBacklog(db.sql, now);
  out(`被搁置 ${parked} 条；等待处理 ${waiting} 条，最早的已等 ${Math.round(oldestSeconds)} 秒。`);
}

/** `npm run outbox`: looks after what could not be passed on. @returns 0 well, 2 when the command line has to be changed */
export async function outbox(args: string[], ports: OutboxPorts): Promise<number> {
  const { db, now, out } = ports;
  if (wantsHelp(args)) {
    out(HELP);
    return 0;
  }
  const wish = wishOf(args);
  if (wish === undefined) {
    out(`参数不对。\n${HELP}`);
    return 2;
  }
  if (wish.verb === "parked") await listParked(ports);
  else if (wish.verb === "retry") {
    const count = await retryParked(db.sql, now, wish.ids);
    out(`${count} 条重新等待处理。`);
    if (wish.ids !== undefined && count < wish.ids.length) {
      out("有的编号没有对应的被搁置改动，请用 parked 查看。");
      return 2;
    }
  } else out(`${await replaySince(db.sql, new Date(now.getTime() - wish.sinceMs), now)} 条重新等待处理。`);
  return 0;
}
