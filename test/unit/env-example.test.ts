import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { envExample, loadConfig, printableConfig } from "../../src/config.ts";
import { projectPath } from "../../src/kit/root.ts";

it(".env.example lists every setting as src/config.ts has it", () => {
  expect(readFileSync(projectPath(".env.example"), "utf8")).toBe(envExample());
});

it(".env.example names what doctor prints", () => {
  const names = [...envExample().matchAll(/^# ([A-Z_]+)=$/gm)].map((match) => match[1]);
  expect(names).toEqual(Object.keys(printableConfig(loadConfig({}))));
});
