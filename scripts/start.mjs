/*
 * `npm start`: builds the pages when their sources changed, then runs the app in this very
 * process, so that Ctrl-C and SIGTERM reach it without a middleman.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const STAMP = join(ROOT, "build/.sources");

/** What the pages are built from: their own code, what of the server they may see, and the tools. */
const SOURCES = ["app", "public", "server/contracts", "agents/contracts", "db/enums.ts", "remix.config.js", "vite.config.ts", "tsconfig.json", "package-lock.json"];

checkNode();
process.chdir(ROOT);
process.env.NODE_ENV ||= "production";
buildIfNeeded();
const { register } = await import("tsx/esm/api");
register();
await import(pathToFileURL(join(ROOT, "server/index.ts")).href);

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major === 24) return;
  process.stderr.write(`Misty runs on Node 20.19 or newer, 22.12 or newer, and 24. This is ${process.versions.node}.\n`);
  process.exit(1);
}

function buildIfNeeded() {
  const stamp = sourcesStamp();
  if (existsSync(STAMP) && existsSync(join(ROOT, "build/server/index.js")) && readFileSync(STAMP, "utf8") === stamp) return;
  process.stdout.write("Building the pages (once, and again when they change) ...\n");
  const vite = join(ROOT, "node_modules/@remix-run/dev/dist/cli.js");
  const built = spawnSync(process.execPath, [vite, "vite:build", "--logLevel", "warn"], { cwd: ROOT, encoding: "utf8", env: { ...process.env, NODE_ENV: "production" } });
  if (built.status !== 0) {
    process.stderr.write(`${built.stdout}\n${built.stderr}\nThe pages could not be built.\n`);
    process.exit(1);
  }
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, stamp);
}

/** A digest of names and contents of all sources. */
function sourcesStamp() {
  const hash = createHash("sha256");
  for (const source of SOURCES) for (const file of files(join(ROOT, source))) hash.update(relative(ROOT, file)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

/** @param {string} path @returns {string[]} */
function files(path) {
  if (!existsSync(path)) return [];
  const entries = safeReaddir(path);
  if (!entries) return [path];
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => files(join(path, entry.name))).filter((file) => !/\.test\.tsx?$/.test(file));
}

/** @param {string} path */
function safeReaddir(path) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return null; // a file
  }
}
