import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { DocumentKind, UserRole } from "../../enums.ts";

/*
 * The work on documents: reading those that came in, and making vectors for passages that have none. A process
 * takes a document, holds it for a while and says again and again that it still does; of several processes one
 * works on a document. Waits and holds run by the machine's clock, since the shop's may stand still.
 */

/** A document that this process has taken to work on. */
export type TakenDocument = {
  id: string;
  /** What stood to be done: reading it, removing passages of another reading, or making vectors. */
  task: "read" | "clear" | "embed";
  /** Times it was taken since the work last went well. */
  tries: number;
  /** Times that processes took it to read and were not heard of again, one after the other. */
  deaths: number;
  version: number;
  indexedVersion: number | null;
  title: string;
  kind: DocumentKind;
  audience: UserRole;
  given: string[];
  fileName: string;
  storageKey: string;
  /** The file that its text was read from; null before the first, or where that is gone. */
  indexedStorageKey: string | null;
  contentHash: string;
  /** The role of who brought it; null for the program's own. */
  uploaderRole: UserRole | null;
};

const IS_DUE = sql`(d.status in ('queued', 'reading') or d.embedded_count < d.chunk_count or d.has_leftovers)`;
/** Vectors are made by who makes those that the documents are to have. */
const isOurs = (model: string) => sql`(d.status in ('queued', 'reading') or d.has_leftovers or d.embedding_model = ${model})`;

interface Taking {
  worker: string;
  model: string;
  now: Date;
  heldUntil: Date;
}

/** Takes the next document that something is to be done with; null when there is none now. */
export async function takeDocument(tx: Tx, { worker, model, now, heldUntil }: Taking): Promise<TakenDocument | null> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const [row] = await tx.execute<TakenDocument>(sql`
    with next as (
      select d.id, d.status from documents d
      where ${IS_DUE} and ${isOurs(model)}
        and (d.next_try_at is null or d.next_try_at <= ${at}) and (d.held_until is null or d.held_until <= ${at})
      order by d.status in ('queued', 'reading') desc, d.next_try_at nulls first, d.has_leftovers desc, d.version_at, d.id
      limit 1 for update skip locked
    )
    update documents d set worker = ${worker}, held_until = ${heldUntil.toISOString()}::timestamptz, tries = d.tries + 1, deaths = d.deaths + (next.status = 'reading')::int, status = case when next.status = 'queued' then 'reading' else d.status end
    from next where d.id = next.id
    returning d.id, case when next.status in ('queued', 'reading') then 'read' when d.has_leftovers then 'clear' else 'embed' end as task, d.tries, d.deaths, d.version, d.indexed_version as "indexedVersion", d.title, d.kind::text as kind,
      d.audience::text as audience, d.given, d.file_name as "fileName", d.storage_key as "storageKey", d.indexed_storage_key as "indexedStorageKey", d.content_hash as "contentHash", (select u.role::text from users u where u.id = d.uploaded_by) as "uploaderRole"`);
  return row ?? null;
}

/** When the next document may be taken that waits or is held by somebody else; null when none does. */
export async function nextDue(tx: Tx, model: string): Promise<Date | null> {
  const [row] = await tx.execute<{ seconds: number | null }>(sql`
    select extract(epoch from min(greatest(coalesce(d.next_try_at, '-infinity'), coalesce(d.held_until, '-infinity'), 'epoch'::timestamptz)))::float8 as seconds
    from documents d where ${IS_DUE} and ${isOurs(model)}`);
  return row?.seconds == null ? null : new Date(row.seconds * 1000);
}

/** Says that a process still works on a document. False when it holds it no more: it was replaced, removed, or somebody else has it. */
export async function holdDocument(tx: Tx, { id, worker, version, heldUntil }: { id: string; worker: string; version: number; heldUntil: Date }): Promise<boolean> {
  const rows = await tx.execute(sql`update documents set held_until = ${heldUntil.toISOString()}::timestamptz where id = ${id}::uuid and worker = ${worker} and version = ${version} returning id`);
  return rows.length > 0;
}

/** The processes that have a document in hand. */
export async function listWorkers(tx: Tx): Promise<string[]> {
  return (await tx.execute<{ worker: string }>(sql`select distinct worker from documents where worker is not null`)).map(({ worker }) => worker);
}

/** Lets go of what processes held that are gone. */
export async function releaseDocuments(tx: Tx, workers: readonly string[]): Promise<void> {
  await tx.execute(sql`update documents set worker = null, held_until = null where worker = any (${sql.param([...workers])}::text[])`);
}

/** The model whose vectors the shop's documents are to have; null while none is indexed. */
export async function readShopModel(tx: Tx): Promise<string | null> {
  const [row] = await tx.execute<{ model: string }>(sql`select embedding_model as model from documents where embedding_model is not null and indexed_version is not null group by embedding_model order by count(*) desc, embedding_model limit 1`);
  return row?.model ?? null;
}

/**
 * Readies the documents for this program: those whose vectors another model made are to be embedded anew, those that
 * were cut another way are to be read anew. What is searched meanwhile stays. Returns how many each.
 */
export async function renewDocuments(tx: Tx, { model, cutVersion }: { model: string; cutVersion: number }): Promise<{ embedAnew: number; readAnew: number }> {
  const embed = await tx.execute(sql`
    update documents d set embedding_model = ${model}, problem = null, tries = 0, next_try_at = null,
      embedded_count = (select count(*) from document_chunks c where c.document_id = d.id and c.reading = d.reading and c.embedding_model = ${model})
    where d.indexed_version is not null and d.embedding_model is distinct from ${model} returning d.id`);
  const read = await tx.execute(sql`
    update documents d set status = 'queued', problem = null, tries = 0, next_try_at = null
    where d.status = 'indexed' and d.cut_version is distinct from ${cutVersion} and d.indexed_version is not null returning d.id`);
  return { embedAnew: embed.length, readAnew: read.length };
}

/** How much stands to be done on all documents: those to read, passages there are, and passages with a vector of `model`. */
export async function readWork(tx: Tx, model: string): Promise<{ toRead: number; failed: number; passages: number; embedded: number }> {
  const [row] = await tx.execute<{ toRead: number; failed: number; passages: number; embedded: number }>(sql`
    select count(*) filter (where status in ('queued', 'reading'))::int as "toRead", count(*) filter (where status = 'failed')::int as failed,
      coalesce(sum(chunk_count), 0)::int as passages, coalesce(sum(embedded_count) filter (where embedding_model = ${model}), 0)::int as embedded
    from documents`);
  return row ?? { toRead: 0, failed: 0, passages: 0, embedded: 0 };
}

/** Whether the shop has documents of the folder that comes with the program. */
export async function hasCorpus(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute<{ found: boolean }>(sql`select exists (select from documents where corpus_name is not null and corpus_name not like '%/%') as found`);
  return row?.found ?? false;
}

/** Documents that could not be read or are held up, and how many some process has in hand. */
export async function listTroubles(tx: Tx): Promise<{ troubles: { fileName: string; sentence: string }[]; held: number }> {
  const troubles = await tx.execute<{ fileName: string; sentence: string }>(sql`select file_name as "fileName", coalesce(failure, problem) as sentence from documents where failure is not null or problem is not null order by file_name, id`);
  const [row] = await tx.execute<{ held: number }>(sql`select count(*)::int as held from documents where worker is not null`);
  return { troubles: [...troubles], held: row?.held ?? 0 };
}
