import { spawn } from "node:child_process";
import { expect, test } from "@playwright/test";

test("a second server on the same directory is refused in plain words and harms nothing", async ({ request }) => {
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    env: { ...process.env, PORT: "0", MISTY_DATA_DIR: process.env["MISTY_E2E_DATA_DIR"], MISTY_DEMO: "on", DATABASE_URL: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((done) => child.once("close", done));
  expect(output).toMatch(/is in use by another Misty \(process \d+, a running server\)\. Stop that one first/);
  expect(output).not.toContain("    at ");
  expect(code).toBe(1);
  expect((await request.get("/readyz")).status()).toBe(200);
});
