/** The oldest engine whose settings and requests are those we use. */
export const OLDEST_ENGINE = "1.21.0";

/** Engines that the golden queries have passed on: docs/search.md says how. Chinese is cut differently from 1.25 on. */
export const PROVEN_ENGINES: readonly string[] = ["1.21.0"];

/** What of the newer engines we use where it is there. A parameter that an older one does not know is refused, not ignored. */
export interface EngineCaps {
  /** Writes may carry a remark of ours, shown with their task. */
  customMetadata: boolean;
}

const numbersOf = (version: string): [major: number, minor: number] => {
  const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10) || 0);
  return [major, minor];
};

/** Whether a version such as 1.26.3 or 1.30.0-rc.1 is the other or newer; patches make no difference to what is there. */
const isAtLeast = (version: string, other: string): boolean => {
  const [major, minor] = numbersOf(version);
  const [otherMajor, otherMinor] = numbersOf(other);
  return major > otherMajor || (major === otherMajor && minor >= otherMinor);
};

export const capsOf = (version: string): EngineCaps => ({ customMetadata: isAtLeast(version, "1.26") });

/** @returns why the program cannot work with this engine, in plain Chinese; undefined when it can */
export const engineFault = (version: string): string | undefined =>
  isAtLeast(version, OLDEST_ENGINE)
    ? undefined
    : `搜索引擎 Meilisearch ${version} 太旧，请升级到 ${OLDEST_ENGINE} 或更新的版本。`;

export const isProven = (version: string): boolean => PROVEN_ENGINES.includes(version);
