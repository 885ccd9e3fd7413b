// The files that figures rest on, by SHA-256: a changed grade must not slip in with something else.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hashOf } from "../sets.ts";
import { FOLDER, MUST_NOT, OWN_JUDGEMENTS, OWN_QUERIES, SECOND_JUDGEMENTS } from "./query.ts";

const SEAL = path.join(FOLDER, "HASHES");
const SEALED = [OWN_JUDGEMENTS, MUST_NOT, OWN_QUERIES, SECOND_JUDGEMENTS];

/** As `sha256sum` writes it. */
const sealText = (): string =>
  SEALED.filter((file) => existsSync(file))
    .map((file) => `${hashOf(file)}  ${path.basename(file)}\n`)
    .sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1))
    .join("");

export const writeSeal = (): void => writeFileSync(SEAL, sealText());

/** @throws Error when one of the files is not the one that was sealed */
export function checkSeal(): void {
  if (existsSync(SEAL) && readFileSync(SEAL, "utf8") === sealText()) return;
  throw new Error(
    `a query or a judgement is not the one that ${SEAL} names: a change of them is a commit of its own that changes both, with the reason`,
  );
}

/** One line a file, for people: which judgements these figures are about. */
export const sealLines = (files: readonly string[]): string[] =>
  files.map((file) => `${path.relative(process.cwd(), file)} sha256 ${hashOf(file)}`);
