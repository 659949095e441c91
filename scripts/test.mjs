// @ts-check
/*
 * npm test: types, lint, arrows, unused code, unit, database, component and browser tests, one
 * after the other. The last line is the sum of all of them: "N passed, N failed[, N skipped]".
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** @typedef {{ name: string, state: "passed" | "failed" | "skipped", ms: number, reason?: string }} Outcome */

const scratch = mkdtempSync(join(tmpdir(), "misty-test-"));
/** @type {Outcome[]} */
const outcomes = [];

/**
 * @param {string[]} command
 * @param {{ quiet?: boolean, env?: Record<string, string> }} [options]
 * @returns {Promise<{ code: number, output: string, ms: number }>}
 */
function run(command, options = {}) {
  const [program = "", ...rest] = command;
  const startedAt = performance.now();
  return new Promise((done) => {
    const child = spawn(process.execPath, [join("node_modules", program), ...rest], {
      stdio: options.quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
      env: { ...process.env, FORCE_COLOR: "0", NO_COLOR: "1", ...options.env },
    });
    let output = "";
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    child.on("close", (code, signal) => {
      if (signal) output += `ended by ${signal}`;
      done({ code: code ?? 1, output, ms: performance.now() - startedAt });
    });
  });
}

/** @param {string} name @param {string[]} command */
async function gate(name, command) {
  const { code, output, ms } = await run(command, { quiet: true });
  outcomes.push({ name, state: code === 0 ? "passed" : "failed", ms });
  console.log(`${code === 0 ? "passed" : "FAILED"}  ${name} (${(ms / 1000).toFixed(1)} s)`);
  if (code !== 0) console.log(output);
}

/**
 * Runs a suite that writes its outcomes to a file; one that ends badly without saying why has failed.
 * @param {string} name
 * @param {string[]} command
 * @param {Record<string, string>} [env]
 */
async function suite(name, command, env = {}) {
  console.log(`\n${name}`);
  const file = join(scratch, `${name.replace(/\W+/g, "-")}.json`);
  const { code, output, ms } = await run(command, { env: { ...env, MISTY_TEST_OUTCOMES: file } });
  /** @type {Outcome[]} */
  let found = [];
  try {
    found = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    console.log(`${name} wrote no outcomes (exit code ${code}) ${output}`);
  }
  outcomes.push(...found);
  if (found.length === 0 || (code !== 0 && !found.some((outcome) => outcome.state === "failed"))) outcomes.push({ name, state: "failed", ms });
}

// Types beside lint: each uses one core.
await Promise.all([gate("lint", ["eslint/bin/eslint.js", ".", "--max-warnings", "0"]), gate("types", ["typescript/bin/tsc", "-p", "."])]);
await gate("arrows", ["dependency-cruiser/bin/dependency-cruise.mjs", "--config", ".dependency-cruiser.cjs", "app", "server", "db", "agents", "knowledge-base", "scripts", "e2e", "bench", "security"]);
await gate("unused code", ["knip/bin/knip.js"]);

await suite("Unit, component and database tests", ["vitest/vitest.mjs", "run", "--reporter=./scripts/vitest-outcomes.mjs"]);
if (!process.env["TEST_DATABASE_URL"]) {
  outcomes.push({ name: "database tests on native PostgreSQL", state: "skipped", ms: 0, reason: "TEST_DATABASE_URL is not set" });
}
await suite("Journeys in Chromium", ["@playwright/test/cli.js", "test"]);

rmSync(scratch, { recursive: true, force: true });
/** @param {Outcome["state"]} state */
const these = (state) => outcomes.filter((outcome) => outcome.state === state);

console.log("\nSlowest ten");
for (const { name, ms } of [...outcomes].sort((a, b) => b.ms - a.ms).slice(0, 10)) console.log(`${(ms / 1000).toFixed(1).padStart(7)} s  ${name}`);
if (these("skipped").length > 0) console.log("\nSkipped");
for (const { name, reason } of these("skipped")) console.log(`  ${name}: ${reason ?? "no reason given"}`);
if (these("failed").length > 0) console.log("\nFailed");
for (const { name } of these("failed")) console.log(`  ${name}`);

const skipped = these("skipped").length;
console.log(`\n${these("passed").length} passed, ${these("failed").length} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(these("failed").length > 0 ? 1 : 0);
