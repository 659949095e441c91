import { defineConfig } from "@playwright/test";
import { launchOptions } from "./e2e/chromium.ts";

/* Journeys in the Chromium that npm brings, against the built app on a free port with its own data directory. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  globalSetup: "./e2e/start-app.ts",
  // One database and one demo shop for all: side by side they would see each other's rows.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [["list"], ["./scripts/playwright-outcomes.mjs"]],
  use: { ...(process.env["MISTY_E2E_URL"] ? { baseURL: process.env["MISTY_E2E_URL"] } : {}), launchOptions: await launchOptions(), colorScheme: "light", viewport: { width: 1280, height: 900 }, locale: "en-GB", timezoneId: "Europe/Berlin" },
});
