import { chmod, mkdir, statfs } from "node:fs/promises";
import path from "node:path";
import { sha256 } from "../kit/ids.ts";
import { type ChildUser, mayReach } from "./child-user.ts";
import { diskFull, folderUnreachable, spokenFault } from "./faults.ts";

/** Below this a start would soon fail in the middle of a write. */
export const MIN_FREE_BYTES = 200 * 1024 * 1024;

interface Placement {
  /** What is set, or the default below the project. */
  dataDir: string;
  projectRoot: string;
  /** Can the children's user get to the project? */
  isProjectReachable: boolean;
}

/**
 * Where the embedded services keep their data. The default moves out of a project that the children's user cannot reach (a clone below
 * /root); a folder somebody chose is never moved.
 */
export function dataFolderFor({ dataDir, projectRoot, isProjectReachable }: Placement): string {
  const isDefault = dataDir === path.join(projectRoot, ".jiangtu");
  if (!isDefault || isProjectReachable) return dataDir;
  return path.join("/var/lib/jiangtu", sha256(projectRoot).slice(0, 8));
}

/** `dataFolderFor` with the answers of this machine. */
export async function dataFolderHere(
  dataDir: string,
  projectRoot: string,
  user: ChildUser | undefined,
): Promise<string> {
  return dataFolderFor({ dataDir, projectRoot, isProjectReachable: await mayReach(projectRoot, user) });
}

/**
 * Makes the folder, closed to others; where children run as another user they may pass through it, but not list it.
 * @throws AppError when it cannot be made, is full, or the children could not reach it
 */
export async function prepareDataFolder(folder: string, user: ChildUser | undefined): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: user === undefined ? 0o700 : 0o711 });
    await chmod(folder, user === undefined ? 0o700 : 0o711);
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < MIN_FREE_BYTES) throw diskFull(folder);
  } catch (error) {
    throw spokenFault(error, folder);
  }
  if (!(await mayReach(folder, user))) throw folderUnreachable(folder);
}
