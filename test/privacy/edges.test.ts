// L10, L16, L17: where others' parts meet people, held by the same numbers as the rest.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createContentService, type TextCheckPort } from "../../src/content/content-service.ts";
import { newId } from "../../src/kit/ids.ts";
import { createLog } from "../../src/kit/log.ts";
import { isMinor, LEAST_AGE } from "../../src/people/minors.ts";
import { ageStanding } from "../../src/people/profile.ts";
import { isSameSignature } from "../../src/wechat/crypto.ts";
import { readXml } from "../../src/wechat/xml.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { anOpenid, NOW } from "./a-known-person.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

describe("L10 children", () => {
  it("L10 whoever may be under 14 by their year of birth is a child, in the chat as in the profile", () => {
    for (let age = 5; age <= 20; age++) {
      expect(isMinor(age)).toBe(age < LEAST_AGE);
      // only the year is known: who turns 14 this year may be 13 today
      expect(ageStanding(2026 - age, NOW) === "child").toBe(age <= LEAST_AGE);
    }
  });
});

describe("L16 texts of people that others will read", () => {
  const judged = async (checker: TextCheckPort["checkText"], openid?: string): Promise<string> => {
    const log = createLog("silent");
    const content = createContentService({ db: test.db, log, checker: { checkText: checker } });
    const subject = { subjectKind: "course" as const, subjectId: newId(NOW), text: "教您电焊" };
    const signal = new AbortController().signal;
    const result = await content.check({ ...subject, ...(openid !== undefined && { openid }) }, NOW, signal);
    return JSON.stringify(result);
  };
  const said = (suggest: string) => async () => ({ suggest });

  it.each([
    ["pass", said("pass"), "pass"],
    ["risky", said("risky"), "reject"],
    ["review", said("review"), "manual"],
    ["no answer", () => Promise.reject(new Error("unreachable")), "manual"],
    ["nonsense", said("perhaps"), "manual"],
  ] as const)("L16 %s", async (_name, checker, expected) =>
    expect(await judged(checker, anOpenid())).toContain(expected),
  );

  it("L16 without an author there is nobody to name to the platform: a person reads it", async () => {
    expect(await judged(said("pass"))).toContain("manual");
  });
});

describe("L17 pushes", () => {
  it("L17 signatures are compared whole, whatever their length", () => {
    expect(isSameSignature("abc", "abc")).toBe(true);
    for (const other of ["abd", "ab", "abcd", "", "ABC"]) expect(isSameSignature("abc", other)).toBe(false);
  });

  it.each([
    '<!DOCTYPE xml [<!ENTITY a "b">]><xml><Content>&a;</Content></xml>',
    "<xml>" + "<a>".repeat(9) + "</a>".repeat(9) + "</xml>",
    `<xml><Content>${"x".repeat(65_537)}</Content></xml>`,
  ])("L17 %.40s is refused before it is read", (text) => expect(readXml(text).kind).toBe("refused"));
});
