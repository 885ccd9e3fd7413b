import { bad, type Check, good } from "../embedded/checks.ts";
import { readBacklog } from "../jobs/outbox-backlog.ts";
import { openDatabase } from "../kit/database.ts";

const STUCK_SECONDS = 60;

/**
 * Whether changes reach the index and the subscribers.
 * @param isAtRest true when the program is known to be stopped: then changes wait for its next start, and that is well
 * @returns no check where there is no outbox yet
 */
export async function checkOutbox(databaseUrl: string, isAtRest: boolean, now: Date): Promise<Check[]> {
  const name = "发件箱";
  const db = openDatabase(databaseUrl, 1);
  try {
    const { waiting, oldestSeconds, parked } = await readBacklog(db.sql, now);
    const finding = `等待处理 ${waiting} 条，最早的已等 ${Math.round(oldestSeconds)} 秒；被搁置 ${parked} 条`;
    if (parked > 0)
      return [
        bad(name, finding, "请用 npm run outbox -- parked 查看原因，改好以后用 npm run outbox -- retry --all 重试。"),
      ];
    const isStuck = !isAtRest && oldestSeconds > STUCK_SECONDS;
    return [isStuck ? bad(name, finding, "请确认后台任务（ROLES=worker）和搜索引擎正在运行。") : good(name, finding)];
  } catch {
    return []; // no database, or none with our tables: other checks say so
  } finally {
    await db.close();
  }
}
