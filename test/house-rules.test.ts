// The house rules of docs/architecture.md as tests. Figures that are only a smell are printed, not asserted.
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { projectPath } from "../src/kit/root.ts";

interface SourceFile {
  /** Relative to the project, with forward slashes. */
  name: string;
  text: string;
  lines: number;
  /** Relative imports, resolved to project files. */
  imports: string[];
  /** Packages imported, without `node:` ones. */
  packages: string[];
}

const CODE_FOLDERS = ["src", "bot", "search", "prisma", "test"];
const MAX_LINES = 350;

const filesBelow = (folder: string): string[] =>
  readdirSync(projectPath(folder), { recursive: true, encoding: "utf8" })
    .map((name) => path.posix.join(folder, name.split(path.sep).join("/")))
    .filter((name) => name.endsWith(".ts") && !name.includes("/generated/") && !name.includes("/transcripts/"))
    .filter((name) => statSync(projectPath(name)).isFile());

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^"';]*?from\s+"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)|(?:^|\n)import\s+"([^"]+)"|createRequire\(import\.meta\.url\)\("([^"]+)"\)/g;

const packageOf = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

function read(name: string): SourceFile {
  const text = readFileSync(projectPath(name), "utf8");
  const specifiers = [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? "");
  return {
    name,
    text,
    lines: text.trimEnd().split("\n").length,
    imports: specifiers.filter((s) => s.startsWith(".")).map((s) => path.posix.join(path.posix.dirname(name), s)),
    packages: specifiers.filter((s) => !s.startsWith(".") && !s.startsWith("node:")).map(packageOf),
  };
}

const all = CODE_FOLDERS.flatMap(filesBelow).map(read);
const product = all.filter((file) => !file.name.startsWith("test/"));

/** The layers, lowest first: a file may import from its own layer and from those below it. */
const LAYERS: [string, RegExp][] = [
  ["kit", /^(src\/kit\/|src\/errors\.ts|src\/config\.ts|prisma\/generated\/)/],
  ["declarations", /^src\/(http\/route|jobs\/job|jobs\/outbox|audit|source|source-store)\.ts$/],
  [
    "nouns",
    /^src\/(places|occupations|certificates|courses|institutions|bases|shortage|subsidies|people|complaints|demands|content|plan)\//,
  ],
  ["search", /^search\//],
  ["notices", /^src\/notices\//],
  ["wechat", /^src\/wechat\//],
  ["mouths", /^(bot\/|src\/(http|pages|jobs)\/)/],
  ["services", /^src\/embedded\//],
  ["wire", /^(src\/(wire|wire-wechat|probes)\.ts|prisma\/seed\/|src\/cli\/)/],
  ["main", /^src\/main\.ts$/],
];
const layerOf = (name: string): number => LAYERS.findIndex(([, pattern]) => pattern.test(name));

/** Outside libraries and their only homes. */
const HOMES: Record<string, RegExp> = {
  koa: /^src\/(http|wechat)\//,
  "@koa/router": /^src\/(http|wechat)\//,
  "@koa/bodyparser": /^src\/(http|wechat)\//,
  "koa-helmet": /^src\/http\//,
  bullmq: /^src\/jobs\/queue\.ts$/,
  meilisearch: /^search\/meili\.ts$/,
  wechaty: /^bot\/channels\//,
  "wechaty-puppet": /^bot\/channels\//,
  pg: /^(src\/kit\/|src\/jobs\/queue\.ts$|src\/embedded\/)/,
  "@prisma/adapter-pg": /^src\/kit\/database\.ts$/,
  pino: /^src\/kit\/log\.ts$/,
  "fast-xml-parser": /^src\/wechat\/xml\.ts$/,
  ioredis: /^src\/(jobs\/queue|wechat\/token-store-redis)\.ts$/,
  gcoord: /^src\/kit\/geo\.ts$/,
  "csv-parse": /^src\/kit\/csv\.ts$/,
  "cli-progress": /^src\/kit\/progress\.ts$/,
  "opencc-js": /^src\/kit\/text-zh\.ts$/,
  "@node-rs/jieba": /^src\/kit\/text-zh\.ts$/,
  "pinyin-pro": /^src\/kit\/text-zh\.ts$/,
  "rate-limiter-flexible": /^src\/http\/limits\.ts$/,
  "chinese-days": /^bot\/(understand\/grammars\/|workdays\.ts$)/,
};

const code = (file: SourceFile): string =>
  file.text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:"'`])\/\/.*$/gm, "$1");

describe("house rules", () => {
  it("every product file belongs to a layer", () => {
    expect(product.filter((file) => layerOf(file.name) === -1).map((file) => file.name)).toEqual([]);
  });

  it("imports point down the layers only", () => {
    const broken = product.flatMap((file) =>
      file.imports
        .filter((target) => layerOf(target) > layerOf(file.name))
        .filter(() => !file.text.includes("// house: type-only upward import"))
        .map((target) => `${file.name} → ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it("nothing in the product imports from test/", () => {
    expect(
      product.filter((file) => file.imports.some((target) => target.startsWith("test/"))).map((f) => f.name),
    ).toEqual([]);
  });

  it("each outside library has one home", () => {
    const strays = product.flatMap((file) =>
      file.packages
        .filter((name) => HOMES[name]?.test(file.name) === false)
        .map((name) => `${file.name} imports ${name}`),
    );
    expect(strays).toEqual([]);
  });

  it("there are no import circles", () => {
    const byName = new Map(all.map((file) => [file.name, file]));
    const state = new Map<string, "open" | "done">();
    const circles: string[] = [];
    const visit = (name: string, trail: string[]): void => {
      if (state.get(name) === "done") return;
      if (state.get(name) === "open") return void circles.push([...trail.slice(trail.indexOf(name)), name].join(" → "));
      state.set(name, "open");
      for (const target of byName.get(name)?.imports ?? []) visit(target, [...trail, name]);
      state.set(name, "done");
    };
    for (const file of all) visit(file.name, []);
    expect(circles).toEqual([]);
  });

  it("no file is too long to read in one sitting", () => {
    expect(all.filter((file) => file.lines > MAX_LINES).map((file) => `${file.name} (${file.lines})`)).toEqual([]);
  });

  it.each([
    ["the type any", /:\s*any\b|<any>|\bas any\b|\bany\[\]/],
    ["a note to finish later", /\b(TODO|FIXME|XXX|HACK)\b/],
    ["a compiler escape", /@ts-ignore|@ts-expect-error|@ts-nocheck/],
    ["a default export", /^export default\b/m],
  ])("product code has no %s", (_what, pattern) => {
    expect(product.filter((file) => pattern.test(file.text)).map((file) => file.name)).toEqual([]);
  });

  it("the environment is read in src/config.ts only", () => {
    expect(
      product.filter((file) => code(file).includes("process.env") && file.name !== "src/config.ts").map((f) => f.name),
    ).toEqual([]);
  });

  it("the time comes from the clock", () => {
    const pattern = /\bDate\.now\(\)|\bnew Date\(\)/;
    expect(
      product.filter((file) => pattern.test(code(file)) && file.name !== "src/kit/clock.ts").map((f) => f.name),
    ).toEqual([]);
  });

  it("file names are kebab-case", () => {
    expect(
      all
        .map((file) => path.posix.basename(file.name))
        .filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.test)?\.ts$/.test(name)),
    ).toEqual([]);
  });

  it("no test is skipped for good or focused", () => {
    expect(
      all.filter((file) => /\b(it|test|describe)\.(only|todo|skip)\(/.test(code(file))).map((f) => f.name),
    ).toEqual([]);
  });

  it("every production dependency has a line in docs/decisions", () => {
    const manifest: { dependencies: Record<string, string> } = JSON.parse(
      readFileSync(projectPath("package.json"), "utf8"),
    );
    const decisions = readdirSync(projectPath("docs/decisions"))
      .map((name) => readFileSync(projectPath("docs/decisions", name), "utf8"))
      .join("\n");
    const names = Object.keys(manifest.dependencies);
    expect(names.filter((name) => !decisions.includes(`\`${name}\``))).toEqual([]);
    expect(names.length).toBeLessThanOrEqual(38);
  });

  it("prints the house figures", () => {
    const sizes = product.map((file) => file.lines).sort((a, b) => a - b);
    const total = sizes.reduce((sum, n) => sum + n, 0);
    const at = (share: number): number => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))] ?? 0;
    const count = (pattern: RegExp): number =>
      product.reduce((sum, file) => sum + (file.text.match(pattern)?.length ?? 0), 0);
    const comments = count(/^\s*(\/\/|\/\*|\*)/gm);
    const casts = count(/\bas (?!const\b)[A-Z{(]/g);
    const testLines = all.filter((file) => file.name.startsWith("test/")).reduce((sum, file) => sum + file.lines, 0);
    console.log(
      `house figures: ${product.length} files, ${total} lines, median ${at(0.5)}, p95 ${at(0.95)}, comments ${((comments / total) * 100).toFixed(1)} %, casts ${((casts / total) * 1000).toFixed(2)} per 1,000 lines, tests ÷ source ${(testLines / total).toFixed(2)}`,
    );
    expect(sizes.length).toBeGreaterThan(0);
  });
});
