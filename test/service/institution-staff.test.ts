import { scryptSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createInstitutionService } from "../../src/institutions/institution-service.ts";
import { hashPassword, isPassword } from "../../src/institutions/password.ts";
import { createStaffService } from "../../src/institutions/staff-service.ts";
import { newId, sha256 } from "../../src/kit/ids.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { anInstitution, aSite, aStaff } from "../support/factories.ts";

const start = new Date("2026-11-24T02:00:00Z");
const later = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);
const PASSWORD = "correct horse battery";

// A cheap hash, so that the tests spend their time on sessions. The cost stands in the hash, as it does after it was raised.
const salt = Buffer.from("salt of the tests");
const cheapKey = scryptSync(PASSWORD, salt, 32, { N: 2 ** 4, r: 8, p: 1 });
const passwordHash = `scrypt$4$8$1$${salt.toString("base64url")}$${cheapKey.toString("base64url")}`;

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

const staff = () => createStaffService(test.db);
async function signedIn() {
  const { staff: person, actor } = await aStaff(test.db, { passwordHash, now: start });
  const result = await staff().signIn(person.account, PASSWORD, start);
  if (result === undefined) throw new Error("sign-in failed");
  return { token: result.token, person, actor };
}

describe("signing in", () => {
  it("gives a token that names the person, and is not kept itself", async () => {
    const { token, actor } = await signedIn();
    expect(await staff().actorOfSession(token, later(1))).toEqual(actor);
    const rows = await test.db.prisma.staffSession.findMany();
    expect(rows.map((row) => row.tokenHash)).toContain(sha256(token));
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it("a reviewer belongs to no institution", async () => {
    const { staff: person } = await aStaff(test.db, { passwordHash, institutionId: null });
    const result = await staff().signIn(person.account, PASSWORD, start);
    expect(result?.staff).toMatchObject({ role: "reviewer", institutionId: null });
    expect(result?.staff).not.toHaveProperty("passwordHash");
  });

  it("a wrong password, an unknown account and an account without a password are refused alike", async () => {
    const { staff: person } = await aStaff(test.db, { passwordHash });
    const { staff: without } = await aStaff(test.db);
    expect(await staff().signIn(person.account, `${PASSWORD}x`, start)).toBeUndefined();
    expect(await staff().signIn("nobody-here", PASSWORD, start)).toBeUndefined();
    expect(await staff().signIn(without.account, "none", start)).toBeUndefined();
  });

  it("a hash has the cost we say and its own salt", { timeout: 60_000 }, async () => {
    const [one, two] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)]);
    expect(one).toMatch(/^scrypt\$15\$8\$3\$/);
    expect(one).not.toBe(two);
    expect(await isPassword(PASSWORD, one)).toBe(true);
  });

  it("an unknown account costs as much work as a wrong password", { timeout: 60_000 }, async () => {
    const stored = await hashPassword(PASSWORD);
    // processor time, because the clock on the wall tells how busy the machine is
    const workOf = async (hash: string | undefined): Promise<number> => {
      const from = process.cpuUsage();
      expect(await isPassword("wrong", hash)).toBe(false);
      return process.cpuUsage(from).user;
    };
    expect(await workOf(undefined)).toBeGreaterThan((await workOf(stored)) * 0.6);
  });

  it("ten at once all get their answer", async () => {
    const { staff: person } = await aStaff(test.db, { passwordHash });
    const all = await Promise.all(Array.from({ length: 10 }, () => staff().signIn(person.account, PASSWORD, start)));
    expect(new Set(all.map((result) => result?.token)).size).toBe(10);
  });
});

describe("sessions", () => {
  it("end after 30 minutes without a request", async () => {
    const { token } = await signedIn();
    expect(await staff().actorOfSession(token, later(29))).toBeDefined();
    expect(await staff().actorOfSession(token, later(58))).toBeDefined();
    expect(await staff().actorOfSession(token, later(58 + 30))).toBeUndefined();
  });

  it("end after 12 hours however busy", async () => {
    const { token } = await signedIn();
    for (let minute = 20; minute < 720; minute += 20)
      expect(await staff().actorOfSession(token, later(minute))).toBeDefined();
    expect(await staff().actorOfSession(token, later(720))).toBeUndefined();
  });

  it("end at sign-out, others of the same person stay", async () => {
    const { token, person } = await signedIn();
    const second = await staff().signIn(person.account, PASSWORD, start);
    await staff().signOut(token);
    expect(await staff().actorOfSession(token, later(1))).toBeUndefined();
    expect(await staff().actorOfSession(second?.token ?? "", later(1))).toBeDefined();
  });

  it("a made-up token is nobody", async () => {
    expect(await staff().actorOfSession("made-up", start)).toBeUndefined();
  });
});

