import { createWriteStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { v7 } from "uuid";
import type { Person } from "#db/rls.ts";
import type { Database } from "#db/client.ts";
import { STOCK_DESK } from "#db/policies.ts";
import { withSystem } from "#db/rls.ts";
import { importUploads } from "#db/schema/index.ts";
import { IMPORTS_SENTENCE, LARGEST_UPLOAD_BYTES, MOST_FILES, type UploadPart, type UploadSource } from "../../../contracts/imports.ts";
import { AppError } from "../../../errors.ts";
import { recordActivities } from "../../activity/record-activity.ts";
import { requireRoles } from "../../context.ts";
import { looksLikeCdnow } from "../formats/cdnow.ts";
import { looksLikeChinook } from "../formats/chinook.ts";
import { looksLikeShopifyOrders } from "../formats/shopify-orders.ts";
import { readStart } from "../reader/read-text.ts";
import { checkContent } from "./check-content.ts";
import { dropOldUploads } from "./drop-uploads.ts";
import { removeUploadFiles, storedName, thisHost, uploadFolder } from "./upload-files.ts";

export interface UploadContext {
  db: Database;
  dataDir: string;
  person: Person;
  now: Date;
  requestId?: string | undefined;
}

const tooLarge = (): AppError => new AppError("BAD_REQUEST", `An upload may hold ${LARGEST_UPLOAD_BYTES / 1024 / 1024} MB. Split the file and import its parts one after the other.`);

/**
 * Stores the files of an upload, piece by piece, and says how they can be read. Several files must
 * be those of one export that is recognised. Nothing is imported yet. Throws FORBIDDEN, and
 * BAD_REQUEST for what is too large, no text, or missing; then nothing of it is kept.
 */
export async function receiveUpload({ db, dataDir, person, now, requestId }: UploadContext, read: UploadSource): Promise<{ id: string }> {
  requireRoles(person, STOCK_DESK, IMPORTS_SENTENCE);
  await dropOldUploads(db, dataDir, now, person.id);
  const id = v7();
  const folder = uploadFolder(dataDir, id);
  const names: string[] = [];
  let bytes = 0;
  try {
    await read(async (part) => {
      const name = await storeFile(folder, part, names, LARGEST_UPLOAD_BYTES - bytes);
      if (name === null) return;
      names.push(name);
      bytes += (await stat(join(folder, name))).size;
      await checkContent(join(folder, name), name);
    });
    const [only] = names;
    if (only === undefined) throw new AppError("BAD_REQUEST", "Choose a file first.", { files: "Choose a file first." });
    const format = await recognise(folder, names);
    await withSystem(db, "keep an uploaded file", async (tx) => {
      await tx.insert(importUploads).values({
        id,
        fileName: names.length === 1 ? only : `${names.length} files of Chinook`,
        host: thisHost(),
        storedAs: names.length === 1 ? only : null,
        bytes,
        format,
        state: "waiting",
        uploadedBy: person.id,
        uploadedAt: now,
      });
      await recordActivities(tx, [{ at: now, actor: { kind: "person", id: person.id }, action: "upload.received", category: "imports", object: { type: "import_upload", id }, requestId, details: { files: names, bytes } }]);
    });
    return { id };
  } catch (error) {
    await removeUploadFiles(dataDir, id);
    throw error;
  }
}

/** Writes one file and returns its name; null for a field in which no file was chosen. */
async function storeFile(folder: string, part: UploadPart, names: readonly string[], left: number): Promise<string | null> {
  if (part.name === "") {
    for await (const _piece of part.pieces) continue;
    return null;
  }
  if (names.length >= MOST_FILES) throw new AppError("BAD_REQUEST", `Choose at most ${MOST_FILES} files.`);
  const name = storedName(part.name);
  if (names.some((known) => known.toLowerCase() === name.toLowerCase())) throw new AppError("BAD_REQUEST", `There are two files called ${name}.`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let written = 0;
  const limited = async function* () {
    for await (const piece of part.pieces) {
      written += piece.byteLength;
      if (written > left) throw tooLarge();
      yield piece;
    }
  };
  await pipeline(Readable.from(limited(), { objectMode: false }), createWriteStream(join(folder, name), { flags: "wx", mode: 0o600 }));
  return name;
}

/** The format that the content shows; null where a person has to say which column is which. */
async function recognise(folder: string, names: readonly string[]): Promise<string | null> {
  const [only = "", ...more] = names;
  if (more.length > 0) {
    if (looksLikeChinook(folder)) return "chinook";
    throw new AppError("BAD_REQUEST", "Several files at once must be one export (Chinook's CSV files are). Upload other files one by one.");
  }
  const start = await readStart(join(folder, only));
  if (looksLikeCdnow(start)) return "cdnow";
  return looksLikeShopifyOrders(start) ? "shopify-orders" : null;
}
