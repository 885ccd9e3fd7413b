import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { newToken } from "../kit/ids.ts";

/** Of the account and the mini-program that the local WeChat of the demo knows. They open nothing outside this machine. */
const LocalWechat = z.strictObject({
  appid: z.string(),
  secret: z.string().min(16),
  token: z.string().min(3),
  aesKey: z.string().length(43),
  miniprogramAppid: z.string(),
  miniprogramSecret: z.string().min(16),
});
export type LocalWechat = z.infer<typeof LocalWechat>;

const StoredSecrets = z.strictObject({
  ownerPassword: z.string().min(20),
  appPassword: z.string().min(20),
  meiliKey: z.string().min(20),
  /** Keys the hashes of people's channel ids; a new one would make every known person a stranger. */
  secret: z.string().min(32),
  /** Of the two demo accounts. Typed by hand, so short and without look-alikes. */
  demoPassword: z.string().min(10),
  /** Missing in folders that were made before there was a local WeChat, until their next start. */
  wechat: LocalWechat.optional(),
});
type StoredSecrets = z.infer<typeof StoredSecrets>;
export type Secrets = StoredSecrets & { wechat: z.infer<typeof LocalWechat> };

const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"; // 31: no i, l, o, 0, 1

/** 12 letters in three groups, about 59 bits. */
function typeablePassword(): string {
  const letters: string[] = [];
  while (letters.length < 12) {
    const byte = randomBytes(1)[0] ?? 0;
    if (byte < 248) letters.push(LETTERS.charAt(byte % LETTERS.length)); // 248 = 8 × 31: no letter is likelier than another
  }
  return [0, 4, 8].map((at) => letters.slice(at, at + 4).join("")).join("-");
}

/** @param count at most 60 */
function lettersAndDigits(count: number): string {
  const text = randomBytes(96)
    .toString("base64")
    .replace(/[^A-Za-z0-9]/g, "");
  return text.length < count ? lettersAndDigits(count) : text.slice(0, count);
}

const localAppid = (): string => `wx${randomBytes(8).toString("hex")}`;

const makeLocalWechat = (): LocalWechat => ({
  appid: localAppid(),
  secret: randomBytes(16).toString("hex"),
  token: lettersAndDigits(32),
  aesKey: lettersAndDigits(43),
  miniprogramAppid: localAppid(),
  miniprogramSecret: randomBytes(16).toString("hex"),
});

const makeSecrets = (): Secrets => ({
  ownerPassword: newToken(),
  appPassword: newToken(),
  meiliKey: newToken(),
  secret: newToken(),
  demoPassword: typeablePassword(),
  wechat: makeLocalWechat(),
});

const fileIn = (dataFolder: string): string => path.join(dataFolder, "secrets.json");
const textOf = (secrets: Secrets): string => `${JSON.stringify(secrets, null, 2)}\n`;

/** @returns undefined before the first start */
export async function readSecrets(dataFolder: string): Promise<StoredSecrets | undefined> {
  const text = await readFile(fileIn(dataFolder), "utf8").catch(() => undefined);
  return text === undefined ? undefined : StoredSecrets.parse(JSON.parse(text));
}

/** Adds what a newer program needs; the file is never half written. */
async function completed(dataFolder: string, known: StoredSecrets): Promise<Secrets> {
  if (known.wechat !== undefined) return { ...known, wechat: known.wechat };
  const complete = { ...known, wechat: makeLocalWechat() };
  const draft = `${fileIn(dataFolder)}.${process.pid}.new`;
  await writeFile(draft, textOf(complete), { mode: 0o600 });
  await rename(draft, fileIn(dataFolder));
  return complete;
}

/** The secrets of this data folder, made at the first start. The caller holds the folder's claim. */
export async function secretsOf(dataFolder: string): Promise<Secrets> {
  const known = await readSecrets(dataFolder);
  if (known !== undefined) return completed(dataFolder, known);
  const made = makeSecrets();
  await writeFile(fileIn(dataFolder), textOf(made), { mode: 0o600, flag: "wx" });
  return made;
}
