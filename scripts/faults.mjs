// @ts-check
/*
 * npm run faults [-- part...]: the fault tests with their full counts, by RUNS (200): all parts, or those whose
 * name holds one of the words (r1, import). On the embedded database, and on native PostgreSQL where TEST_DATABASE_URL names one.
 * The last part is a journey in Chromium over two processes of the built app. Exit code 1 on any miss.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";

/** What is broken, and the tests that break it. */
const PARTS = {
  "R1 database killed, sessions ended, way cut": ["server/http/database-killed", "server/http/database-away"],
  "R4 sender of mails killed": ["server/jobs/send-emails-killed", "server/services/outbox"],
  "R5 process of the embedded database killed": ["db/embedded", "db/read-models"],
  "R6 import and undo killed": ["server/services/imports/import-killed", "server/services/imports/undo"],
  "R7 several processes": ["server/http/two-servers", "server/services/figures/two-processes", "server/auth/streams", "server/services/activity"],
  "R8 stop with open streams": ["server/http/start-server"],
  "R9 backup and restore": ["server/services/backup"],
  "R10 service or key missing": ["security/missing-services", "server/ports/cache", "server/services/system"],
};
const words = process.argv.slice(2).map((word) => word.toLowerCase());
/** @param {string} name */
const isAsked = (name) => words.length === 0 || name.toLowerCase().split(/\W+/).some((part) => words.includes(part));

/** @param {string[]} command @param {Record<string, string>} [env] @returns {Promise<boolean>} */
function run(command, env = {}) {
  const [program = "", ...rest] = command;
  const child = spawn(process.execPath, [join("node_modules", program), ...rest], { stdio: "inherit", env: { ...process.env, ...env } });
  return new Promise((done) => child.on("close", (code) => done(code === 0)));
}

/** @type {string[]} */
const missed = [];
for (const [name, files] of Object.entries(PARTS).filter(([part]) => isAsked(part))) {
  console.log(`\n${name}`);
  const startedAt = performance.now();
  const held = await run(["vitest/vitest.mjs", "run", ...files], { RUNS: process.env["RUNS"] ?? "200" });
  console.log(`${held ? "held" : "MISSED"}  ${name} (${Math.round((performance.now() - startedAt) / 1000)} s)`);
  if (!held) missed.push(name);
}
const journey = "R7 journey over two processes";
if (process.env["TEST_DATABASE_URL"] && isAsked(journey)) {
  console.log(`\n${journey}`);
  if (!(await run(["@playwright/test/cli.js", "test", "two-processes"]))) missed.push(journey);
}
console.log(missed.length === 0 ? "\nAll held." : `\nMissed: ${missed.join("; ")}`);
process.exit(missed.length === 0 ? 0 : 1);
