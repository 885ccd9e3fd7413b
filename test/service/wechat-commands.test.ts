import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runWechat } from "../../src/cli/wechat.ts";
import { type WechatConnection, wechatConnectionOf } from "../../src/cli/wechat-connection.ts";
import { readMenu } from "../../src/cli/wechat-menu.ts";
import { loadConfig } from "../../src/config.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { createLog } from "../../src/kit/log.ts";
import { isSameSignature, signatureOf } from "../../src/wechat/crypto.ts";
import { wechatClients } from "../../src/wire-wechat.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { startTinyPlatform, type TinyPlatform } from "../support/tiny-platform.ts";

const TEMPLATE = "template_of_the_test_1";
const TOKEN = "TokenOfTheTest";
const SECRET = "app-secret-of-the-test";

let test: TestDatabase;
let platform: TinyPlatform;
let webhook: Server;
let connection: WechatConnection;
beforeAll(async () => {
  [test, platform] = await Promise.all([freshDatabase(), startTinyPlatform()]);
  webhook = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://us");
    const word = (name: string): string => searchParams.get(name) ?? "";
    const expected = signatureOf(TOKEN, word("timestamp"), word("nonce"));
    if (isSameSignature(expected, word("signature"))) response.end(word("echostr"));
    else response.writeHead(403).end("refused");
  }).listen(0, "127.0.0.1");
  await once(webhook, "listening");
  const address = webhook.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  connection = {
    settings: {
      account: {
        appid: "wx0123456789abcdef",
        secret: SECRET,
        token: TOKEN,
        aesKey: "A".repeat(43),
        mode: "aes",
        noticeTemplate: TEMPLATE,
      },
      miniprogram: { appid: "wxfedcba9876543210", secret: "its-secret-of-the-test" },
      apiUrl: platform.url,
      isLocal: false,
    },
    publicUrl: `http://127.0.0.1:${address.port}`,
  };
});
afterAll(async () => {
  webhook.close();
  await platform.stop();
  await test.drop();
});
beforeEach(async () => {
  platform.reset();
  await test.db.prisma.wechatToken.deleteMany();
  await test.db.prisma.wechatBudget.deleteMany();
});

type Account = WechatConnection["settings"]["account"];
interface Changes {
  account?: Partial<Account>;
  publicUrl?: string;
}

async function told(
  args: string[],
  { account, publicUrl }: Changes = {},
  given: WechatConnection["settings"] = connection.settings,
): Promise<{ status: number; text: string }> {
  const lines: string[] = [];
  const settings = { ...given, account: { ...given.account, ...account } };
  const as = { settings, publicUrl: publicUrl ?? connection.publicUrl };
  const secret = "secret of this installation";
  const ground = { settings, db: test.db, secret, clock: systemClock, log: createLog("silent") };
  const { account: official, miniprogram } = await wechatClients(ground);
  const out = (line: string) => void lines.push(line);
  const ports = { connection: as, official, miniprogram, now: systemClock.now(), out };
  const status = await runWechat(args, ports);
  const text = lines.join("\n");
  for (const secret of [SECRET, TOKEN, "token-of-the-test"]) expect(text).not.toContain(secret);
  return { status, text };
}

/** The platform as it is when all is well. */
async function allIsWell(): Promise<void> {
  platform.answer("/cgi-bin/getcallbackip", { json: { ip_list: ["127.0.0.1", "127.0.0.2"] } });
  platform.answer("/cgi-bin/callback/check", {
    json: {
      dns: [{ ip: "127.0.0.1", real_operator: "CAP" }],
      ping: [{ ip: "127.0.0.1", from_operator: "CAP", package_loss: "0%", time: "2.3ms" }],
    },
  });
  platform.answer("/cgi-bin/menu/get", { json: { menu: await readMenu() } });
  platform.answer("/wxaapi/newtmpl/gettemplate", {
    json: {
      errcode: 0,
      data: [
        {
          priTmplId: TEMPLATE,
          title: "新班通知",
          content: "课程:{{thing1.DATA}}\n开班:{{date2.DATA}}",
          example: "",
          type: 3,
        },
      ],
    },
  });
  platform.answer("/cgi-bin/openapi/quota/get", {
    json: { errcode: 0, quota: { daily_limit: 500_000, used: 12, remain: 499_988 }, rate_limit: {} },
  });
}

