import { randomUUID } from "node:crypto";
import { inject } from "vitest";

/** The search engine of this run and an index prefix nobody else has. */
export const testEngine = (): { url: string; key: string; prefix: string } => {
  const { url, key, runPrefix } = inject("engine");
  return { url, key, prefix: `${runPrefix}${randomUUID().slice(0, 8)}_` };
};
