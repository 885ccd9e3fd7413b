import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { newToken } from "../kit/ids.ts";

const Secrets = z.strictObject({
  ownerPassword: z.string().min(20),
  appPassword: z.string().min(20),
  meiliKey: z.string().min(20),
  /** Keys the hashes of people's channel ids; a new one would make every known person a stranger. */
  secret: z.string().min(32),
  /** Of the two demo accounts. Typed by hand, so short and without look-alikes. */
  demoPassword: z.string().min(10),
});
export type Secrets = z.infer<typeof Secrets>;

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

const makeSecrets = (): Secrets => ({
  ownerPassword: newToken(),
  appPassword: newToken(),
  meiliKey: newToken(),
  secret: newToken(),
  demoPassword: typeablePassword(),
});

const fileIn = (dataFolder: string): string => path.join(dataFolder, "secrets.json");

/** @returns undefined before the first start */
export async function readSecrets(dataFolder: string): Promise<Secrets | undefined> {
  const text = await readFile(fileIn(dataFolder), "utf8").catch(() => undefined);
  return text === undefined ? undefined : Secrets.parse(JSON.parse(text));
}

/** The secrets of this data folder, made at the first start. The caller holds the folder's claim. */
export async function secretsOf(dataFolder: string): Promise<Secrets> {
  const known = await readSecrets(dataFolder);
  if (known !== undefined) return known;
  const made = makeSecrets();
  await writeFile(fileIn(dataFolder), `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  return made;
}
