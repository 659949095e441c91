import { readdir, readFile, stat } from "node:fs/promises";
import { extname, join, relative } from "node:path";
import { and, eq, isNotNull } from "drizzle-orm";
import { v7 } from "uuid";
import type { DocumentKind, UserRole } from "#db/enums.ts";
import { withSystem } from "#db/rls.ts";
import { corpusRemovals, documents } from "#db/schema/index.ts";
import { LARGEST_DOCUMENT_BYTES } from "../../contracts/knowledge.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { plainName, type TellKind, titleFromName } from "./receive-file.ts";
import { type FileKeeping, hashOf, keepFile, letFileStay, removedNow } from "./stored-files.ts";

/** A folder whose files are the shop's documents. */
export interface Folder {
  path: string;
  /** Before the names of its documents, so that two folders keep apart; empty for the one that comes with the program. */
  prefix: string;
  /** Brings back what a person removed, though not what they replaced: for who asks by hand. */
  bringBack: boolean;
}

export interface Followed {
  added: string[];
  changed: string[];
  removed: string[];
  refused: { fileName: string; sentence: string }[];
}

type Desk = FileKeeping & { now: Date; tellKind: TellKind<DocumentKind>; actor: "system" | "command_line" };

/** What names documents may have; what they are their content says. */
const ENDINGS = new Set([".md", ".markdown", ".txt", ".text", ".pdf", ".docx", ".html", ".htm"]);
const MOST_FILES = 5_000;

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith(".") && ENDINGS.has(extname(entry.name).toLowerCase())).map((entry) => relative(folder, join(entry.parentPath, entry.name)).split("\\").join("/"));
  if (files.length > MOST_FILES) throw new AppError("BAD_REQUEST", `The folder holds more than ${MOST_FILES.toLocaleString("en")} documents. Take a part of it.`);
  return files.sort();
}

/**
 * Brings the documents of a folder up to its files: new ones are added, changed ones are read anew, and those whose
 * file is gone are removed, with everything that was made of them. A folder without any file changes nothing. Several
 * processes may do it at once. Throws what the disk and the storage say; what was done until then stays.
 */
export async function followFolder(desk: Desk, { path, prefix, bringBack }: Folder): Promise<Followed> {
  const followed: Followed = { added: [], changed: [], removed: [], refused: [] };
  const files = await listFiles(path);
  if (files.length === 0) return followed;
  // What comes with the program is no secret of the shop's; another folder's file may say that it is for admins alone.
  const untilRead: UserRole = prefix === "" ? "manager" : "admin";
  const nameOf = (file: string): string => (prefix === "" ? file.replace(/\.[^./]+$/, "") : `${prefix}/${file}`);
  const { known, away } = await withSystem(
    desk.db,
    "look which documents of a folder are known",
    async (tx) => ({
      known: new Map((await tx.select({ name: documents.corpusName, id: documents.id, hash: documents.contentHash, key: documents.storageKey }).from(documents).where(isNotNull(documents.corpusName))).map((row) => [row.name ?? "", row])),
      away: new Map((await tx.select({ name: corpusRemovals.corpusName, replacedBy: corpusRemovals.replacedBy }).from(corpusRemovals)).map(({ name, replacedBy }) => [name, replacedBy])),
    }),
    { readOnly: true },
  );
  for (const file of files) {
    const name = nameOf(file);
    const before = known.get(name);
    // What was replaced is here in the shop's own words.
    if (!before && away.has(name) && (!bringBack || away.get(name) !== null)) continue;
    try {
      const read = await readOne(join(path, file), before?.hash ?? null, desk.tellKind);
      if (read === null) continue;
      const isTaken = before ? await change(desk, before, file, read) : await add(desk, name, { file, ...read, untilRead });
      if (isTaken) (before ? followed.changed : followed.added).push(file);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "SERVICE_UNAVAILABLE") throw error;
      followed.refused.push({ fileName: file, sentence: error.message });
    }
  }
  const names = new Set(files.map(nameOf));
  const isOfFolder = (name: string): boolean => (prefix === "" ? !name.includes("/") : name.startsWith(`${prefix}/`));
  for (const [name, { id, key }] of known) {
    if (!isOfFolder(name) || names.has(name)) continue;
    const [gone] = await withSystem(desk.db, "a document's file is gone from its folder", (tx) => tx.delete(documents).where(and(eq(documents.id, id), eq(documents.corpusName, name))).returning({ id: documents.id }));
    if (gone) followed.removed.push(name);
    await removedNow(desk, [key]);
  }
  await writeDown(desk, followed, prefix === "");
  return followed;
}

