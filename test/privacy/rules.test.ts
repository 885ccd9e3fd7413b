// L11, L13, L15, L18, L19 and the public text: rules that hold whoever uses the program.
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ConfigError, loadConfig, printableConfig } from "../../src/config.ts";
import { isOwnNetwork, refusedHosts } from "../../src/kit/egress.ts";
import { createLog } from "../../src/kit/log.ts";
import { projectPath } from "../../src/kit/root.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { forcedFaults } from "./forced-words.ts";
import { privacyMarkdown } from "./privacy-markdown.ts";

const PRODUCTION = {
  PROFILE: "production",
  DATABASE_URL: "postgres://jiangtu:p@postgres/jiangtu",
  MEILI_URL: "http://meilisearch:7700",
  MEILI_KEY: "a-key-of-sixteen-characters",
  SECRET: "a-secret-for-tests-of-32-characters",
  PUBLIC_URL: "https://jiangtu.example",
  OPERATOR_NAME: "某县人力资源和社会保障局",
  OPERATOR_CONTACT: "028-12345678",
};

describe("the public text", () => {
  it("docs/privacy.md is what /privacy shows, with the figures the program keeps", () => {
    expect(readFileSync(projectPath("docs/privacy.md"), "utf8")).toBe(privacyMarkdown());
  });
});

describe("L13 where data may go", () => {
  const faultsOf = (more: Record<string, string>): string => {
    try {
      loadConfig({ ...PRODUCTION, ...more });
      return "";
    } catch (error) {
      if (error instanceof ConfigError) return error.message;
      throw error;
    }
  };

  it("L13 production starts with its own network and WeChat's host, and with no other", () => {
    expect(faultsOf({})).toBe("");
    expect(faultsOf({ REDIS_URL: "rediss://10.0.3.4:6379" })).toBe("");
    for (const [name, url] of [
      ["WECHAT_API_URL", "https://api.weixin.qq.com.attacker.example"],
      ["WECHAT_API_URL", "https://wechat-proxy.example"],
      ["DATABASE_URL", "postgres://u:p@db.us-east-1.rds.example:5432/jiangtu"],
      ["MEILI_URL", "https://search.example"],
      ["REDIS_URL", "redis://8.8.8.8:6379"],
    ] as const)
      expect(faultsOf({ [name]: url })).toContain(`${name}: 这个主机不在 EGRESS_HOSTS 里`);
  });

  it("L13 a host is allowed by its name or by the domain it belongs to", () => {
    const DATABASE_URL = "postgres://u:p@db.example.cn/jiangtu";
    expect(faultsOf({ DATABASE_URL, EGRESS_HOSTS: "api.weixin.qq.com,db.example.cn" })).toBe("");
    expect(faultsOf({ DATABASE_URL, EGRESS_HOSTS: "api.weixin.qq.com,.example.cn" })).toBe("");
    expect(refusedHosts(["https://badexample.cn"], [".example.cn"])).toEqual(["badexample.cn"]);
  });

  it.each(["localhost", "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.9", "[::1]", "postgres", "db.internal"])(
    "L13 %s is one's own network",
    (host) => expect(isOwnNetwork(host)).toBe(true),
  );
  it.each(["8.8.8.8", "172.32.0.1", "11.0.0.1", "127.0.0.1.nip.example", "[2001:db8::1]", "internal.example"])(
    "L13 %s is not",
    (host) => expect(isOwnNetwork(host)).toBe(false),
  );
});

const OPENID = "oAbCdEfGhIjKlMnOpQrStUvWxYz0";

