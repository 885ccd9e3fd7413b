import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mayReach, mayTraverse, userOf } from "../../src/embedded/child-user.ts";
import { dataFolderFor, prepareDataFolder } from "../../src/embedded/data-folder.ts";

const NOBODY = { uid: 65_534, gid: 65_534 };

describe("dataFolderFor", () => {
  const project = "/root/jiangtu";

  it("keeps the default where the children can reach the project", () => {
    const dataDir = "/root/jiangtu/.jiangtu";
    expect(dataFolderFor({ dataDir, projectRoot: project, isProjectReachable: true })).toBe(dataDir);
  });

  it("moves the default to /var/lib/jiangtu under a name that belongs to this project alone", () => {
    const at = (projectRoot: string): string =>
      dataFolderFor({ dataDir: `${projectRoot}/.jiangtu`, projectRoot, isProjectReachable: false });
    expect(at(project)).toMatch(/^\/var\/lib\/jiangtu\/[0-9a-f]{8}$/);
    expect(at(project)).toBe(at(project));
    expect(at("/root/other")).not.toBe(at(project));
  });

  it("never moves a folder that somebody chose", () => {
    expect(dataFolderFor({ dataDir: "/data/x", projectRoot: project, isProjectReachable: false })).toBe("/data/x");
  });
});

describe("the children's user", () => {
  it("is read from /etc/passwd by its whole name", () => {
    const passwd =
      "root:x:0:0::/root:/bin/sh\nnobody2:x:7:8::/:\nnobody:x:65534:65533:nobody:/nonexistent:/bin/false\n";
    expect(userOf(passwd, "nobody")).toEqual({ uid: 65_534, gid: 65_533 });
    expect(userOf(passwd, "somebody")).toBeUndefined();
  });

  it.each([
    ["as owner by the owner's bit", { mode: 0o100, uid: 65_534, gid: 0 }, true],
    ["not as owner by another's bit", { mode: 0o011, uid: 65_534, gid: 0 }, false],
    ["as group by the group's bit", { mode: 0o010, uid: 0, gid: 65_534 }, true],
    ["not as group by another's bit", { mode: 0o701, uid: 0, gid: 65_534 }, false],
    ["as anybody by the last bit", { mode: 0o701, uid: 0, gid: 0 }, true],
    ["not through a closed folder", { mode: 0o700, uid: 0, gid: 0 }, false],
  ])("may pass a folder %s", (_how, permissions, expected) => {
    expect(mayTraverse(permissions, NOBODY)).toBe(expected);
  });

  describe("on this machine", () => {
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(path.join(os.tmpdir(), "jiangtu-reach-"));
    });
    afterEach(() => rm(folder, { recursive: true }));

    it("is stopped by one closed parent", async () => {
      const stranger = { uid: 4_000_001, gid: 4_000_001 };
      expect(await mayReach(path.join(folder, "a/b"), stranger)).toBe(false);
      await chmod(folder, 0o711);
      expect(await mayReach(path.join(folder, "a/b"), stranger)).toBe(true);
    });

    it("gets a sentence instead of a data folder it cannot reach", async () => {
      const stranger = { uid: 4_000_001, gid: 4_000_001 };
      await expect(prepareDataFolder(path.join(folder, "data"), stranger)).rejects.toMatchObject({
        code: "folder_unreachable",
        message: expect.stringContaining("DATA_DIR"),
      });
    });
  });
});
