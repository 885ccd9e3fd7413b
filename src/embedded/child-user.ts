import { readFile, stat } from "node:fs/promises";
import path from "node:path";

/** PostgreSQL refuses to run as root, so under root every child runs as `nobody`. */
export interface ChildUser {
  uid: number;
  gid: number;
}

/** @returns the line of `name` in the text of /etc/passwd */
export function userOf(passwd: string, name: string): ChildUser | undefined {
  const fields = passwd
    .split("\n")
    .map((line) => line.split(":"))
    .find(([login]) => login === name);
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : undefined;
}

/** Whom children run as; undefined = as whom we run ourselves. */
export async function childUser(): Promise<ChildUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return userOf(await readFile("/etc/passwd", "utf8"), "nobody") ?? { uid: 65_534, gid: 65_534 };
}

interface Permissions {
  mode: number;
  uid: number;
  gid: number;
}

/** May the user look things up below this folder? By mode bits; access lists are not read. */
export function mayTraverse({ mode, uid, gid }: Permissions, user: ChildUser): boolean {
  if (uid === user.uid) return (mode & 0o100) !== 0;
  if (gid === user.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

const parentsOf = (folder: string): string[] => {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...parentsOf(parent)];
};

/** Can the child reach this folder from the root? Parts that do not exist yet are taken as reachable: we make them. */
export async function mayReach(folder: string, user: ChildUser | undefined): Promise<boolean> {
  if (user === undefined) return true;
  const stats = await Promise.all(parentsOf(path.resolve(folder)).map((part) => stat(part).catch(() => undefined)));
  return stats.every((found) => found === undefined || mayTraverse(found, user));
}
