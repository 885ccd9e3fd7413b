// Builds what has changed: the Prisma client from the schema, then dist/ from TypeScript; then runs the command it was given. So a fresh
// clone needs no separate build step, an unchanged one waits for nothing, and the program is the very process that npm started: signals
// reach it. Types are not checked here but by `npm run check`: a start needs only the code.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const HELP = `node build.mjs [--client-only | <command> [options]]

Generates prisma/generated (kept in the repository) from prisma/schema.prisma when that has changed, and writes dist/ from src, bot, search and prisma; skips what is up to date.
--client-only  only prisma/generated, which type checks and tests need
<command>      then runs that command of the program: node build.mjs start`;

const root = path.dirname(fileURLToPath(import.meta.url));

/** Does the work unless these inputs were its inputs the last time it succeeded. */
async function unlessUpToDate(stampFile, inputs, work) {
  const hash = createHash("sha256").update(inputs).digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === hash) return;
  rmSync(stampFile, { force: true });
  await work();
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, hash);
}

const contents = (...files) => files.map((file) => readFileSync(path.join(root, file), "utf8")).join("\n");

/** Name, size and time of change of every source file: reading them all would take longer than a start may. */
const stampOf = (...folders) =>
  folders
    .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => `${file} ${statSync(file).size} ${statSync(file).mtimeMs}`)
    .sort()
    .join("\n");

const generateClient = () =>
  new Promise((resolve, reject) => {
    const cli = path.join(root, "node_modules/prisma/build/index.js");
    // CHECKPOINT_DISABLE: Prisma must not look for a newer version of itself on the network
    const env = { ...process.env, CHECKPOINT_DISABLE: "1" };
    const child = spawn(process.execPath, [cli, "generate", "--no-hints"], { cwd: root, env });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
    child.on("error", reject);
    child.on("close", (status) => (status === 0 ? resolve() : reject(new Error(said))));
  });

/** Our own code in a few files, packages left where they are; commands stay apart, so that each loads only what it needs. */
async function compile() {
  const { build: bundle, stop } = await import("esbuild");
  rmSync(path.join(root, "dist"), { recursive: true, force: true });
  await bundle({
    absWorkingDir: root,
    entryPoints: ["src/main.ts"],
    outdir: "dist",
    bundle: true,
    splitting: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "linked",
    logLevel: "warning",
  });
  await stop(); // its helper process would otherwise live as long as the program
}

async function build() {
  await unlessUpToDate(
    path.join(root, "prisma/generated/.inputs"),
    contents("prisma/schema.prisma", "node_modules/prisma/package.json"),
    generateClient,
  );
  if (process.argv.includes("--client-only")) return;
  const sources = stampOf("src", "bot", "search", "prisma") + contents("build.mjs", "package-lock.json");
  await unlessUpToDate(path.join(root, "dist/.inputs"), sources, compile);
}

/** @returns whether it worked */
const built = () =>
  build().then(
    () => true,
    (error) => {
      const advice = "The build failed: see above. After a change of dependencies run `npm ci` first.";
      process.stderr.write(`${error.message}\n${advice}\n`);
      process.exitCode = 1;
      return false;
    },
  );

const [command] = process.argv.slice(2);
if (command === "--help") console.log(HELP);
else if ((await built()) && command !== undefined && command !== "--client-only") await import("./dist/main.js");
