import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { childUser } from "../../../src/embedded/child-user.ts";
import { prepareDataFolder } from "../../../src/embedded/data-folder.ts";
import { startMeilisearch } from "../../../src/embedded/meilisearch.ts";
import { newToken } from "../../../src/kit/ids.ts";

const run = promisify(execFile);

/** A search engine of the row's own, that is killed and comes back at the same address: as it was, older, or with nothing. */
export interface BreakableEngine {
  url: string;
  key: string;
  /** Killed and, after so many milliseconds, started again. What it is now is kept for `comeBackOlder`. */
  kill(awayMs?: number): Promise<void>;
  comeBackOlder(): Promise<void>;
  comeBackEmpty(awayMs?: number): Promise<void>;
  /** Stops it and removes its folder. */
  remove(): Promise<void>;
}

export async function breakableEngine(): Promise<BreakableEngine> {
  const user = await childUser();
  const folder = await mkdtemp(path.join(os.tmpdir(), "jiangtu-engine-"));
  await prepareDataFolder(folder, user);
  const running = await startMeilisearch({ dataFolder: folder, user, key: newToken() });
  if (running === undefined) throw new Error("this row needs Meilisearch");
  const index = path.join(folder, "meilisearch", "index");
  const older = path.join(folder, "meilisearch", "older");
  let { child } = running;

  /** Dead, then changed on disk, then alive. */
  const whileDead = async (change: () => Promise<unknown>): Promise<void> => {
    process.kill(child.mark.pid, "SIGKILL");
    await child.exited;
    await change();
    child = await running.restart();
  };
  // cp -a: the files stay those of the user the engine runs as.
  const keep = async (): Promise<void> => {
    if (!existsSync(older)) await run("cp", ["-a", index, older]);
  };
  return {
    url: running.url,
    key: running.key,
    kill: (awayMs = 0) => whileDead(() => Promise.all([keep(), sleep(awayMs)])),
    comeBackOlder: () =>
      whileDead(async () => {
        await keep();
        await rm(index, { recursive: true });
        await run("cp", ["-a", older, index]);
      }),
    comeBackEmpty: (awayMs = 0) => whileDead(() => Promise.all([rm(index, { recursive: true }), sleep(awayMs)])),
    remove: async () => {
      await child.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