describe("API keys", () => {
  it("are shown once, act for their institution, and end when revoked or a year old", async () => {
    const { actor } = await aStaff(test.db);
    if (actor.kind !== "staff") throw new Error("not staff");
    const { institutionId } = actor;
    const { key, id, prefix } = await staff().createApiKey(actor, institutionId, "教务系统", start);
    expect(key.startsWith(`jt_${prefix}_`)).toBe(true);
    expect(await staff().actorOfApiKey(key, later(1))).toEqual({ kind: "api_key", keyId: id, institutionId });
    expect(await staff().actorOfApiKey(key, later(366 * 1440))).toBeUndefined();
    expect(JSON.stringify(await staff().apiKeysOf(institutionId))).not.toContain(key);
    expect(JSON.stringify(await test.db.prisma.apiKey.findMany())).not.toContain(key);
    await staff().revokeApiKey(actor, institutionId, id, later(2));
    expect(await staff().actorOfApiKey(key, later(3))).toBeUndefined();
    expect(await test.db.prisma.audit.count({ where: { subjectId: id } })).toBe(2);
  });

  it("cannot make further keys, nor can staff of another institution", async () => {
    const { actor } = await aStaff(test.db);
    const { actor: other } = await aStaff(test.db);
    if (actor.kind !== "staff") throw new Error("not staff");
    const program = { kind: "api_key" as const, keyId: newId(start), institutionId: actor.institutionId };
    for (const caller of [program, other])
      await expect(staff().createApiKey(caller, actor.institutionId, "x", start)).rejects.toThrow("没有权限");
  });

  it("one that is not of our shape is nobody", async () => {
    expect(await staff().actorOfApiKey("jt_00000000_short", start)).toBeUndefined();
  });
});

// These hash with the full cost, half a dozen times each.
describe("demo accounts", { timeout: 60_000 }, () => {
  it("are made once, sign in, and a new password ends the old one and its sessions", async () => {
    await staff().ensureDemoStaff("first-password", start);
    const first = await staff().signIn("jigou-demo", "first-password", start);
    expect(first?.staff.role).toBe("staff");

    await staff().ensureDemoStaff("first-password", later(1));
    expect(await staff().actorOfSession(first?.token ?? "", later(1))).toBeDefined();

    await staff().ensureDemoStaff("second-password", later(2));
    expect(await staff().actorOfSession(first?.token ?? "", later(3))).toBeUndefined();
    expect(await staff().signIn("jigou-demo", "first-password", later(3))).toBeUndefined();
    const reviewer = await staff().signIn("shenhe-demo", "second-password", later(3));
    expect(reviewer?.staff.role).toBe("reviewer");
  });

  it("the demo institution may publish, has sites and says that it is one", async () => {
    await staff().ensureDemoStaff("third-password", start);
    const result = await staff().signIn("jigou-demo", "third-password", start);
    const institution = await createInstitutionService(test.db).byId(result?.staff.institutionId ?? "");
    expect(institution).toMatchObject({ isDemo: true, state: "admitted" });
    expect(institution?.sites.map(({ divisionCode }) => divisionCode).sort()).toEqual(["510107", "510116"]);
  });
});

describe("institutions", () => {
  it("are read with their sites; an unknown one is undefined", async () => {
    const institution = await anInstitution(test.db, { name: "启航职业培训学校", state: "warned" });
    await aSite(test.db, { institutionId: institution.id, name: "东校区" });
    const read = await createInstitutionService(test.db).byId(institution.id);
    expect(read).toMatchObject({ name: "启航职业培训学校", state: "warned", sites: [{ name: "东校区" }] });
    expect(await createInstitutionService(test.db).byId(newId(start))).toBeUndefined();
  });
});
