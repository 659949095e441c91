import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { v7 } from "uuid";
import { type Embedder, embedPassages } from "#agents/runtime/embedder.ts";
import type { Database } from "#db/client.ts";
import { addPassages } from "#db/queries/knowledge/write-passages.ts";
import { withSystem } from "#db/rls.ts";
import { documents } from "#db/schema/index.ts";
import { LIMITS } from "#kb/ingest/limits.ts";
import { readBytes } from "#kb/ingest/read-bytes.ts";

const FOLDER = new URL("../../../knowledge-base/documents/", import.meta.url);

/** The files of the shop's own documents, without their ending. */
export const corpusNames = (): string[] => readdirSync(FOLDER).filter((file) => file.endsWith(".md")).map((file) => file.slice(0, -3)).sort();

/** Puts documents into an empty shop as its reader and its index do, without storage and jobs. Gives their ids by name. */
export async function fillCorpus(db: Database, embedder: Embedder, names: readonly string[] = corpusNames()): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const name of names) ids.set(name, await addDocument(db, embedder, name, readFileSync(new URL(`${name}.md`, FOLDER))));
  return ids;
}

/** Adds one file as a document of the shop. Gives its id. */
export async function addDocument(db: Database, embedder: Embedder, name: string, bytes: Uint8Array): Promise<string> {
  const read = await readBytes(bytes, LIMITS);
  const id = v7();
  const title = read.title ?? name;
  const audience = read.audience ?? "staff";
  const passages = read.spans.map(({ headings, start, end, page }) => ({ headings, startOffset: start, endOffset: end, page, content: read.body.slice(start, end) }));
  const vectors = await embedPassages(embedder, passages.map(({ headings, content }) => [title, ...headings, content].join("\n")));
  const contentHash = createHash("sha256").update(bytes).digest("hex");
  await withSystem(db, "fill the documents of an exam", async (tx) => {
    await tx.insert(documents).values({
      id, title, audience, kind: read.kind, corpusName: name, fileName: `${name}.md`, storageKey: id, sizeBytes: bytes.byteLength, contentHash, body: read.body, indexedVersion: 1, status: "indexed",
      chunkCount: passages.length, embeddedCount: passages.length, reviewedOn: read.reviewedOn, reviewDueOn: read.reviewDueOn,
    });
    await addPassages(tx, passages.map((passage, position) => ({ ...passage, documentId: id, audience, position, contentHash: `${contentHash}${position}`, embedding: vectors[position] ?? null, embeddingModel: embedder.id })));
  });
  return id;
}
