import { defineConfig } from "vitest/config";

/*
 * One project per kind of test. A *.db.test.ts runs on the embedded database, and once more on
 * native PostgreSQL when TEST_DATABASE_URL names a server; the file itself does not know which.
 * Two workers, because a database in memory takes 300 MB and the machine that counts has two cores.
 */
const databases = [
  {
    name: "db-embedded",
    globalSetup: "./db/testing/embedded-setup.ts",
  },
  ...(process.env["TEST_DATABASE_URL"] ? [{ name: "db-native", globalSetup: "./db/testing/native-setup.ts" }] : []),
];

const exclude = ["node_modules/**", "build/**", "e2e/**"];

export default defineConfig({
  test: {
    maxWorkers: 2,
    setupFiles: ["./scripts/property-seed.ts"],
    reporters: process.env["CI"] ? ["dot"] : ["default"],
    projects: [
      { extends: true, test: { name: "unit", include: ["**/*.test.ts"], exclude: [...exclude, "**/*.db.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 } },
      { extends: true, test: { name: "dom", environment: "jsdom", setupFiles: ["./scripts/property-seed.ts", "./app/testing/wait-longer.ts"], include: ["**/*.dom.test.tsx"], exclude, testTimeout: 60_000 } },
      ...databases.map((database) => ({
        extends: true as const,
        // Not isolated: a file of these takes longer to import than to run, and nothing keeps state in modules.
        test: { ...database, pool: "forks" as const, isolate: false, include: ["**/*.db.test.ts"], exclude, testTimeout: 180_000, hookTimeout: 180_000 },
      })),
    ],
  },
});
