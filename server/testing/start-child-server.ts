import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const CHILD = fileURLToPath(new URL("child-server.ts", import.meta.url));

/** A whole server as a process of its own (child-server.ts). */
export interface ChildServer {
  process: ChildProcess;
  /** Its address, and the link that makes the first admin, when it is ready; rejects with what it said when it ends before. */
  ready: Promise<{ url: string; setupUrl: string | null }>;
  /** Exit code (null when a signal ended it) and what it said on stderr. */
  ended: Promise<{ code: number | null; stderr: string }>;
  /** What it said on stderr so far. */
  errors(): string;
}

/** Starts a server outside the demo on a free port under these variables, and none of the test's own. */
export function startChildServer(variables: Record<string, string>): ChildServer {
  const child = spawn(process.execPath, ["--import", "tsx", CHILD], {
    env: { PATH: process.env["PATH"], NODE_ENV: "production", PORT: "0", MISTY_DEMO: "off", LOG_LEVEL: "error", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const firstLine = once(createInterface(child.stdout), "line").then(([line]) => JSON.parse(String(line)) as { url: string; setupUrl: string | null });
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, stderr }));
  const ready = Promise.race([firstLine, ended.then(({ stderr: said }) => Promise.reject(new Error(said)))]);
  ready.catch(() => {});
  return { process: child, ready, ended, errors: () => stderr };
}