interface FolderFile {
  bytes: Uint8Array;
  kind: DocumentKind;
}

/** A file of the folder; null for the one whose hash is known. Whatever is wrong with it is its own matter, so throws AppError alone. */
async function readOne(path: string, known: string | null, tellKind: TellKind<DocumentKind>): Promise<FolderFile | null> {
  try {
    if ((await stat(path)).size > LARGEST_DOCUMENT_BYTES) throw new AppError("BAD_REQUEST", `It holds more than ${LARGEST_DOCUMENT_BYTES / 1024 / 1024} MB.`);
    const bytes = await readFile(path);
    return known === hashOf(bytes) ? null : { bytes, kind: tellKind(bytes) };
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new AppError("UNPROCESSABLE_CONTENT", `It could not be read${code}. Look whether it is there and may be read.`, {}, { cause: error });
  }
}

async function add(desk: Desk, corpusName: string, { file, bytes, kind, untilRead }: FolderFile & { file: string; untilRead: UserRole }): Promise<boolean> {
  const id = v7();
  const fileName = plainName(file);
  const kept = await keepFile(desk, id, bytes, kind);
  const [row] = await withSystem(desk.db, "add a document of a folder", async (tx) => {
    await letFileStay(tx, kept.key);
    await tx.delete(corpusRemovals).where(eq(corpusRemovals.corpusName, corpusName));
    return tx
      .insert(documents)
      .values({ id, title: titleFromName(fileName), kind, audience: untilRead, corpusName, fileName, storageKey: kept.key, sizeBytes: kept.sizeBytes, contentHash: kept.contentHash, versionAt: desk.now, createdAt: desk.now })
      .onConflictDoNothing({ target: documents.corpusName, where: isNotNull(documents.corpusName) })
      .returning({ id: documents.id });
  });
  if (!row) await removedNow(desk, [kept.key]);
  return row !== undefined;
}

async function change(desk: Desk, before: { id: string; hash: string; key: string }, file: string, { bytes, kind }: FolderFile): Promise<boolean> {
  const kept = await keepFile(desk, before.id, bytes, kind);
  const isTaken = await withSystem(desk.db, "a document's file in its folder changed", async (tx) => {
    const [held] = await tx.select({ version: documents.version }).from(documents).where(and(eq(documents.id, before.id), eq(documents.contentHash, before.hash), isNotNull(documents.corpusName))).for("update");
    if (!held) return false;
    await letFileStay(tx, kept.key);
    await tx
      .update(documents)
      .set({ version: held.version + 1, versionAt: desk.now, fileName: plainName(file), storageKey: kept.key, sizeBytes: kept.sizeBytes, contentHash: kept.contentHash, status: "queued", failure: null, problem: null, tries: 0, deaths: 0, nextTryAt: null, worker: null, heldUntil: null })
      .where(eq(documents.id, before.id));
    return true;
  });
  await removedNow(desk, [isTaken ? before.key : kept.key]);
  return isTaken;
}

/** Names of files stand in the log only where everybody who reads it may know them. */
async function writeDown({ db, now, actor }: Desk, { added, changed, removed }: Followed, areNamed: boolean): Promise<void> {
  if (added.length + changed.length + removed.length === 0) return;
  const details = areNamed ? { added, changed, removed } : { added: added.length, changed: changed.length, removed: removed.length };
  await withSystem(db, "write down that a folder was followed", (tx) => recordActivities(tx, [{ at: now, actor: { kind: actor, id: null }, action: "corpus.followed", category: "knowledge", details }]));
}
