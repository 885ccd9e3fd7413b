// Builds what has changed: the Prisma client from the schema, then dist/ from TypeScript. Run by every npm script that starts the
// program, so that a fresh clone needs no separate build step and an unchanged one waits for nothing.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(fileURLToPath(import.meta.url));
const run = (script, args) =>
  execFileSync(process.execPath, [path.join(root, "node_modules", script), ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });

function generatePrismaClient() {
  const stamp = path.join(root, "prisma/generated/.schema-sha256");
  const inputs = ["prisma/schema.prisma", "package-lock.json"].map((file) => path.join(root, file)).filter(existsSync);
  const hash = inputs.reduce((sum, file) => sum.update(readFileSync(file)), createHash("sha256")).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  run("prisma/build/index.js", ["generate", "--no-hints"]);
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

try {
  generatePrismaClient();
  if (!process.argv.includes("--client-only")) run("typescript/bin/tsc", ["-p", "tsconfig.build.json"]);
} catch (error) {
  process.stderr.write(
    `${error.stdout ?? ""}\nThe build failed: see above. After a change of dependencies run \`npm ci\` first.\n`,
  );
  process.exit(1);
}
