import { parseArgs } from "node:util";
import { seedDemo } from "../../prisma/seed/seed-demo.ts";
import type { Config } from "../config.ts";
import type { Database } from "../kit/database.ts";
import { type Progress, showProgress } from "../kit/progress.ts";
import { wantsHelp } from "./command.ts";

export interface SeedPorts {
  db: Database;
  now: Date;
  profile: Config["PROFILE"];
  /** One line for the person who runs the command. */
  out(line: string): void;
  progress?(label: string, total: number): Progress;
}

const MAX_SCALE = 200_000;
const DEFAULT_SCALE = 3_000;
const HELP = `npm run seed -- [--scale 3000]

删除全部示例数据，重新生成。同一天、同一规模生成的内容相同。真实数据不受影响。
  --scale N   课程数，0 到 ${MAX_SCALE}，默认 ${DEFAULT_SCALE}
  --help      显示这段说明
生成以后请运行 npm run reindex，重建搜索索引。PROFILE=production 时不能运行。`;

/** @returns undefined when the command line is not understood */
function scaleOf(args: string[]): number | undefined {
  try {
    const { values } = parseArgs({ args, options: { scale: { type: "string", default: `${DEFAULT_SCALE}` } } });
    const scale = /^\d{1,6}$/.test(values.scale) ? Number(values.scale) : Number.NaN;
    return scale <= MAX_SCALE ? scale : undefined;
  } catch {
    return undefined;
  }
}

/**
 * `npm run seed`: makes the demo data anew.
 * @returns 0 well, 2 when the command line or the profile has to be changed
 */
export async function seed(args: string[], ports: SeedPorts): Promise<number> {
  const { db, now, profile, out, progress = showProgress } = ports;
  const say = (line: string, status: number): number => {
    out(line);
    return status;
  };
  if (wantsHelp(args)) return say(HELP, 0);
  if (profile === "production") return say("seed_refused: PROFILE=production 时不能写入示例数据。", 2);
  const courses = scaleOf(args);
  if (courses === undefined) return say(`参数不对。\n${HELP}`, 2);
  const counts = await seedDemo(db, { courses, now, progress: progress("生成示例数据", courses) });
  const { sessions, institutions, bases } = counts;
  return say(
    `示例数据已生成：课程 ${counts.courses} 门，班次 ${sessions} 个，机构 ${institutions} 家，实训基地 ${bases} 个。`,
    0,
  );
}
