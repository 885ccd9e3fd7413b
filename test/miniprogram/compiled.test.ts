// What DevTools does with the sources: types checked, templates and styles compiled by WeChat's own compiler.
import { execFile } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { projectPath } from "../../src/kit/root.ts";
import { views } from "./source.ts";

const run = promisify(execFile);
// The compiler ships no types.
const compiler: { wxmlToJs(folder: string): string; wxssToJs(folder: string): string } = createRequire(import.meta.url)(
  "miniprogram-compiler",
);
const CHECK_MS = 120_000;

/** A copy, because the compiler of styles looks at every file of the folder and the mini-program's imports must resolve in it. */
function inCopy<Result>(work: (folder: string) => Result): Result {
  const folder = mkdtempSync(path.join(tmpdir(), "miniprogram-"));
  try {
    cpSync(projectPath("miniprogram"), folder, { recursive: true });
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("the sources", () => {
  it(
    "pass the strict type check",
    async () => {
      const tsc = projectPath("node_modules/typescript/bin/tsc");
      const config = projectPath("miniprogram/tsconfig.json");
      const said = await run(process.execPath, [tsc, "-p", config]).catch(({ stdout }: { stdout: string }) => ({
        stdout,
      }));
      expect(said.stdout).toBe("");
    },
    CHECK_MS,
  );

  it("have templates that WeChat's compiler takes, every one", () => {
    const code = inCopy((folder) => compiler.wxmlToJs(folder));
    expect(views().filter(({ name }) => !code.includes(`"${name}.wxml:`))).toEqual([]);
  });

  it("have styles that WeChat's compiler takes", () => {
    expect(inCopy((folder) => compiler.wxssToJs(folder)).length).toBeGreaterThan(1000);
  });

  it("would not pass with a tag left open, or a style torn", () => {
    const broken = (name: string, text: string) => (folder: string) => {
      appendFileSync(path.join(folder, name), text);
      return name.endsWith(".wxml") ? compiler.wxmlToJs(folder) : compiler.wxssToJs(folder);
    };
    expect(() => inCopy(broken("pages/chat/chat.wxml", "<view>"))).toThrow();
    expect(() => inCopy(broken("pages/chat/chat.wxss", ".torn { color: } }"))).toThrow();
  });
});
