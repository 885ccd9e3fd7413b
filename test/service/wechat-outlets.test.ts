// Notices by WeChat against the local stand-in: what is sent, what it costs, and what is never sent twice.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Course } from "../../src/courses/course.ts";
import { createCourseService } from "../../src/courses/course-service.ts";
import { systemClock } from "../../src/kit/clock.ts";
import { newId } from "../../src/kit/ids.ts";
import { createLog } from "../../src/kit/log.ts";
import type { NoticeOutlet, OutletResult } from "../../src/notices/notice-outlet.ts";
import { createCreditService } from "../../src/people/credit-service.ts";
import { createPersonService } from "../../src/people/person-service.ts";
import { createAddresses, openidSealer } from "../../src/wechat/addresses.ts";
import { MINIPROGRAM_NOTICE_TEMPLATE, OFFICIAL_NOTICE_TEMPLATE } from "../../src/wechat/fake/templates.ts";
import { createMessenger } from "../../src/wechat/messenger.ts";
import { createMiniprogramOutlet } from "../../src/wechat/miniprogram-outlet.ts";
import { createNewCourseOutlet } from "../../src/wechat/new-course-outlet.ts";
import { type WechatClients, wechatClients } from "../../src/wire-wechat.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { aCourse, aSite } from "../support/factories.ts";
import { fakeAccounts, type Platform, startPlatform } from "../support/fake-wechat.ts";

const SECRET = "secret of the tests, long enough to be one";
const TEMPLATE_API = "/cgi-bin/message/template/send";
const SUBSCRIBE_API = "/cgi-bin/message/subscribe/send";
const now = (): Date => systemClock.now();
const log = createLog("silent");

let test: TestDatabase;
let platform: Platform;
let clients: WechatClients;
let course: Course;

beforeAll(async () => {
  test = await freshDatabase();
  platform = await startPlatform("http://127.0.0.1:9/wechat/callback", systemClock, {
    settings: { attempts: 1, timeoutMs: 50 },
  });
  const { official, miniprogram } = fakeAccounts;
  const settings = { account: { ...official, mode: "aes" as const }, miniprogram, apiUrl: platform.url, isLocal: true };
  clients = await wechatClients({ settings, db: test.db, secret: SECRET, clock: systemClock, log });
  const { id: siteId } = await aSite(test.db, {});
  const { id } = await aCourse(test.db, { siteId, title: "焊工新班" });
  const found = (await createCourseService(test.db).publishedByIds([id], now())).get(id);
  if (found === undefined) throw new Error("not published");
  course = found;
});
afterAll(async () => {
  await clients.close();
  await platform.stop();
  await test.drop();
});

let people = 0;
const persons = () => createPersonService(test.db, SECRET);
const addresses = () => createAddresses(test.db, fakeAccounts.official.appid, SECRET);
const messages = async (openid: string, kind: string): Promise<number> =>
  z
    .array(z.looseObject({ kind: z.string() }))
    .parse(await platform.transcript(openid))
    .filter((entry) => entry.kind === kind).length;

const send = (outlet: NoticeOutlet, personId: string): Promise<OutletResult> =>
  outlet.send(
    {
      personId,
      course,
      label: "焊工 · 双流区",
      reply: { text: "有新课程了" },
      clientMsgId: newId(now()).replaceAll("-", ""),
    },
    now(),
    new AbortController().signal,
  );

