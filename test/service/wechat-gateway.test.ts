// The webhook over real PostgreSQL: who is let in, that each push is worked on once, and that WeChat is answered in time.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { elapsed, fixedClock, localDate, systemClock } from "../../src/kit/clock.ts";
import { createLog } from "../../src/kit/log.ts";
import { createMessageCipher, signatureOf } from "../../src/wechat/crypto.ts";
import { forgetDaysBefore } from "../../src/wechat/day-keys.ts";
import type { Inbound } from "../../src/wechat/inbound.ts";
import { currentSlot } from "../../src/wechat/reply-slot.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { type GatewayOptions, startGateway, type TestGateway } from "../support/wechat-gateway.ts";
import {
  anEvent,
  plainPost,
  post,
  sealedPost,
  TEST_ACCOUNT,
  testCipher,
  textMessage,
} from "../support/wechat-posts.ts";

let database: TestDatabase;
let lines: string[];
let received: Inbound[];
const gateways: TestGateway[] = [];

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(() => {
  lines = [];
  received = [];
});
afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.stop();
});

const say = (text: string): boolean => currentSlot()?.take({ kind: "text", text }) === true;

async function aGateway(options: Partial<GatewayOptions> = {}): Promise<TestGateway> {
  const gateway = await startGateway({
    db: database.db,
    log: createLog("debug", { write: (line) => void lines.push(line) }),
    receive: async (inbound) => {
      received.push(inbound);
      if (inbound.kind === "text") say(`您说：${inbound.text}`);
    },
    ...options,
  });
  gateways.push(gateway);
  return gateway;
}

const now = (): Date => systemClock.now();
const openid = (): string => `o${randomUUID().replaceAll("-", "").slice(0, 27)}`;

describe("the address is verified", () => {
  it("by its signature, and the text is given back raw", async () => {
    const { url } = await aGateway();
    const [timestamp, nonce, echostr] = [`${Math.floor(now().getTime() / 1_000)}`, "1514711492", "4375120948345356249"];
    const query = { timestamp, nonce, echostr, signature: signatureOf(TEST_ACCOUNT.token, timestamp, nonce) };
    const answer = await fetch(`${url}?${new URLSearchParams(query)}`);
    expect([answer.status, await answer.text()]).toEqual([200, echostr]);
    const forged = await fetch(`${url}?${new URLSearchParams({ ...query, nonce: "1514711493" })}`);
    expect(forged.status).toBe(403);
    const script = await fetch(`${url}?${new URLSearchParams({ ...query, echostr: "<script>" })}`);
    expect([script.status, await script.text()]).toEqual([400, ""]);
  });
});

describe("a push", () => {
  it("is worked on, and the first words are the sealed and signed answer to whoever wrote", async () => {
    const { url } = await aGateway();
    const who = openid();
    const { status, reply } = await post(url, sealedPost(textMessage(who, "双流的电焊班", now()), now()));
    expect(status).toBe(200);
    expect(reply).toMatchObject({
      ToUserName: who,
      FromUserName: TEST_ACCOUNT.accountId,
      MsgType: "text",
      Content: "您说：双流的电焊班",
    });
  });

  it("that is answered by nothing gets success", async () => {
    const { url } = await aGateway();
    const { body } = await post(
      url,
      sealedPost(anEvent(openid(), "VIEW", now(), { EventKey: "https://x.example" }), now()),
    );
    expect(body).toBe("success");
    expect(received).toEqual([]);
  });

  it("is answered in plain where the account is in 明文模式", async () => {
    const { url } = await aGateway({ mode: "plain" });
    const { reply } = await post(url, plainPost(textMessage(openid(), "你好", now()), now()));
    expect(reply).toMatchObject({ Content: "您说：你好" });
  });

  it("leaves neither words nor openid in the log", async () => {
    const { url } = await aGateway();
    const who = openid();
    await post(url, sealedPost(textMessage(who, "我的电话是一个秘密", now()), now()));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join("")).not.toMatch(new RegExp(`${who}|秘密`));
  });
});