describe("doctor", () => {
  it("says of every part that it is well", async () => {
    await allIsWell();
    const { status, text } = await told(["doctor"]);
    expect(text.split("\n").map((line) => line.slice(0, line.indexOf("：")))).toEqual([
      "✓ 访问令牌",
      "✓ 推送来源地址",
      "✓ 消息推送地址",
      "✓ 网络检测",
      "✓ 自定义菜单",
      "✓ 新班通知模板",
      "✓ 客服消息次数",
    ]);
    expect(status).toBe(0);
  });

  it("says what to do about an address that is not on the list, and asks nothing more", async () => {
    platform.answer("/cgi-bin/stable_token", { json: { errcode: 40164, errmsg: "invalid ip 203.0.113.9 rid: 60aa" } });
    const { status, text } = await told(["doctor"]);
    expect(text).toMatch(/✗ 访问令牌：错误 40164，ip 203\.0\.113\.9，rid 60aa。→ .*IP白名单/);
    expect(platform.asked).toHaveLength(1);
    expect(status).toBe(1);
  });

  it.each<[string, Changes, RegExp]>([
    ["a webhook with another token", { account: { token: "AnotherToken" } }, /✗ 消息推送地址：.*403.*WECHAT_TOKEN/],
    ["a webhook that is away", { publicUrl: "http://127.0.0.1:1" }, /✗ 消息推送地址：.*没有回应.*PUBLIC_URL/],
    [
      "a template nobody has",
      { account: { noticeTemplate: "another_template_id" } },
      /✗ 新班通知模板：.*templates list/,
    ],
  ])("finds %s", async (_what, changes, expected) => {
    await allIsWell();
    const { status, text } = await told(["doctor"], changes);
    expect(text).toMatch(expected);
    expect(text.match(/✗/g)).toHaveLength(1);
    expect(status).toBe(1);
  });

  it("finds that no template is set", async () => {
    await allIsWell();
    const { noticeTemplate: _noticeTemplate, ...account } = connection.settings.account;
    const settings = { ...connection.settings, account };
    expect((await told(["doctor"], {}, settings)).text).toMatch(/✗ 新班通知模板：没有设置.*WECHAT_NOTICE_TEMPLATE/);
  });

  it("finds a menu that is missing or another's, lost packets, and a used-up quota", async () => {
    await allIsWell();
    platform.answer("/cgi-bin/menu/get", { json: { errcode: 46003, errmsg: "menu no exist" } });
    platform.answer("/cgi-bin/callback/check", {
      json: { ping: [{ ip: "127.0.0.1", package_loss: "100%", time: "" }] },
    });
    platform.answer("/cgi-bin/openapi/quota/get", { json: { quota: { daily_limit: 10, used: 10, remain: 0 } } });
    const { text } = await told(["doctor"]);
    for (const finding of [/✗ 自定义菜单：还没有.*menu push/, /✗ 网络检测/, /✗ 客服消息次数：今天用了 10 次/])
      expect(text).toMatch(finding);
    platform.answer("/cgi-bin/menu/get", { json: { menu: { button: [{ type: "click", name: "旧", key: "old" }] } } });
    expect((await told(["doctor"])).text).toMatch(/✗ 自定义菜单：.*不一致/);
  });
});

describe("the menu", () => {
  it("is pushed from the file and shown as it is on the platform", async () => {
    const pushed = await told(["menu", "push"]);
    expect(pushed.status).toBe(0);
    expect(platform.askedFor("/cgi-bin/menu/create")).toMatchObject([{ body: await readMenu() }]);
    platform.answer("/cgi-bin/menu/get", { json: { menu: await readMenu() } });
    const { text } = await told(["menu", "show"]);
    expect(text).toContain("找培训\n  附近的班 [location_select] 附近的班");
    expect(pushed.text).toContain(text);
  });

  it("that is refused is told with the code", async () => {
    platform.answer("/cgi-bin/menu/create", { json: { errcode: 40018, errmsg: "invalid button name size rid: 60aa" } });
    expect(await told(["menu", "push"])).toEqual({ status: 1, text: expect.stringMatching(/40018.*rid 60aa.*doctor/) });
  });
});

it("templates are listed for both apps, with the keys of their values", async () => {
  await allIsWell();
  const { text } = await told(["templates", "list"]);
  expect(text).toBe(
    [
      `服务号：1 个模板`,
      `  ${TEMPLATE}  新班通知（长期）  thing1、date2`,
      `小程序：1 个模板`,
      `  ${TEMPLATE}  新班通知（长期）  thing1、date2`,
    ].join("\n"),
  );
});

it("a command line nobody understands is answered with the usage", async () => {
  expect(await told(["menu", "pull"])).toMatchObject({ status: 2, text: expect.stringContaining("menu push") });
  expect(platform.asked).toEqual([]);
});

it("without an account and without a running demo it says what to do", async () => {
  const config = loadConfig({ DATA_DIR: "/nonexistent/of-the-test" });
  await expect(wechatConnectionOf(config)).rejects.toMatchObject({
    code: "no_wechat",
    message: expect.stringContaining("npm start"),
  });
});
