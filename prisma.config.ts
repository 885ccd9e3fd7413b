import path from "node:path";
import { defineConfig } from "prisma/config";

// `generate` needs no engine, only a file where it looks for one; authoring migrations sets a real one (docs/operations.md).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve("prisma/no-engine.sh");

const url = process.env.DATABASE_URL;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  ...(url === undefined ? {} : { datasource: { url } }),
});
