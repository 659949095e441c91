import { access, readdir, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

/** The machine that took an upload. Another one can work on it where both have the same data directory. */
export const thisHost = (): string => hostname();

/** The folder of one upload in the data directory. */
export const uploadFolder = (dataDir: string, id: string): string => join(dataDir, "uploads", id);

/** What an import reads: the one file, or the folder of several. */
export const uploadPath = (dataDir: string, id: string, storedAs: string | null): string => (storedAs === null ? uploadFolder(dataDir, id) : join(uploadFolder(dataDir, id), storedAs));

/** True when the file can be read here: by the machine that took it, or by one that shares its directory of uploads. */
export const isStored = (path: string): Promise<boolean> => access(path).then(() => true, () => false);

/** Ids of the uploads whose folders lie here and were made before a moment. */
export async function listStored(dataDir: string, before: Date): Promise<string[]> {
  const ids = await readdir(join(dataDir, "uploads")).catch(() => []);
  const old = await Promise.all(ids.map(async (id) => ({ id, at: await stat(uploadFolder(dataDir, id)).then(({ mtime }) => mtime, () => null) })));
  return old.flatMap(({ id, at }) => (at !== null && at < before ? [id] : []));
}

/** Removes what was stored of an upload. */
export const removeUploadFiles = (dataDir: string, id: string): Promise<void> => rm(uploadFolder(dataDir, id), { recursive: true, force: true });

/** A name that is safe as a file's and still the one people know. */
export function storedName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? "";
  // Control characters and what file systems keep for themselves.
  const plain = Array.from(last.normalize("NFC"), (sign) => (sign < " " || sign === "\u007f" || '<>:"|?*'.includes(sign) ? "_" : sign)).join("").replace(/^\.+/, "").trim();
  const dot = plain.lastIndexOf(".");
  const end = dot > 0 && plain.length - dot <= 10 ? plain.slice(dot) : "";
  return (Array.from(plain.slice(0, plain.length - end.length)).slice(0, 50).join("") || "file") + end;
}
