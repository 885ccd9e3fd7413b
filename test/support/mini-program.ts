// The whole program with a mini-program: the real routes, services and bot over a database of its own, and the local stand-in for the
// platform of WeChat, reached over HTTP by the real client. No engine: PostgreSQL answers searches.
import { z } from "zod";
import { loadDemoShortageList } from "../../src/cli/import/demo-shortage-list.ts";
import { loadConfig } from "../../src/config.ts";
import type { Route } from "../../src/http/route.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { createLog } from "../../src/kit/log.ts";
import { type FakeWechat, startFakeWechat } from "../../src/wechat/fake/fake-wechat.ts";
import { type House, wire } from "../../src/wire.ts";
import { DEMO_PASSWORD } from "./app.ts";
import { freshDatabase, type TestDatabase } from "./database.ts";

export const NOTICE_TEMPLATE = "zun-LzcQyW-edafCVvzPkK4de2Rllr1fFpw2A_x0oXE";
export const MINIPROGRAM = { appid: "wx00000000000000aa", secret: "a-secret-of-the-mini-program-of-tests" };
const OFFICIAL = {
  appid: "wx00000000000000bb",
  secret: "a-secret-of-the-official-account-of-tests",
  token: "TokenOfTests",
  aesKey: "A".repeat(43),
};

export interface Answered {
  status: number;
  body: unknown;
  headers: Headers;
}

/** A phone with the mini-program open. */
export interface Phone {
  token: string;
  isNew: boolean;
  call(method: string, path: string, body?: unknown): Promise<Answered>;
}

export interface MiniProgramHouse {
  url: string;
  house: House;
  routes: readonly Route[];
  database: TestDatabase;
  platform: FakeWechat;
  /** Lets time pass. */
  wait(ms: number): void;
  now(): Date;
  logText(): string;
  call(method: string, path: string, given?: { body?: unknown; headers?: Record<string, string> }): Promise<Answered>;
  /** A lever of the local platform. */
  lever(path: string, body: object): Promise<Record<string, unknown>>;
  /** A code of wx.login. */
  loginCode(visitor: string, isHighRisk?: boolean): Promise<{ code: string; openid: string }>;
  signIn(visitor: string, scene?: string): Promise<Phone>;
  phone(token: string): Phone;
  stop(): Promise<void>;
}

const Session = z.object({ token: z.string(), isNew: z.boolean() });
const LoginCode = z.object({ code: z.string(), openid: z.string() });

export async function startMiniProgram({ isSetUp = true } = {}): Promise<MiniProgramHouse> {
  const database = await freshDatabase();
  const lines: string[] = [];
  const log = createLog("debug", { write: (line) => void lines.push(line) });
  let passed = 0;
  const clock = { now: () => new Date(systemClock.now().getTime() + passed) };
  const platform = await startFakeWechat({
    host: "127.0.0.1",
    port: 0,
    accounts: { official: { ...OFFICIAL, ghId: "gh_test" }, miniprogram: MINIPROGRAM },
    webhookUrl: () => "http://127.0.0.1:9/wechat/callback", // nothing is pushed in these tests
    mode: "aes",
    profile: "demo",
    clock,
    log,
  });
  await loadDemoShortageList(database.db, clock.now());
  const house = await wire({
    config: loadConfig({ TRUST_PROXY: "true", DATABASE_URL: database.url }),
    ...(isSetUp && {
      wechat: {
        account: { ...OFFICIAL, mode: "aes" as const },
        miniprogram: { ...MINIPROGRAM, noticeTemplate: NOTICE_TEMPLATE },
        apiUrl: platform.url,
        isLocal: true,
      },
    }),
    services: { databaseUrl: database.url, secret: "a-secret-for-tests-of-32-characters" },
    clock,
    log,
  });
  await house.staff.ensureDemoStaff(DEMO_PASSWORD, clock.now());
  const web = await house.startWeb("127.0.0.1", 0);
  const url = `http://127.0.0.1:${web.port}`;

  const call: MiniProgramHouse["call"] = async (method, path, { body, headers = {} } = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text), headers: response.headers };
  };
  const lever: MiniProgramHouse["lever"] = async (path, body) => {
    const response = await fetch(`${platform.url}/__fake${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return z.record(z.string(), z.unknown()).parse(await response.json());
  };
  const loginCode = async (visitor: string, isHighRisk = false) =>
    LoginCode.parse(await lever("/login", { visitor, isHighRisk }));
  const phone = (token: string, isNew = false): Phone => ({
    token,
    isNew,
    call: (method, path, body) => call(method, path, { body, headers: { authorization: `Bearer ${token}` } }),
  });
  return {
    url,
    house,
    routes: web.app.routes,
    database,
    platform,
    wait: (ms) => {
      passed += ms;
    },
    now: () => clock.now(),
    logText: () => lines.join(""),
    call,
    lever,
    loginCode,
    phone,
    signIn: async (visitor, scene) => {
      const { code } = await loginCode(visitor);
      const { status, body } = await call("POST", "/v1/miniprogram/sessions", { body: { code, scene } });
      if (status !== 201) throw new Error(`not signed in: ${JSON.stringify(body)}`);
      const { token, isNew } = Session.parse(body);
      return phone(token, isNew);
    },
    stop: async () => {
      await web.stop();
      await house.close();
      await platform.stop();
      await database.drop();
    },
  };
}