describe("what is not WeChat's", () => {
  const message = () => textMessage(openid(), "你好", now());
  const stranger = createMessageCipher({ ...TEST_ACCOUNT, appid: "wxfedcba9876543210" });

  it.each([
    [
      "another signature",
      () => ({ ...sealedPost(message(), now()), query: { ...sealedPost(message(), now()).query } }),
    ],
    ["an age of more than 300 s", () => sealedPost(message(), new Date(now().getTime() - 301_000))],
    ["a time that has not come", () => sealedPost(message(), new Date(now().getTime() + 310_000))],
    ["another appid", () => sealedPost(message(), now(), stranger)],
    ["a body that was not sealed", () => plainPost(message(), now())],
    [
      "a document type",
      () => ({ ...sealedPost(message(), now()), body: '<!DOCTYPE x [<!ENTITY e "1">]><xml>&e;</xml>' }),
    ],
    ["no XML", () => ({ ...sealedPost(message(), now()), body: "{}" })],
  ])("is refused for %s", async (_name, made) => {
    const { url } = await aGateway();
    const { status, body } = await post(url, made());
    expect([status, body]).toEqual([403, ""]);
    expect(received).toEqual([]);
  });

  it("is not read when it is larger than a push can be", async () => {
    const { url } = await aGateway();
    const answer = await post(url, { ...sealedPost(message(), now()), body: `<xml>${"x".repeat(70_000)}</xml>` });
    expect(answer.status).toBe(413);
  });

  it("is named in the log, without what it held", async () => {
    const { url } = await aGateway();
    await post(url, sealedPost(message(), now(), stranger));
    expect(lines.join("")).toContain("seal: another appid");
  });

  it("of a kind or shape that is unknown gets success, and nothing happens", async () => {
    const { url } = await aGateway();
    for (const fields of [
      { ...message(), MsgType: "hologram" },
      { ...message(), MsgType: "location" },
      anEvent(openid(), "made_up_event", now()),
    ])
      expect((await post(url, sealedPost(fields, now()))).body).toBe("success");
    expect(received).toEqual([]);
  });

  it("but was true once, minutes ago, is not worked on", async () => {
    const { url } = await aGateway();
    const old = new Date(now().getTime() - 11 * 60_000);
    expect((await post(url, sealedPost(textMessage(openid(), "你好", old), now()))).body).toBe("success");
    expect(received).toEqual([]);
  });
});

describe("a push that comes again", () => {
  it("is worked on once and gets the same answer, whatever its nonce", async () => {
    const { url } = await aGateway();
    const fields = textMessage(openid(), "再来", now());
    const answers = [];
    for (let attempt = 0; attempt < 4; attempt++) answers.push(await post(url, sealedPost(fields, now())));
    expect(received).toHaveLength(1);
    for (const { reply } of answers) expect(reply).toMatchObject({ Content: "您说：再来" });
  });

  it("while it is being worked on shares the answer, in two web processes as in one", async () => {
    let worked = 0;
    const receive = async (): Promise<void> => {
      worked++;
      await sleep(300);
      say("想好了");
    };
    const [one, other] = [await aGateway({ receive }), await aGateway({ receive })];
    const fields = textMessage(openid(), "想想", now());
    const answers = await Promise.all([one, other, one, other].map(({ url }) => post(url, sealedPost(fields, now()))));
    expect(worked).toBe(1);
    expect(answers.map(({ reply }) => reply?.["Content"])).toEqual(Array(4).fill("想好了"));
  });

  it("is taken over when whoever had it has died", async () => {
    const silent = await aGateway({ receive: () => new Promise(() => undefined), slotMs: 20_000 });
    const fields = textMessage(openid(), "还在吗", now());
    void post(silent.url, sealedPost(fields, now())).catch(() => undefined);
    await expect
      .poll(
        async () => (await database.db.sql.query("SELECT 1 FROM wechat_inbound WHERE answered_at IS NULL")).rows.length,
      )
      .toBe(1);
    const later = fixedClock(new Date(now().getTime() + 11_000));
    const other = await aGateway({ clock: later });
    const { reply } = await post(other.url, sealedPost(fields, later.now()));
    expect(reply).toMatchObject({ Content: "您说：还在吗" });
    gateways.splice(gateways.indexOf(silent), 1); // its push is never done: it is left to the end of the run
  });

  it("is told from another event of the same second by what it is about", async () => {
    const { url } = await aGateway();
    const at = now();
    const revoked = (who: string) =>
      anEvent("o_platform", "user_authorization_revoke", at, { OpenID: who, RevokeInfo: "13" });
    for (const fields of [revoked("oA"), revoked("oB"), revoked("oA")]) await post(url, sealedPost(fields, now()));
    expect(received.map((inbound) => inbound.kind === "authorization_revoked" && inbound.subject)).toEqual([
      "oA",
      "oB",
    ]);
  });
});

