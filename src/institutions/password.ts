import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

// RFC 7914 parameters of about 0.1 s and 32 MiB a hash; stored with it, so that they can be raised later.
const COST = { logN: 15, r: 8, p: 3 };
const MAX_MEMORY_BYTES = 64 * 1024 * 1024;
const MAX_AT_ONCE = 2; // a flood of sign-ins must not take all the memory
const KEY_BYTES = 32;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MAX_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift(); // hands its own place on
    if (next === undefined) running--;
    else next();
  }
}

const derive = (password: string, salt: Buffer, { logN, r, p }: typeof COST): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { N: 2 ** logN, r, p, maxmem: MAX_MEMORY_BYTES };
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

/** @returns scrypt$15$8$3$<salt>$<key>, both base64url */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await inTurn(() => derive(password, salt, COST));
  return ["scrypt", COST.logN, COST.r, COST.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

const STORED = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

// Stands in for an unknown account or an unusable hash, so that both take as long as a wrong password.
const NOBODY = `scrypt$${COST.logN}$${COST.r}$${COST.p}$${"A".repeat(22)}$${"A".repeat(43)}`;

/**
 * Compares in constant time; without a hash it works as long and says no.
 * @param stored what `hashPassword` gave; undefined for an account that does not exist
 */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const match = STORED.exec(stored ?? NOBODY) ?? STORED.exec(NOBODY);
  if (match === null) return false;
  const [, logN, r, p, salt = "", key = ""] = match;
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) };
  const expected = Buffer.from(key, "base64url");
  const given = await inTurn(() => derive(password, Buffer.from(salt, "base64url"), cost));
  return stored !== undefined && given.length === expected.length && timingSafeEqual(given, expected);
}
