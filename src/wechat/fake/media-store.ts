import type { Ids } from "./ids.ts";

interface Media {
  bytes: Buffer;
  type: string;
  goodUntil: Date;
}

const THREE_DAYS_MS = 3 * 86_400_000;
const KEPT_FILES = 200;

const SIGNS: readonly (readonly [string, readonly number[]])[] = [
  ["image/png", [0x89, 0x50, 0x4e, 0x47]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/gif", [0x47, 0x49, 0x46, 0x38]],
];

/** By what the file begins with, not by what it claims. @returns undefined when it is no picture that can be sent */
export const imageTypeOf = (bytes: Buffer): string | undefined =>
  SIGNS.find(([, sign]) => sign.every((byte, index) => bytes[index] === byte))?.[0];

/** 临时素材: kept three days. */
export interface MediaStore {
  add(bytes: Buffer, type: string, now: Date): string;
  find(id: string, now: Date): Media | undefined;
  clear(): void;
}

export function createMediaStore(ids: Ids): MediaStore {
  const files = new Map<string, Media>();
  return {
    add: (bytes, type, now) => {
      const id = ids.opaque("media");
      files.set(id, { bytes, type, goodUntil: new Date(now.getTime() + THREE_DAYS_MS) });
      for (const oldest of [...files.keys()].slice(0, Math.max(0, files.size - KEPT_FILES))) files.delete(oldest);
      return id;
    },
    find: (id, now) => {
      const media = files.get(id);
      return media !== undefined && now < media.goodUntil ? media : undefined;
    },
    clear: () => files.clear(),
  };
}