describe("an answer that takes long", () => {
  it("is success when the slot closes, and what is said later finds it closed", async () => {
    let isLateTaken: boolean | undefined;
    const gateway = await aGateway({
      slotMs: 300,
      receive: async () => {
        await sleep(600);
        isLateTaken = say("太迟了");
      },
    });
    const since = elapsed();
    const { body } = await post(gateway.url, sealedPost(textMessage(openid(), "慢", now()), now()));
    expect(body).toBe("success");
    expect(elapsed() - since).toBeLessThan(600);
    await gateway.idle();
    expect(isLateTaken).toBe(false);
  });

  it("takes one word only: the second has to be sent", async () => {
    const taken: boolean[] = [];
    const { url } = await aGateway({ receive: async () => void taken.push(say("一"), say("二")) });
    const { reply } = await post(url, sealedPost(textMessage(openid(), "数", now()), now()));
    expect([reply?.["Content"], taken]).toEqual(["一", [true, false]]);
  });

  it("that fails leaves the person without an error of WeChat's", async () => {
    const { url } = await aGateway({ receive: () => Promise.reject(new Error("broken")) });
    const { status, body } = await post(url, sealedPost(textMessage(openid(), "坏", now()), now()));
    expect([status, body]).toEqual([200, "success"]);
  });
});

describe("hand-over to the agents", () => {
  it("answers what a person wrote, and never an event", async () => {
    const receive = async (): Promise<void> => void currentSlot()?.take({ kind: "transfer" });
    const { url } = await aGateway({ receive });
    const message = await post(url, sealedPost(textMessage(openid(), "转人工", now()), now()));
    expect(message.reply).toMatchObject({ MsgType: "transfer_customer_service" });
    const tapped = await post(url, sealedPost(anEvent(openid(), "CLICK", now(), { EventKey: "转人工" }), now()));
    expect(tapped.body).toBe("success");
  });
});

describe("rows of pushes", () => {
  it("hold neither openid nor MsgId nor words, and go with the key of their day", async () => {
    const { url } = await aGateway();
    const [who, id] = [openid(), "7123456789012345678"];
    await post(url, sealedPost(textMessage(who, "藏好这句话", now(), id), now()));
    const { rows } = await database.db.sql.query("SELECT to_jsonb(r)::text AS row FROM wechat_inbound r");
    const all = rows.map(({ row }) => row).join("\n");
    expect(rows.length).toBeGreaterThan(0);
    for (const secret of [who, id, "藏好这句话"]) expect(all).not.toContain(secret);
    const tomorrow = localDate(new Date(now().getTime() + 86_400_000));
    await forgetDaysBefore(database.db, tomorrow);
    const left = await database.db.sql.query(
      "SELECT (SELECT count(*) FROM wechat_inbound) + (SELECT count(*) FROM wechat_day_key) AS count",
    );
    expect(Number(left.rows[0].count)).toBe(0);
  });

  it("open only with the appid's own seal", () => {
    const sealed = testCipher.encrypt("<xml></xml>");
    expect(createMessageCipher({ ...TEST_ACCOUNT, appid: "wxfedcba9876543210" }).decrypt(sealed).kind).toBe("refused");
  });
});
