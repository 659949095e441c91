import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A process started by a test, whose lines can be awaited one by one. */
export interface Child {
  process: ChildProcessByStdio<Writable, Readable, Readable>;
  /** The next line on standard output, or null when there will be none. */
  line(): Promise<string | null>;
  /** What it wrote on standard error so far. */
  errors(): string;
  /** How it ended: exit code, or null when a signal ended it. */
  ended: Promise<number | null>;
}

/** Runs db/testing/embedded-process.ts with these arguments. */
export function startChild(...args: string[]): Child {
  const child = spawn(process.execPath, ["--import", "tsx", "db/testing/embedded-process.ts", ...args], { cwd: ROOT, stdio: ["pipe", "pipe", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  child.stdin.on("error", () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    line: async () => {
      const next = await lines.next();
      return next.done ? null : next.value;
    },
    errors: () => errors,
    ended: new Promise((done) => child.once("close", (code) => done(code))),
  };
}
