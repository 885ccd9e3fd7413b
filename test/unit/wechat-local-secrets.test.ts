import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { readSecrets, secretsOf } from "../../src/embedded/secrets.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "jiangtu-secrets-"));
});
afterEach(() => rm(folder, { recursive: true }));

const file = (): string => path.join(folder, "secrets.json");

describe("the secrets of the local WeChat", () => {
  it("are made with the others, fit the configuration, and stay", async () => {
    const { wechat } = await secretsOf(folder);
    const config = loadConfig({
      WECHAT_APPID: wechat.appid,
      WECHAT_SECRET: wechat.secret,
      WECHAT_TOKEN: wechat.token,
      WECHAT_AES_KEY: wechat.aesKey,
      MINIPROGRAM_APPID: wechat.miniprogramAppid,
      MINIPROGRAM_SECRET: wechat.miniprogramSecret,
    });
    expect(config.WECHAT_AES_KEY).toBe(wechat.aesKey);
    expect((await secretsOf(folder)).wechat).toEqual(wechat);
  });

  it("are added to a folder of an older program, whose own secrets stay", async () => {
    const { wechat: _wechat, ...older } = await secretsOf(folder);
    await writeFile(file(), JSON.stringify(older));
    expect(await readSecrets(folder)).toEqual(older);
    const newer = await secretsOf(folder);
    expect(newer).toEqual({ ...older, wechat: expect.objectContaining({ aesKey: expect.any(String) }) });
    expect(JSON.parse(await readFile(file(), "utf8"))).toEqual(newer);
    expect((await stat(file())).mode & 0o077).toBe(0);
  });
});
