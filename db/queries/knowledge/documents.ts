import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { DOCUMENT_STATUSES, DocumentKind, UserRole } from "../../enums.ts";

/** A document as the signed-in person may see it, without its text. */
export type DocumentRow = {
  id: string;
  title: string;
  kind: DocumentKind;
  audience: UserRole;
  owner: string | null;
  /** YYYY-MM-DD. */
  reviewedOn: string | null;
  reviewDueOn: string | null;
  /** Its review is overdue. */
  isStale: boolean;
  status: (typeof DOCUMENT_STATUSES)[number];
  /** Why it could not be read; null unless it failed. */
  failure: string | null;
  /** What holds the work on it up while it is tried again by itself. */
  problem: string | null;
  version: number;
  /** The version whose text is searched; null before the first. */
  indexedVersion: number | null;
  /** Whether the file that is given out is the one that the text was read from; false while there is none but a newer one. */
  isFileOfText: boolean;
  chunkCount: number;
  /** Passages with a vector of the model that the shop uses now. */
  embeddedCount: number;
  sizeBytes: number;
  fileName: string;
  /** One of the documents that came with the program. */
  isCorpus: boolean;
  uploadedByName: string | null;
  createdAt: Date;
  /** When its newest version came in. */
  updatedAt: Date;
  indexedAt: Date | null;
};

const COLUMNS = sql`
  d.id, d.title, d.kind::text as kind, d.audience::text as audience, d.owner, d.reviewed_on::text as "reviewedOn", d.review_due_on::text as "reviewDueOn", d.status::text as status, d.failure, d.problem, d.version,
  d.indexed_version as "indexedVersion", d.indexed_storage_key is not null as "isFileOfText", d.chunk_count as "chunkCount", d.size_bytes::float8 as "sizeBytes", d.file_name as "fileName", d.corpus_name is not null as "isCorpus", p.name as "uploadedByName",
  extract(epoch from d.created_at)::float8 as created, extract(epoch from d.version_at)::float8 as came, extract(epoch from d.indexed_at)::float8 as indexed`;

const seen = (today: string, model: string) => sql`${COLUMNS}, coalesce(d.review_due_on < ${today}::date, false) as "isStale", case when d.embedding_model = ${model} then d.embedded_count else 0 end as "embeddedCount"`;

type Raw = Omit<DocumentRow, "createdAt" | "updatedAt" | "indexedAt"> & { created: number; came: number; indexed: number | null };

const toRow = <T extends Raw>({ created, came, indexed, ...row }: T) => ({ ...row, createdAt: new Date(created * 1000), updatedAt: new Date(came * 1000), indexedAt: indexed === null ? null : new Date(indexed * 1000) });

/** All documents that the signed-in person may read, by title. `today` is the shop's, `model` the one whose vectors count. */
export async function listDocuments(tx: Tx, { today, model }: { today: string; model: string }): Promise<DocumentRow[]> {
  const rows = await tx.execute<Raw>(sql`select ${seen(today, model)} from documents d left join people p on p.id = d.uploaded_by order by d.title, d.id`);
  return rows.map(toRow);
}

/** One document with its text; null where there is none or the person may not read it. */
export async function readDocument(tx: Tx, id: string, { today, model }: { today: string; model: string }): Promise<(DocumentRow & { body: string | null; pageStarts: number[] | null }) | null> {
  const [row] = await tx.execute<Raw & { body: string | null; pageStarts: number[] | null }>(sql`
    select ${seen(today, model)}, d.body, d.page_starts as "pageStarts"
    from documents d left join people p on p.id = d.uploaded_by where d.id = ${id}::uuid`);
  return row ? toRow(row) : null;
}

/** A document's passages, without their words: those stand in its body. */
export type PassagePlace = { id: string; position: number; startOffset: number; endOffset: number; page: number | null; headings: string[] };

export async function listPassages(tx: Tx, documentId: string): Promise<PassagePlace[]> {
  return tx.execute<PassagePlace>(sql`
    select id, position, start_offset as "startOffset", end_offset as "endOffset", page, headings from document_chunks where document_id = ${documentId}::uuid order by position`);
}
