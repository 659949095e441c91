import { access, constants, mkdir, open, readFile, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type FileStorage, goneFromStorage, requireKey, storageAway, type StorageState } from "./storage.ts";

const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "");
const SENTENCES: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full, so the file could not be kept. Make room and try again.",
  EACCES: "The data directory does not let files be written or read. An admin has to look at its rights.",
  EROFS: "The disk is mounted read-only, so the file could not be kept.",
};

const away = (error: unknown): Error => storageAway(SENTENCES[codeOf(error)] ?? `The disk did not take or give the file${codeOf(error) ? ` (${codeOf(error)})` : ""}. Try again; tell the admin if it happens twice.`, error);

/** Until it is whole a file has this at the end of its name. */
const draftOf = (path: string): string => `${path}.part`;

/** Makes a change of a directory outlive a loss of power. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Keeps files below a directory of this machine, each written beside its place and moved there whole. */
export class LocalStorage implements FileStorage {
  readonly kind = "local";
  /** The shop's data directory, wherever it was moved to with its files. */
  readonly id = "local";

  constructor(readonly place: string) {}

  at(id: string): FileStorage | null {
    return id === this.id ? this : null;
  }

  #path(key: string): string {
    return join(this.place, ...requireKey(key).split("/"));
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const path = this.#path(key);
    const draft = draftOf(path);
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(draft, "w", 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
      await syncFolder(dirname(path));
    } catch (error) {
      await rm(draft, { force: true }).catch(() => {});
      throw away(error);
    }
  }

  async open(key: string): Promise<Uint8Array> {
    const path = this.#path(key);
    try {
      return await readFile(path);
    } catch (error) {
      throw codeOf(error) === "ENOENT" ? goneFromStorage(error) : away(error);
    }
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      const path = this.#path(key);
      try {
        // With the half that a killed process may have left.
        for (const there of [path, draftOf(path)]) await rm(there, { force: true });
        // The folder of a document goes with its last file.
        await rmdir(dirname(path)).catch(() => {});
      } catch (error) {
        throw away(error);
      }
    }
  }

  link(): Promise<null> {
    return Promise.resolve(null);
  }

  async probe(): Promise<StorageState> {
    try {
      await mkdir(this.place, { recursive: true, mode: 0o700 });
      await access(this.place, constants.R_OK | constants.W_OK);
      return { state: "ok", reason: "Files are kept on this machine's disk, in the data directory." };
    } catch (error) {
      return { state: "off", reason: `Files cannot be kept on this machine's disk (${codeOf(error) || "no reason was given"}).` };
    }
  }
}
