import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

const readText = (...path: string[]): string | null => {
  try {
    return readFileSync(join(ROOT, ...path), "utf8");
  } catch {
    return null;
  }
};

/** The first 12 digits of the commit that is checked out; null where there is no repository, as in an image. */
function readCommit(): string | null {
  const head = readText(".git", "HEAD")?.trim() ?? "";
  const ref = /^ref: (refs\/[\w./-]+)$/.exec(head)?.[1];
  const packed = ref ? readText(".git", "packed-refs")?.split("\n").find((line) => line.endsWith(` ${ref}`)) : undefined;
  const commit = ref ? (readText(".git", ...ref.split("/")) ?? packed ?? "") : head;
  return /^[0-9a-f]{40}/.exec(commit)?.[0].slice(0, 12) ?? null;
}

function readVersion(): { version: string; commit: string | null } {
  const text = readText("package.json");
  const { version } = (text ? JSON.parse(text) : {}) as { version?: unknown };
  return { version: typeof version === "string" ? version : "unknown", commit: readCommit() };
}

/** Which version of the program runs: read once, since what lies here may change under a running process. */
export const VERSION = readVersion();
