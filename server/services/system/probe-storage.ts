import { access, constants, statfs } from "node:fs/promises";

export interface StorageFacts {
  writable: boolean;
  /** Null where the file system does not say. */
  freeBytes: number | null;
  totalBytes: number | null;
  /** Why it cannot be written, in the system's word: "EACCES". */
  problem: string | null;
}

/** Whether the data directory can be written, and how much room its file system has. Never throws. */
export async function probeStorage(directory: string): Promise<StorageFacts> {
  const space = await statfs(directory).catch(() => null);
  const sizes = { freeBytes: space && space.bavail * space.bsize, totalBytes: space && space.blocks * space.bsize };
  try {
    await access(directory, constants.W_OK);
    return { writable: true, ...sizes, problem: null };
  } catch (error) {
    return { writable: false, ...sizes, problem: error instanceof Error && "code" in error ? String(error.code) : "it cannot be reached" };
  }
}
