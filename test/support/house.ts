import { seedDemo } from "../../prisma/seed/seed-demo.ts";
import { loadDemoShortageList } from "../../src/cli/import/demo-shortage-list.ts";
import { loadConfig } from "../../src/config.ts";
import type { Route } from "../../src/http/route.ts";
import { migrateQueue } from "../../src/jobs/queue.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { createLog } from "../../src/kit/log.ts";
import { noProgress } from "../../src/kit/progress.ts";
import type { WechatSettings } from "../../src/wechat/wechat-settings.ts";
import { type House, wire } from "../../src/wire.ts";
import { DEMO_PASSWORD } from "./app.ts";
import { freshDatabase, type TestDatabase } from "./database.ts";
import { testEngine } from "./engine.ts";

export interface TestHouse {
  url: string;
  house: House;
  routes: readonly Route[];
  database: TestDatabase;
  logText(): string;
  stop(): Promise<void>;
}

export interface HouseOptions {
  /** Size of the demo catalogue; none = an empty one. */
  courses?: number;
  profile?: "demo" | "production";
  now?: Date;
  /** The account and mini-program of a local platform; none = without WeChat. */
  wechat?: WechatSettings;
}

/** The whole program as `npm start` runs it, on a database and indexes of its own. */
export async function startHouse({
  courses = 0,
  profile = "demo",
  now = systemClock.now(),
  wechat,
}: HouseOptions = {}): Promise<TestHouse> {
  const database = await freshDatabase();
  const { prefix, ...meili } = testEngine();
  await migrateQueue(database.ownerUrl, decodeURIComponent(new URL(database.url).username));
  if (courses > 0) await seedDemo(database.db, { courses, now, progress: noProgress });
  await loadDemoShortageList(database.db, now);
  const lines: string[] = [];
  const log = createLog("debug", { write: (line) => void lines.push(line) });
  const secret = "a-secret-for-tests-of-32-characters";
  const services = { databaseUrl: database.url, meili, secret };
  const config = loadConfig({
    PROFILE: profile,
    TRUST_PROXY: "true",
    DATABASE_URL: database.url,
    MEILI_URL: meili.url,
    MEILI_KEY: meili.key,
    SECRET: secret,
    PUBLIC_URL: "https://jiangtu.example",
    OPERATOR_NAME: "测试运营单位",
    OPERATOR_CONTACT: "12333",
  });
  const house = await wire({
    config,
    services,
    clock: systemClock,
    log,
    indexPrefix: prefix,
    ...(wechat && { wechat }),
  });
  await house.staff.ensureDemoStaff(DEMO_PASSWORD, now);
  await house.sync?.rebuild();
  const work = await house.startWork();
  const web = await house.startWeb("127.0.0.1", 0);
  return {
    url: `http://127.0.0.1:${web.port}`,
    house,
    routes: web.app.routes,
    database,
    logText: () => lines.join(""),
    stop: async () => {
      await web.stop();
      await work.stop();
      await house.close();
      await database.drop();
    },
  };
}
