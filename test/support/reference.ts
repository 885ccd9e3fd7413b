import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/**
 * The folder of reference data that holds `file`, or undefined on a machine without it.
 * The data is only for checking and is not part of the repository, so a plain clone must still pass its tests;
 * CI always has it, and there a silent skip would hide that nothing was checked.
 */
export function referenceFolder(file: string): string | undefined {
  const folder = resolve(repository, process.env["REFERENCE_DIR"] ?? "../shared/reference");
  if (existsSync(join(folder, file))) return folder;
  if (process.env["CI"] === "true") {
    throw new Error(
      `Reference data not found: no ${file} in ${folder}. Set REFERENCE_DIR to the folder that holds it.`,
    );
  }
  return undefined;
}
