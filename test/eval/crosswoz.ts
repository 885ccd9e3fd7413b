import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { outsideFile } from "./outside.ts";

const Dialogue = z.object({ turns: z.array(z.object({ role: z.enum(["usr", "sys"]), text: z.string() })) });

/** What people say to a guide of Beijing's restaurants, hotels and sights: about 8,400 messages, none of them about training. */
export function crosswozMessages(): string[] | undefined {
  const file = outsideFile("crosswoz_val_test.jsonl.gz");
  if (file === undefined) return undefined;
  return gunzipSync(readFileSync(file))
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => Dialogue.parse(JSON.parse(line)).turns.filter(({ role }) => role === "usr"))
    .map(({ text }) => text);
}
