import { afterEach, expect, it } from "vitest";
import { configuredPuppet } from "../../bot/channels/configured-puppet.ts";
import { startWechatyChannel } from "../../bot/channels/wechaty.ts";
import { createLog } from "../../src/kit/log.ts";

let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

it("a puppet chosen by name is loaded and runs the same channel", async () => {
  const puppet = await configuredPuppet({ name: "mock", token: undefined });
  expect(puppet.name()).toContain("mock");
  ({ stop } = await startWechatyChannel({
    answer: async () => Promise.reject(new Error("nobody writes")),
    channel: "wechaty",
    personOf: async (id) => ({ id }),
    puppet,
    log: createLog("silent"),
  }));
});

it("what cannot be loaded is said plainly, with what to do", async () => {
  await expect(configuredPuppet({ name: "wechaty-puppet-nowhere", token: undefined })).rejects.toThrow(
    /npm install wechaty-puppet-nowhere/,
  );
  await expect(configuredPuppet({ name: "service", token: undefined })).rejects.toThrow(/WECHATY_PUPPET_SERVICE_TOKEN/);
  await expect(configuredPuppet({ name: "zod", token: undefined })).rejects.toThrow(/不是 wechaty 的 puppet/);
});
