// One PostgreSQL and one Meilisearch for an evaluation, and in them a whole house for each day it talks about.
import pg from "pg";
import { loadReferenceData } from "../../src/cli/import/reference-data.ts";
import { bringUpToDate } from "../../src/cli/migrate.ts";
import { loadConfig } from "../../src/config.ts";
import { temporaryServices } from "../../src/embedded/temporary-services.ts";
import { fixedClock } from "../../src/kit/clock.ts";
import { type Database, openDatabase } from "../../src/kit/database.ts";
import { createLog } from "../../src/kit/log.ts";
import { type House, wire } from "../../src/wire.ts";

/** Where the indexes of a house are, for whoever wants to ask the engine itself. */
export interface Engine {
  url: string;
  key: string;
  indexPrefix: string;
}

export interface EvalServer {
  /**
   * The program as it is on that day, over a database and indexes of its own that go afterwards.
   * @param fill writes the catalogue; reference data are there already
   */
  on<Result>(
    now: Date,
    fill: (db: Database) => Promise<void>,
    work: (house: House, engine: Engine) => Promise<Result>,
  ): Promise<Result>;
  stop(): Promise<void>;
}

const named = (url: string, database: string): string => {
  const copy = new URL(url);
  copy.pathname = `/${database}`;
  return copy.href;
};

/** Ten in the morning in China: the bot's offices are open, and no day is near its end. */
export const morningOf = (day: string): Date => new Date(`${day}T10:00:00+08:00`);

export async function startServer(): Promise<EvalServer> {
  const services = await temporaryServices();
  const { databaseUrl, databaseOwnerUrl, meili } = services;
  if (databaseOwnerUrl === undefined || meili === undefined) {
    await services.stop();
    throw new Error("an evaluation needs PostgreSQL and Meilisearch");
  }
  const admin = new pg.Pool({ connectionString: databaseOwnerUrl, max: 1 });
  let houses = 0;

  const build = async (name: string, now: Date, fill: (db: Database) => Promise<void>): Promise<House> => {
    const url = named(databaseUrl, name);
    await bringUpToDate(url, named(databaseOwnerUrl, name));
    const db = openDatabase(url, 4);
    try {
      await loadReferenceData(db, now);
      await fill(db);
    } finally {
      await db.close();
    }
    const house = await wire({
      config: loadConfig({}),
      services: { databaseUrl: url, meili, secret: services.secret },
      clock: fixedClock(now),
      log: createLog("fatal"),
      indexPrefix: `${name}_`,
    });
    await house.sync?.rebuild();
    return house;
  };

  return {
    on: async (now, fill, work) => {
      const name = `eval_${++houses}`;
      await admin.query(`CREATE DATABASE ${name}`);
      try {
        const house = await build(name, now, fill);
        try {
          return await work(house, { ...meili, indexPrefix: `${name}_` });
        } finally {
          await house.sync?.dropLive();
          await house.close();
        }
      } finally {
        await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      }
    },
    stop: async () => {
      await admin.end();
      await services.stop();
    },
  };
}
