import path from "node:path";
import { referenceFolder } from "../support/reference.ts";

/**
 * A public test set that is read in place and is no part of the repository.
 * @returns undefined on a machine without the sets
 * @throws Error in CI, where they always are
 */
export function outsideFile(name: string): string | undefined {
  const file = path.join("..", "eval", "outside", name); // beside the reference data
  const folder = referenceFolder(file);
  return folder === undefined ? undefined : path.join(folder, file);
}
