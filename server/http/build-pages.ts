import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const STAMP = join(ROOT, "build/.sources");

/** What the pages are built from: their own code, the leaves of the server they may see, and the tools. */
const SOURCES = ["app", "public", "server/contracts", "agents/contracts", "db/enums.ts", "remix.config.js", "vite.config.ts", "tsconfig.json", "package-lock.json"];

/** The pages could not be built; the message holds what the tools said. */
export class BuildFailedError extends Error {
  constructor(output: string) {
    super(`The pages could not be built:\n${output}`);
    this.name = "BuildFailedError";
  }
}

/** Builds the pages unless the build that is there was made from exactly these sources. Throws BuildFailedError. */
export async function buildPagesIfNeeded(announce: (words: string) => void): Promise<void> {
  if (isBuilt(sourcesStamp())) return;
  const release = await takeTurn();
  try {
    const stamp = sourcesStamp();
    if (isBuilt(stamp)) return; // whoever was before us did it
    announce("Building the pages (the first time, and when they have changed) ...");
    rmSync(STAMP, { force: true });
    await runBuild();
    mkdirSync(join(ROOT, "build"), { recursive: true });
    writeFileSync(STAMP, stamp);
  } finally {
    release();
  }
}

const isBuilt = (stamp: string): boolean => existsSync(STAMP) && existsSync(join(ROOT, "build/server/index.js")) && readFileSync(STAMP, "utf8") === stamp;

/** Two processes started at once must not build into one folder: the second waits. Returns the way to let go. */
async function takeTurn(): Promise<() => void> {
  const path = join(ROOT, "node_modules/.cache/misty-build.lock");
  mkdirSync(join(path, ".."), { recursive: true });
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: "wx" });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    if (isAbandoned(path)) rmSync(path, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Whether the process that took the turn is gone. */
function isAbandoned(path: string): boolean {
  try {
    process.kill(Number(readFileSync(path, "utf8")), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

function runBuild(): Promise<void> {
  const tool = join(ROOT, "node_modules/@remix-run/dev/dist/cli.js");
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [tool, "vite:build", "--logLevel", "warn"], { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    const output: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
    const end = () => child.kill();
    process.once("exit", end);
    child.once("error", fail);
    child.once("close", (code) => {
      process.off("exit", end);
      if (code === 0) done();
      else fail(new BuildFailedError(Buffer.concat(output).toString("utf8")));
    });
  });
}

/** A digest of the names and contents of all sources. */
function sourcesStamp(): string {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    for (const file of listFiles(join(ROOT, source))) hash.update(relative(ROOT, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function listFiles(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => listFiles(join(path, name)));
}
