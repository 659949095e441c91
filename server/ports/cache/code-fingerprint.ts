import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
/** Everything that decides what a figure is and how it is written down. */
const FOLDERS = ["db", "server", "migrations"];
const FILES = ["package-lock.json"];

/**
 * A hash of the code that computes figures, the same in every process that runs the same code: two
 * versions of the app that share a cache during an update must not read each other's figures.
 */
export function fingerprintCode(root = ROOT): string {
  const hash = createHash("sha256");
  const paths = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.(ts|sql)$/.test(path) && !/\.test\.ts$|(^|[\\/])testing[\\/]/.test(path))
      .map((path) => join(folder, path)),
  );
  for (const path of [...paths, ...FILES].sort()) hash.update(`${path}\n`).update(readFileSync(join(root, path))).update("\n");
  return hash.digest("base64url");
}