describe("the account", () => {
  const outlet = (templateId: string | undefined = OFFICIAL_NOTICE_TEMPLATE): NoticeOutlet =>
    createNewCourseOutlet({
      db: test.db,
      client: clients.account,
      addresses: addresses(),
      messenger: createMessenger({ client: clients.account, addresses: addresses(), clock: systemClock, log }),
      render: () => [{ kind: "text", text: "有新课程了" }],
      templateId,
      appid: fakeAccounts.official.appid,
      publicUrl: "http://127.0.0.1:9",
      log,
    });
  let openid: string;
  let personId: string;
  beforeEach(async () => {
    openid = await platform.follower(`outlet-${people++}`);
    ({ id: personId } = await persons().personOf("official_account", openid, now()));
    await addresses().touched(personId, openid, "follow", now());
  });

  it("reaches those who follow it, and nobody else", async () => {
    const { id: stranger } = await persons().personOf("h5", newId(now()), now());
    expect(await outlet().reachable([personId, stranger])).toEqual(new Set([personId]));
    expect(await outlet().reachable([])).toEqual(new Set());
  });

  it("sends a template message with the course's own facts", async () => {
    expect(await send(outlet(), personId)).toEqual({ kind: "sent", messageId: expect.stringMatching(/^\d+$/) });
    expect(JSON.stringify(await platform.transcript(openid))).toContain("焊工新班");
  });

  it("tries again later after a fault that passes, and sends once where the answer was lost", async () => {
    await platform.lever("fault", { path: TEMPLATE_API, errcode: 45011, times: 5 });
    expect(await send(outlet(), personId)).toMatchObject({ kind: "later" });
    await platform.lever("reset");
    const again = await platform.follower(`outlet-${people++}`);
    const { id } = await persons().personOf("official_account", again, now());
    await addresses().touched(id, again, "follow", now());
    await platform.lever("fault", { path: TEMPLATE_API, drop: true, times: 1 });
    expect(await send(outlet(), id)).toMatchObject({ kind: "sent" }); // repeated by the client, with the same client_msg_id
    expect(await messages(again, "template")).toBe(1);
  });

  it("leaves alone whoever refuses, until they write again", async () => {
    await platform.lever("fault", { path: TEMPLATE_API, errcode: 43004, times: 1 });
    expect(await send(outlet(), personId)).toMatchObject({ kind: "failed" });
    expect(await outlet().reachable([personId])).toEqual(new Set());
    await addresses().touched(personId, openid, "message", now());
    expect(await outlet().reachable([personId])).toEqual(new Set([personId]));
  });

  it("without a template writes while WeChat allows it, and says when it does not", async () => {
    const plain = createNewCourseOutlet({
      db: test.db,
      client: clients.account,
      addresses: addresses(),
      messenger: createMessenger({ client: clients.account, addresses: addresses(), clock: systemClock, log }),
      render: () => [{ kind: "text", text: "有新课程了" }],
      templateId: undefined,
      appid: fakeAccounts.official.appid,
      publicUrl: "http://127.0.0.1:9",
      log,
    });
    expect(plain.isRepeatable).toBe(false);
    await addresses().close(personId, "window");
    expect(await send(plain, personId)).toMatchObject({ kind: "unreachable" });
  });
});

describe("the mini-program", () => {
  const credits = () =>
    createCreditService({ db: test.db, templates: new Map([[MINIPROGRAM_NOTICE_TEMPLATE, "once"]]) });
  const outlet = (): NoticeOutlet =>
    createMiniprogramOutlet({
      db: test.db,
      client: clients.miniprogram ?? clients.account,
      credits: credits(),
      templateId: MINIPROGRAM_NOTICE_TEMPLATE,
      appid: fakeAccounts.miniprogram.appid,
      secret: SECRET,
      log,
    });
  const left = async (personId: string): Promise<number> => (await credits().list(personId))[0]?.credits ?? 0;

  /** Somebody with so many credits, here and at the platform. */
  async function aPhone(count: number): Promise<{ openid: string; personId: string }> {
    const openid = await platform.follower(`phone-${people++}`, "miniprogram");
    const { id: personId } = await persons().personOf("miniprogram", openid, now());
    const openidSealed = openidSealer(SECRET).seal(openid);
    const appid = fakeAccounts.miniprogram.appid;
    await test.db.prisma.wechatAddress.create({
      data: { personId, appid, openidSealed, isFollowing: false, updatedAt: now() },
    });
    for (let at = 0; at < count; at++)
      await credits().confirm(personId, MINIPROGRAM_NOTICE_TEMPLATE, "accept", new Date(now().getTime() + at * 1_000));
    await platform.lever("credit", { openid, templateId: MINIPROGRAM_NOTICE_TEMPLATE, count, isLongTerm: false });
    return { openid, personId };
  }

  it("reaches whoever has a credit, and spends one a message", async () => {
    const { openid, personId } = await aPhone(2);
    const { personId: poor } = await aPhone(0);
    expect(await outlet().reachable([personId, poor])).toEqual(new Set([personId]));
    expect(await send(outlet(), personId)).toMatchObject({ kind: "sent" });
    expect(await left(personId)).toBe(1);
    expect(await messages(openid, "template")).toBe(1);
    expect(await send(outlet(), poor)).toMatchObject({ kind: "unreachable" });
  });

  it("gives the credit back when nothing was sent", async () => {
    const { personId } = await aPhone(1);
    await platform.lever("fault", { path: SUBSCRIBE_API, errcode: 47003, times: 1 });
    expect(await send(outlet(), personId)).toEqual({ kind: "failed", reason: "WeChat: 47003" });
    expect(await left(personId)).toBe(1);
  });

  it("knows of no credit when WeChat says so", async () => {
    const { personId } = await aPhone(3);
    await platform.lever("fault", { path: SUBSCRIBE_API, errcode: 43101, times: 1 });
    expect(await send(outlet(), personId)).toMatchObject({ kind: "failed" });
    expect(await left(personId)).toBe(0);
  });

  it("does not send again what may have been sent, and counts it as spent", async () => {
    const { openid, personId } = await aPhone(2);
    await platform.lever("fault", { path: SUBSCRIBE_API, drop: true, times: 1 });
    expect(await send(outlet(), personId)).toEqual({ kind: "unknown" });
    expect(outlet().isRepeatable).toBe(false);
    expect(await left(personId)).toBe(1);
    expect(await messages(openid, "template")).toBe(1);
  });
});
