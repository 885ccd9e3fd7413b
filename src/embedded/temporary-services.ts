import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { childUser } from "./child-user.ts";
import { prepareDataFolder } from "./data-folder.ts";
import { claimFolder } from "./run-file.ts";
import { launchIn, type Services } from "./services.ts";

/**
 * Fresh embedded services in a folder of their own that goes when they stop. Tests, benchmarks and evaluations use these: they take no
 * URL from the environment, so they can never write into somebody's real database.
 * @param isDurable true where the figures must be those of a real installation; tests save the fsync
 */
export async function temporaryServices({ isDurable = false } = {}): Promise<Services> {
  const user = await childUser();
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), "jiangtu-"));
  const remove = (): Promise<void> => rm(dataFolder, { recursive: true, force: true });
  try {
    await prepareDataFolder(dataFolder, user);
    const claim = await claimFolder(dataFolder, "command");
    const services = await launchIn({ dataFolder, user, claim, isDurable });
    return { ...services, stop: () => services.stop().then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}
