import { divisions } from "./divisions.ts";
import type { ImportKind } from "./import-kind.ts";
import { occupationAliases } from "./occupation-aliases.ts";
import { occupations } from "./occupations.ts";
import { placeAliases } from "./place-aliases.ts";
import { shortageList } from "./shortage-list.ts";

/** A new format is a file in this folder and a line here. */
export const IMPORT_KINDS: readonly ImportKind[] = [
  divisions,
  placeAliases,
  occupations,
  occupationAliases,
  shortageList,
];
