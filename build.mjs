// Builds what has changed: the Prisma client from the schema, then dist/ from TypeScript. Run by every npm script that starts the
// program, so that a fresh clone needs no separate build step and an unchanged one waits for nothing. Types are not checked here but by
// `npm run check`: a start needs only the code.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const HELP = `node build.mjs [--client-only]

Generates prisma/generated from prisma/schema.prisma and writes dist/ from src, bot, search and prisma; skips what is up to date.
--client-only  only prisma/generated, which type checks and tests need`;

const root = path.dirname(fileURLToPath(import.meta.url));
const isClientOnly = process.argv.includes("--client-only");

const run = (script, args) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, "node_modules", script), ...args], { cwd: root });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
    child.on("error", reject);
    child.on("close", (status) => (status === 0 ? resolve() : reject(new Error(said))));
  });

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

const compile = (project) => run("typescript/bin/tsc", ["-p", project]);

async function build() {
  let isClientNew = false;
  const client = unlessUpToDate(
    path.join(root, "prisma/generated/.inputs"),
    contents("prisma/schema.prisma", "package-lock.json"),
    async () => {
      await run("prisma/build/index.js", ["generate", "--no-hints"]);
      isClientNew = true;
    },
  );
  if (isClientOnly) return client;
  const settings = contents("tsconfig.json", "tsconfig.build.json", "tsconfig.client.json");
  const program = unlessUpToDate(
    path.join(root, "dist/.inputs"),
    stampOf("src", "bot", "search", "prisma/seed") + settings,
    () => compile("tsconfig.build.json"),
  );
  await Promise.all([client, program]);
  if (isClientNew || !existsSync(path.join(root, "dist/prisma/generated/client.js")))
    await compile("tsconfig.client.json");
}

if (process.argv.includes("--help")) console.log(HELP);
else
  await build().catch((error) => {
    process.stderr.write(
      `${error.message}\nThe build failed: see above. After a change of dependencies run \`npm ci\` first.\n`,
    );
    process.exitCode = 1;
  });
