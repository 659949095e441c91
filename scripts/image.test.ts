import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/*
 * The steps of the image in an empty folder, as the Dockerfile takes them. Not run here: Docker
 * itself, and the step `install`, whose packages are linked from this checkout instead.
 */

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DOCKERFILE = readFileSync(join(ROOT, "Dockerfile"), "utf8");
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "misty-image-"));
  const ignored = readFileSync(join(ROOT, ".dockerignore"), "utf8").split("\n").filter(Boolean);
  const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: ROOT, encoding: "utf8" }).split("\n").filter((file) => file && !ignored.includes(file.split("/")[0] ?? "") && existsSync(join(ROOT, file)));
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
  execFileSync("cp", ["-al", join(ROOT, "node_modules"), join(folder, "node_modules")]);
  // npm writes this one in place, and through the link it would be the checkout's own.
  rmSync(join(folder, "node_modules/.package-lock.json"), { force: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const production = { ...process.env, NODE_ENV: "production" as const };
const step = (word: string, env: Record<string, string> = {}) => spawnSync("sh", ["scripts/image.sh", word], { cwd: folder, encoding: "utf8", env: { ...production, ...env } });

/** A port that is free now. */
const freePort = () =>
  new Promise<string>((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(String(typeof address === "object" && address ? address.port : 0)));
    });
  });

describe("the image", () => {
  test("is made by the steps that are tested here, and runs as nobody special", () => {
    expect([...DOCKERFILE.matchAll(/sh scripts\/image\.sh (\w+)/g)].map(([, word]) => word)).toEqual(["install", "build", "trim"]);
    expect(DOCKERFILE).toMatch(/^USER node$/m);
    expect(DOCKERFILE).toMatch(/^HEALTHCHECK .*"healthy"\]$/m);
  });

  test("is built, trimmed, starts an empty shop, is healthy, and stops on SIGTERM", async () => {
    expect(step("build")).toMatchObject({ status: 0 });
    expect(step("trim")).toMatchObject({ status: 0 });
    for (const gone of ["node_modules/vitest", "node_modules/vite", "node_modules/@sparticuz/chromium", "e2e", "server/http/app.db.test.ts"]) expect(existsSync(join(folder, gone)), gone).toBe(false);

    const env = { HOST: "127.0.0.1", PORT: await freePort(), MISTY_DEMO: "off", MISTY_DATA_DIR: join(folder, "data"), LOG_LEVEL: "warn" };
    expect(step("healthy", env)).toMatchObject({ status: 1 });
    const app = spawn("sh", ["scripts/image.sh", "start"], { cwd: folder, env: { ...production, ...env, DATABASE_URL: "" } });
    let said = "";
    app.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    app.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const ended = new Promise<number | null>((done) => app.once("exit", done));
    try {
      await expect.poll(() => step("healthy", env).status, { timeout: 100_000, interval: 500, message: said }).toBe(0);
      const page = await fetch(`http://127.0.0.1:${env.PORT}/login`);
      expect({ status: page.status, html: (await page.text()).includes("Misty") }).toEqual({ status: 200, html: true });
      expect(said).toContain("/setup?token=");
    } finally {
      app.kill("SIGTERM");
    }
    expect(await ended).toBe(0);
  }, 300_000);
});
