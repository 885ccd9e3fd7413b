import { existsSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { loadReferenceData } from "../../src/cli/import/reference-data.ts";
import { bringUpToDate } from "../../src/cli/migrate.ts";
import { temporaryServices } from "../../src/embedded/temporary-services.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { openDatabase } from "../../src/kit/database.ts";
import { projectPath } from "../../src/kit/root.ts";
import { dropIndexesOf, engineOfRun, type RunEngine } from "./given-engine.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The migrated database with the reference data that every fresh one is a copy of, under both roles. */
    template: { ownerUrl: string; appUrl: string };
    engine: RunEngine;
  }
}

async function fillTemplate(appUrl: string, ownerUrl: string): Promise<void> {
  await bringUpToDate(appUrl, ownerUrl);
  const db = openDatabase(appUrl);
  try {
    if (existsSync(projectPath("data/occupations/occupations.csv"))) await loadReferenceData(db, systemClock.now());
  } finally {
    await db.close(); // PostgreSQL copies a template only while nobody is connected to it
  }
}

/** One PostgreSQL and one Meilisearch for the whole run, on a folder that goes at the end; the engine may be one that was given. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const services = await temporaryServices();
  const { databaseUrl: appUrl, databaseOwnerUrl: ownerUrl } = services;
  const engine = engineOfRun(services.meili);
  try {
    if (ownerUrl === undefined || engine === undefined)
      throw new Error("the tests need Meilisearch: none in node_modules, none on PATH");
    await fillTemplate(appUrl, ownerUrl);
    provide("template", { ownerUrl, appUrl });
    provide("engine", engine);
  } catch (error) {
    await services.stop();
    throw error;
  }
  const isGiven = engine.url !== services.meili?.url;
  return async () => {
    if (isGiven) await dropIndexesOf(engine).finally(services.stop);
    else await services.stop();
  };
}
