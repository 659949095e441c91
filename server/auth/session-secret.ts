import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Env } from "../env.ts";

/**
 * The secrets that seal session cookies, newest first: SESSION_SECRET, or a random one that is
 * made at the first start and kept in the data directory (mode 0600).
 */
export function readSessionSecrets(env: Pick<Env, "SESSION_SECRET" | "dataDir">): [string, ...string[]] {
  if (env.SESSION_SECRET) return env.SESSION_SECRET.split(",").map((secret) => secret.trim()) as [string, ...string[]];
  mkdirSync(env.dataDir, { recursive: true, mode: 0o700 });
  const path = join(env.dataDir, "session-secret");
  const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, randomBytes(32).toString("base64url"), { mode: 0o600 });
  try {
    linkSync(draft, path); // atomic, and fails when there is one: two processes agree on the first
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return [readFileSync(path, "utf8")];
}
