import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A port nobody listens on right now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/**
 * Starts the app as `npm start` does, with the demo shop, and waits until it is ready. Returns the way to
 * stop it. With MISTY_E2E_URL and MISTY_E2E_DATA_DIR set, the app that runs there is used.
 */
export default async function startApp(): Promise<() => Promise<void>> {
  if (process.env["MISTY_E2E_URL"]) return () => Promise.resolve();
  const dataDir = mkdtempSync(join(tmpdir(), "misty-e2e-"));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  // Whatever this machine's .env says: empty means unset, and real variables win.
  const unset = Object.fromEntries(["DATABASE_URL", "DATABASE_DIRECT_URL", "SESSION_SECRET", "MISTY_DEMO_PASSWORD", "MISTY_NOW", "MISTY_ROLE", "APP_URL", "EMAILJS_SERVICE_ID", "EMAILJS_TEMPLATE_ID", "EMAILJS_PUBLIC_KEY", "EMAILJS_PRIVATE_KEY", "PLACEBO_MODE", "PLACEBO_EMAIL"].map((name) => [name, ""]));
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    env: { ...process.env, ...unset, PORT: String(port), HOST: "127.0.0.1", MISTY_DATA_DIR: dataDir, MISTY_DEMO: "on", AI_PROVIDER: "offline", LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const stop = async () => {
    if (child.exitCode === null) {
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      const impatient = setTimeout(() => child.kill("SIGKILL"), 15_000);
      await ended;
      clearTimeout(impatient);
    }
    rmSync(dataDir, { recursive: true, force: true });
  };
  const deadline = Date.now() + 240_000; // builds and seeds on two cores that others use too
  while (child.exitCode === null && Date.now() < deadline) {
    const ready = await fetch(`${base}/readyz`).then((response) => response.ok, () => false);
    if (ready) {
      process.env["MISTY_E2E_URL"] = base;
      process.env["MISTY_E2E_DATA_DIR"] = dataDir;
      return stop;
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  await stop();
  throw new Error(`The app did not become ready:\n${output}`);
}
