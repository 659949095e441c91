import { setImmediate as breathe } from "node:timers/promises";
import { CUT_VERSION } from "#kb/ingest/cut-version.ts";
import { readFile } from "#kb/ingest/read-file.ts";
import { embedPassages } from "#agents/runtime/embedder.ts";
import type { TakenDocument } from "#db/queries/knowledge/work.ts";
import type { PassageNow } from "#db/queries/knowledge/write-passages.ts";
import { withSystem } from "#db/rls.ts";
import { AppError } from "../../errors.ts";
import { settleDetails, takeText } from "../../services/knowledge/settle-work.ts";
import { hashOf } from "../../services/knowledge/stored-files.ts";
import type { DocumentWork } from "./document-work.ts";
import { passageHash, textToEmbed } from "./passage-text.ts";

/** Passages between which others get their turn. */
const AT_A_TIME = 200;

/** Reads a document's file and puts its text and passages in the place of what stood there. Throws what reading and storage say. */
export async function readDocumentFile({ db, storage, embedder, now, worker, signal }: DocumentWork, taken: TakenDocument): Promise<void> {
  const bytes = await storage.open(taken.storageKey);
  if (hashOf(bytes) !== taken.contentHash) throw new AppError("UNPROCESSABLE_CONTENT", "What the storage gave is not the file that was brought: it was changed or damaged there. Bring it again.");
  const read = await readFile(bytes, taken.fileName, { signal });
  const { title } = settleDetails(taken, read);
  if (read.audience === "admin" && !taken.given.includes("audience") && taken.uploaderRole !== null && taken.uploaderRole !== "admin") {
    throw new AppError("UNPROCESSABLE_CONTENT", "The file says that only admins may read it, and it was not an admin who brought it. Let an admin bring it, or change its front matter.");
  }
  // The built-in embedder needs nobody, so its vectors are there with the passages: written once and not twice.
  const vectors = embedder.keyless ? await embedPassages(embedder, read.passages.map(({ headings, content }) => textToEmbed(title, headings, content)), signal) : [];
  const passages: PassageNow[] = [];
  for (const [position, { headings, content, startOffset, endOffset, page }] of read.passages.entries()) {
    passages.push({ position, headings, content, startOffset, endOffset, page, contentHash: passageHash(title, headings, content), embedding: vectors[position] ?? null });
    if (position % AT_A_TIME === 0) await breathe();
  }
  signal.throwIfAborted();
  await withSystem(db, "take the text of a document", (tx) => takeText(tx, { ...taken, worker }, { read, title, passages, model: embedder.id, cutVersion: CUT_VERSION, now: now() }));
}
