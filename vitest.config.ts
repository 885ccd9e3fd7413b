import { defineConfig } from "vitest/config";

const common = { testTimeout: 30_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ["default", ["json", { outputFile: "coverage/vitest.json" }]],
    projects: [
      // Pure: needs no service, so it starts at once.
      { test: { ...common, name: "pure", include: ["test/unit/**/*.test.ts", "test/house-rules.test.ts"] } },
      // On one real PostgreSQL and one real Meilisearch for the whole run.
      {
        test: {
          ...common,
          name: "real",
          include: ["test/**/*.test.ts"],
          exclude: ["test/unit/**", "test/house-rules.test.ts"],
          globalSetup: ["test/support/global-setup.ts"],
        },
      },
    ],
  },
});