describe("L11, L18 the log hides what was passed to it by mistake", () => {
  const logged = (fields: object): string => {
    const lines: string[] = [];
    createLog("debug", { write: (line) => void lines.push(line) }).info(fields, "something");
    return lines.join("");
  };
  const NAMES = ["token", "secret", "appsecret", "access_token", "session_key", "openid", "touser", "aesKey", "phone"];

  it.each(NAMES)("L18 a field named %s, at the top and one level down", (name) => {
    const line = logged({ [name]: "value-of-it", deeper: { [name]: "value-of-it" } });
    expect(line).not.toContain("value-of-it");
    expect(line.match(/\[redacted\]/g)).toHaveLength(2);
  });

  it("L11, L18 numbers, openids and tokens in the words of an error", () => {
    const token = "77_".padEnd(120, "aB3-");
    const err = new Error(
      `insert failed: 13812345678, 510123199001011234, ${OPENID}, https://x/cgi-bin?access_token=${token}`,
    );
    const line = logged({ err });
    for (const words of ["13812345678", "510123199001011234", OPENID, token.slice(0, 40)])
      expect(line).not.toContain(words);
    expect(line).toContain("insert failed");
    expect(line).toContain("rules.test.ts");
  });

  it("L18 settings are printed without secrets", () => {
    const secrets = { WECHAT_SECRET: "s".repeat(32), WECHAT_TOKEN: "tokenOfTest", WECHAT_AES_KEY: "k".repeat(43) };
    const shown = printableConfig(loadConfig({ WECHAT_APPID: "wx0123456789abcdef", ...secrets }));
    for (const [name, value] of Object.entries(secrets)) {
      expect(shown[name]).toBe("[secret]");
      expect(JSON.stringify(shown)).not.toContain(value);
    }
  });
});

describe("L15 nobody is made or paid to subscribe, follow or share", () => {
  const FOLDERS = ["bot", "src/pages", "src/wechat", "data/wechat", "miniprogram"];
  const files = FOLDERS.flatMap((folder) => {
    try {
      return readdirSync(projectPath(folder), { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`);
    } catch {
      return []; // this part of the program is not there
    }
  }).filter((name) => /\.(?:ts|js|mjs|json|wxml|txt|md)$/.test(name) && !/node_modules|miniprogram_npm/.test(name));

  it("L15 in any text of the program", () => {
    expect(files.length).toBeGreaterThan(100);
    const broken = files.flatMap((name) => {
      const faults = forcedFaults(readFileSync(projectPath(name), "utf8"));
      return faults.map((fault) => `${name}: ${fault}`);
    });
    expect(broken).toEqual([]);
  });

  it("L15 the subscription dialogue is opened by a tap: never when a page opens, shows or is left", () => {
    const openers = files.filter(
      (name) =>
        name.startsWith("miniprogram/") && readFileSync(projectPath(name), "utf8").includes("requestSubscribeMessage"),
    );
    for (const name of openers)
      expect(readFileSync(projectPath(name), "utf8"), name).not.toMatch(
        /\b(?:onLoad|onShow|onReady|onLaunch|onHide|onUnload|attached|ready)\s*\([^)]*\)\s*\{[^}]*requestSubscribeMessage/,
      );
  });

  it.each([
    "关注后才能查看",
    "分享给好友领红包",
    "转发到群里即可解锁",
    "必须订阅才能继续",
    "不订阅就不能使用",
    "订阅送积分",
    "邀请好友得优惠券",
    "请务必授权位置否则无法使用",
    "点击关注公众号领取补贴",
    "集齐三个赞",
  ])("L15 the rule meets: %s", (words) => expect(forcedFaults(words)).toHaveLength(1));
  it.each([
    "不订阅、不给位置，找课一样用。",
    "回复“有新的就告诉我”，有新班会通知您",
    "取消关注：马上删除您的全部记录。",
    "分享位置后帮您找附近的课",
    "必须年满十六周岁才能报名",
    "关注课程的开班时间",
    "不能退订的话请打 12333",
  ])("L15 the rule lets through: %s", (words) => expect(forcedFaults(words)).toEqual([]));
});

describe("L19 facts have a source and a day", () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await freshDatabase();
  });
  afterAll(() => test.drop());

  it("L19 no row that states a fee, a subsidy, a list or a place can be written without both", async () => {
    const { rows } = await test.db.sql.query<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name IN ('source_id', 'stated_on') AND is_nullable = 'NO'`,
    );
    const held = new Set(rows.map(({ name }) => name));
    const stating = ["course", "institution", "site", "training_base", "shortage_list", "occupation", "division"];
    for (const table of stating)
      for (const column of ["source_id", "stated_on"]) expect(held).toContain(`${table}.${column}`);
  });

  it("L19 a document is named by title, issuer, number, address and day", async () => {
    const { rows } = await test.db.sql.query<{ name: string }>(
      "SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'source_document'",
    );
    expect(rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["title", "document_no", "issuer", "url", "published_on"]),
    );
  });
});
