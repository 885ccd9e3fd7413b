import { setTimeout as sleep } from "node:timers/promises";
import type { Config } from "../config.ts";
import { projectRoot } from "../kit/root.ts";
import { childUser } from "./child-user.ts";
import { dataFolderHere } from "./data-folder.ts";
import { liveRun, type Run } from "./run-file.ts";
import { readSecrets } from "./secrets.ts";
import { givenParts, type Services, startServices } from "./services.ts";

const READY_WITHIN_MS = 60_000;

/** The folder this configuration means, without making it. */
export async function dataFolderOf(config: Config): Promise<string> {
  return dataFolderHere(config.DATA_DIR, projectRoot, await childUser());
}

/** @returns the start that holds the folder, once it is up; undefined when none does */
async function runningStart(folder: string): Promise<Run | undefined> {
  for (let waited = 0; waited < READY_WITHIN_MS; waited += 200) {
    const run = await liveRun(folder);
    if (run === undefined || run.kind !== "start" || run.isReady) return run;
    await sleep(200);
  }
  return undefined;
}

/**
 * What commands stand on: the services of a running start on the same data folder, which `stop` leaves alone, else services of their
 * own, which it stops. A URL in the command's own environment wins over the start's.
 * @throws AppError as startServices
 */
export async function useServices(config: Config, log: (line: string) => void): Promise<Services> {
  if (config.PROFILE === "production") return startServices(config, log, "command");
  const dataFolder = await dataFolderOf(config);
  const run = await runningStart(dataFolder);
  const secrets = await readSecrets(dataFolder);
  if (run?.kind !== "start" || run.databaseUrl === undefined || secrets === undefined)
    return startServices(config, log, "command");
  return {
    databaseUrl: run.databaseUrl,
    ...(run.databaseOwnerUrl === undefined ? {} : { databaseOwnerUrl: run.databaseOwnerUrl }),
    ...(run.meili === undefined ? {} : { meili: run.meili }),
    ...(run.redisUrl === undefined ? {} : { redisUrl: run.redisUrl }),
    ...givenParts(config),
    secret: config.SECRET ?? secrets.secret,
    demoPassword: secrets.demoPassword,
    dataFolder,
    notes: [],
    announce: () => undefined,
    stop: async () => undefined,
  };
}
