import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startNativeRun } from "../db/testing/native-run.ts";
import { freePort } from "./start-app.ts";

/** Two processes of the app on one database of their own, outside the demo. */
export interface TwoApps {
  here: string;
  there: string;
  /** Path of the link that makes the first admin; it is the second's. */
  setupPath: string;
  stop(): Promise<void>;
}

/** Starts them one after the other on a new database of this server. Null without a server. */
export async function startTwoApps(adminUrl: string | undefined): Promise<TwoApps | null> {
  if (!adminUrl) return null;
  const native = await startNativeRun(adminUrl);
  const databaseUrl = await native.createDatabase();
  const folders: string[] = [];
  const children: ChildProcess[] = [];
  const stop = async () => {
    await Promise.all(children.map((child) => endOf(child)));
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    await native.dropAll();
  };
  const start = async (): Promise<{ base: string; output: () => string }> => {
    const folder = mkdtempSync(join(tmpdir(), "misty-apps-"));
    folders.push(folder);
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    const env = { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", NODE_ENV: "production" as const, PORT: String(port), HOST: "127.0.0.1", MISTY_DATA_DIR: folder, MISTY_DEMO: "off", DATABASE_URL: databaseUrl, SESSION_SECRET: "a secret that both of these processes know", AI_PROVIDER: "offline", LOG_LEVEL: "warn" };
    const child = spawn(process.execPath, ["scripts/start.mjs"], { env, stdio: ["ignore", "pipe", "pipe"] });
    children.push(child);
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const deadline = Date.now() + 240_000; // the first may build
    while (child.exitCode === null && Date.now() < deadline) {
      if (await fetch(`${base}/readyz`).then((response) => response.ok, () => false)) return { base, output: () => output };
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`The app did not become ready:\n${output}`);
  };
  try {
    const first = await start();
    const second = await start();
    let setupPath = "";
    // Said when it is ready, which is a moment after it answers so.
    for (let tries = 0; setupPath === "" && tries < 100; tries++) {
      setupPath = /\/setup\?token=[\w-]+/.exec(second.output())?.[0] ?? "";
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return { here: first.base, there: second.base, setupPath, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  const impatient = setTimeout(() => child.kill("SIGKILL"), 15_000);
  await ended;
  clearTimeout(impatient);
}
