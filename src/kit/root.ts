import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder: the nearest one above this file with the lockfile, whether it runs from src/ or from dist/. */
export const projectRoot: string = (() => {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, "package-lock.json"))) {
    const parent = path.dirname(folder);
    if (parent === folder)
      throw new Error("package-lock.json not found above the program: run it from a whole checkout");
    folder = parent;
  }
  return folder;
})();

export const projectPath = (...parts: string[]): string => path.join(projectRoot, ...parts);
