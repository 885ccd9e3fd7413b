// A person and the account, from the QR code to the last row: the whole program against the local WeChat.
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { systemClock } from "../../src/kit/clock.ts";
import { hmac } from "../../src/kit/ids.ts";
import { OFFICIAL_NOTICE_TEMPLATE } from "../../src/wechat/fake/templates.ts";
import { columnsWith } from "../privacy/a-known-person.ts";
import { aCourse, aSite, aStaff, WELDER } from "../support/factories.ts";
import { fakeAccounts, type Platform, startPlatform } from "../support/fake-wechat.ts";
import { startHouse, type TestHouse } from "../support/house.ts";

let program: TestHouse;
let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform(() => `${program.url}/wechat/callback`, systemClock);
  const { official, miniprogram } = fakeAccounts;
  program = await startHouse({
    courses: 300,
    wechat: {
      account: { ...official, mode: "aes", noticeTemplate: OFFICIAL_NOTICE_TEMPLATE },
      miniprogram,
      apiUrl: platform.url,
      isLocal: true,
    },
  });
});
afterAll(async () => {
  await platform.stop();
  await program.stop();
});

const Entry = z.looseObject({ side: z.string(), kind: z.string(), text: z.string().optional() });

it("is welcomed with the county of the code, answered, told of a new course once, and leaves nothing behind", async () => {
  const { db } = program.database;
  await db.prisma.qrScene.create({
    data: { id: "s0000000000ab", divisionCode: "510116", channel: "社区公告栏", createdAt: systemClock.now() },
  });
  const openid = await platform.follower("journey");
  const chat = async () => z.array(Entry).parse(await platform.transcript(openid));
  const lastWords = async (): Promise<string> =>
    JSON.stringify((await chat()).filter(({ side }) => side === "account").at(-1));
  await platform.push("unfollow", { openid });

  await platform.push("follow", { openid, scene: "s0000000000ab" });
  expect(await lastWords()).toContain("双流区");

  await platform.push("click", { openid, key: "现在什么职业紧缺" });
  expect(await lastWords()).toContain("紧缺");

  await platform.push("location", { openid, place: { lat: 30.5741, lng: 103.9236, label: "双流" } });
  await platform.push("text", { openid, text: "附近有没有补贴的电焊班" });
  expect(await lastWords()).toContain("焊工");

  await platform.push("voice", { openid });
  expect(await lastWords()).toMatch(/文字|打字/);

  await platform.push("text", { openid, text: "有新的电焊课就告诉我" });
  expect(await lastWords()).toContain("退订");

  const { id: siteId } = await aSite(db, {});
  const { actor: reviewer } = await aStaff(db, { institutionId: null });
  const approve = async (title: string): Promise<void> => {
    const { id } = await aCourse(db, {
      siteId,
      title,
      occupationCode: WELDER,
      isSubsidised: true,
      status: "submitted",
    });
    await program.house.courses.approve(reviewer, id, systemClock.now());
  };
  const notices = async () => (await chat()).filter(({ kind }) => kind === "template");
  await approve("焊工新班甲");
  await expect.poll(notices, { timeout: 60_000 }).toHaveLength(1);
  expect(JSON.stringify(await notices())).toContain("焊工新班甲");
  await expect
    .poll(async () => (await db.sql.query("SELECT state FROM delivery WHERE channel = 'official_account'")).rows, {
      timeout: 60_000,
    })
    .toEqual([{ state: "delivered" }]);

  await platform.push("text", { openid, text: "退订" });
  await approve("焊工新班乙");

  const { rows } = await db.sql.query("SELECT id, key_hash, log_key FROM person WHERE channel = 'official_account'");
  expect(rows).toHaveLength(1);
  const pseudonym = (await program.house.people.pseudonym(rows[0].id)) ?? "";
  expect(pseudonym).not.toBe("");
  const { rows: addresses } = await db.sql.query("SELECT openid_sealed FROM wechat_address");
  await platform.push("unfollow", { openid });
  await expect.poll(async () => (await db.sql.query("SELECT 1 FROM wechat_address")).rows).toEqual([]);

  const hashes = ["sha1", "sha256", "md5"].map((name) => createHash(name).update(openid).digest("hex"));
  const secret = "a-secret-for-tests-of-32-characters";
  const traces = [
    openid,
    ...hashes,
    hmac(secret, openid),
    rows[0].id,
    rows[0].key_hash,
    rows[0].log_key,
    addresses[0].openid_sealed,
    pseudonym,
  ];
  expect(await columnsWith(db, traces)).toEqual([]);
  expect((await notices()).filter((entry) => JSON.stringify(entry).includes("焊工新班乙"))).toEqual([]);
  const { rows: kept } = await db.sql.query("SELECT person_id, message_id, client_msg_id FROM delivery");
  expect(kept.length).toBeGreaterThan(0); // the ledger stays, and says nothing of anybody
  for (const row of kept) expect(row).toEqual({ person_id: null, message_id: null, client_msg_id: null });

  const log = program.logText();
  expect(log).not.toContain(openid);
  expect(log).not.toContain("附近有没有补贴");
  expect(log).toContain(pseudonym); // somebody; whom it stood for can be said no more
}, 240_000);
