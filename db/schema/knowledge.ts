import { sql } from "drizzle-orm";
import { bigint, boolean, check, customType, date, foreignKey, halfvec, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { v7 } from "uuid";
import { createdAt, id, instant, name, updatedAt } from "../columns.ts";
import { both, either, EVERYONE, hasRole, isOwn, MANAGERS, policies } from "../policies.ts";
import { agentRuns } from "./agents.ts";
import { users } from "./identity.ts";
import { documentKind, documentStatus, unansweredState, userRole } from "./pg-enums.ts";

/** Dimensions of every embedding kept here; models that can give others are asked for these. */
export const EMBEDDING_DIMENSIONS = 768;

const tsvector = customType<{ data: string; driverData: string }>({ dataType: () => "tsvector" });

/** True for rows whose `audience` the signed-in person is among: a role, and who stands above it. `staff` is everybody. */
const isAudience = sql.raw(`audience = any ((select audiences_of(current_person_role()))::user_role[])`);

/** True for passages that are searched. */
const isSearched = sql.raw("exists (select from documents d where d.id = document_id and d.reading = document_chunks.reading)");

/**
 * The shop's own documents: the newest version of each, with its text as it was read. What a replaced
 * version said is gone; that there was one stands in the activity log.
 */
export const documents = pgTable(
  "documents",
  {
    id: id(),
    title: name("title").notNull(),
    kind: documentKind("kind").notNull(),
    /** The least role that may read it; `staff` is everybody. */
    audience: userRole("audience").notNull().default("staff"),
    /** Who answers for it, in words of the shop. */
    owner: text("owner"),
    reviewedOn: date("reviewed_on"),
    reviewDueOn: date("review_due_on"),
    /** Its file in `knowledge-base/documents`, without the ending; null for an uploaded one. */
    corpusName: text("corpus_name"),
    fileName: text("file_name").notNull(),
    /** Where the file lies in storage. */
    storageKey: text("storage_key").notNull(),
    sizeBytes: bigint("size_bytes", { mode: "number" }).notNull(),
    /** SHA-256 of the file, in hex. */
    contentHash: text("content_hash").notNull(),
    /** The file that the text was read from, which is kept until a newer one is read; null before the first. */
    indexedStorageKey: text("indexed_storage_key"),
    indexedFileName: text("indexed_file_name"),
    indexedContentHash: text("indexed_content_hash"),
    /** When that version came in. */
    indexedVersionAt: instant("indexed_version_at"),
    /** From 1; each replacement counts one on. */
    version: integer("version").notNull().default(1),
    status: documentStatus("status").notNull().default("queued"),
    /** Why it could not be read or indexed, in a sentence. */
    failure: text("failure"),
    /** The version whose text and passages are here; null before the first. */
    indexedVersion: integer("indexed_version"),
    indexedAt: instant("indexed_at"),
    /** The text that passages and citations count their characters in. */
    body: text("body"),
    /** Where each page of the body begins, in characters; null where there are no pages. */
    pageStarts: jsonb("page_starts").$type<number[]>(),
    /** Which passages are searched: those of this reading. The next one's are written beside them, piece by piece, and take their place at once. */
    reading: integer("reading").notNull().default(1),
    /** Whether there may be passages of another reading, which are to go. */
    hasLeftovers: boolean("has_leftovers").notNull().default(false),
    chunkCount: integer("chunk_count").notNull().default(0),
    embeddedCount: integer("embedded_count").notNull().default(0),
    /** The model whose vectors `embeddedCount` counts; null before the first passages. */
    embeddingModel: text("embedding_model"),
    /** Which way of cutting made the passages; another one cuts anew. */
    cutVersion: integer("cut_version"),
    /** Details that a person has decided, which a file's own words do not change any more. */
    given: text("given").array().notNull().default(sql`'{}'::text[]`),
    /** When this version came in. */
    versionAt: instant("version_at").notNull().default(sql`now()`),
    /** What holds the work on it up while it is tried again by itself, in a sentence. */
    problem: text("problem"),
    /** Times the work on it was begun since it last went well. */
    tries: integer("tries").notNull().default(0),
    /** Times that a process ended while it read this version, one after the other. */
    deaths: integer("deaths").notNull().default(0),
    /** By the machine's clock: no try before this, and until when the process that works on it holds it. */
    nextTryAt: instant("next_try_at"),
    worker: text("worker"),
    heldUntil: instant("held_until"),
    uploadedBy: uuid("uploaded_by").references(() => users.id),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("documents_audience_key").on(t.id, t.audience),
    uniqueIndex("documents_corpus_name").on(t.corpusName).where(sql`${t.corpusName} is not null`),
    index("documents_uploaded_by").on(t.uploadedBy),
    // What a worker looks for: documents to read, and passages without a vector.
    index("documents_work").on(t.nextTryAt).where(sql`${t.status} in ('queued', 'reading') or ${t.embeddedCount} < ${t.chunkCount} or ${t.hasLeftovers}`),
    check("documents_version", sql`${t.version} >= 1 and ${t.indexedVersion} <= ${t.version}`),
    check("documents_failure", sql`(${t.failure} is not null) = (${t.status} = 'failed')`),
    check("documents_worker", sql`(${t.worker} is null) = (${t.heldUntil} is null) and ${t.tries} >= 0 and ${t.deaths} >= 0`),
    check("documents_indexed_file", sql`(${t.indexedStorageKey} is null) = (${t.indexedFileName} is null) and (${t.indexedStorageKey} is null) = (${t.indexedContentHash} is null)`),
    check("documents_counts", sql`${t.chunkCount} >= 0 and ${t.embeddedCount} between 0 and ${t.chunkCount} and ${t.sizeBytes} >= 0`),
    ...policies({
      select: both(hasRole(EVERYONE), isAudience),
      insert: both(hasRole(MANAGERS), isAudience),
      update: both(hasRole(MANAGERS), isAudience),
      delete: both(hasRole(MANAGERS), isAudience),
    }),
  ],
);

/**
 * Every file that lies in storage or may: its key stands here before it is written and until it is removed. A document
 * holds the files it names in `storage_key` and `indexed_storage_key`; the others go, so that none is left behind by a process that died or a
 * storage that was away. The system's alone.
 */
export const storedFiles = pgTable(
  "stored_files",
  {
    key: text("key").primaryKey(),
    /** Which storage has it; null for those brought before that was remembered. */
    place: text("place"),
    /** Until then it may arrive though no document names it, by the machine's clock; null once one does. */
    removeAfter: instant("remove_after"),
    createdAt: createdAt(),
  },
  (t) => [index("stored_files_remove_after").on(t.removeAfter).where(sql`${t.removeAfter} is not null`), ...policies({})],
).enableRLS();

/** Documents of the corpus that a person removed or replaced: they do not come back by themselves. */
export const corpusRemovals = pgTable(
  "corpus_removals",
  {
    corpusName: text("corpus_name").primaryKey(),
    removedBy: uuid("removed_by").references(() => users.id),
    /** The document that says it in the shop's own words now; null where it was removed, or that one was. */
    replacedBy: uuid("replaced_by").references(() => documents.id, { onDelete: "set null" }),
    createdAt: createdAt(),
  },
  (t) => [index("corpus_removals_removed_by").on(t.removedBy), index("corpus_removals_replaced_by").on(t.replacedBy), ...policies({ select: hasRole(MANAGERS), insert: hasRole(MANAGERS) })],
);

/** Passages of documents, as they are searched and cited. Written by jobs alone; those of a reading that is not its document's are nobody's to see. */
export const documentChunks = pgTable(
  "document_chunks",
  {
    /** The same in every reading that says the same. */
    id: uuid("id").notNull().$defaultFn(() => v7()),
    documentId: uuid("document_id").notNull(),
    reading: integer("reading").notNull().default(1),
    /** The document's, kept equal by the foreign key, so that a search filters without a join. */
    audience: userRole("audience").notNull(),
    /** From 0, in the order of the text. */
    position: integer("position").notNull(),
    /** The headings it stands under, outermost first. */
    headings: text("headings").array().notNull().default(sql`'{}'::text[]`),
    /** Verbatim from the document's body. */
    content: text("content").notNull(),
    /** Characters (UTF-16, as JavaScript counts) of the body: from the first, up to and without the last. */
    startOffset: integer("start_offset").notNull(),
    endOffset: integer("end_offset").notNull(),
    /** From 1; null where there are no pages. */
    page: integer("page"),
    /** SHA-256 of title, headings and content in hex: what is unchanged keeps its vector. */
    contentHash: text("content_hash").notNull(),
    /** Terms of headings and content with their places; `knowledge_terms` counts them. */
    terms: tsvector("terms").notNull(),
    /** How many terms it has, repeated ones counted. */
    termCount: integer("term_count").notNull(),
    embedding: halfvec("embedding", { dimensions: EMBEDDING_DIMENSIONS }),
    /** The model that made the vector. Vectors of two models are never compared. */
    embeddingModel: text("embedding_model"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: "document_chunks_pkey", columns: [t.id, t.reading] }),
    foreignKey({ name: "document_chunks_document", columns: [t.documentId, t.audience], foreignColumns: [documents.id, documents.audience] }).onDelete("cascade").onUpdate("cascade"),
    unique("document_chunks_position").on(t.documentId, t.reading, t.position),
    index("document_chunks_terms").using("gin", t.terms),
    index("document_chunks_embedding").using("hnsw", t.embedding.op("halfvec_cosine_ops")),
    check("document_chunks_span", sql`${t.startOffset} >= 0 and ${t.endOffset} > ${t.startOffset} and ${t.position} >= 0 and ${t.page} >= 1`),
    check("document_chunks_model", sql`(${t.embedding} is null) = (${t.embeddingModel} is null)`),
    ...policies({ select: both(both(hasRole(EVERYONE), isAudience), isSearched) }),
  ],
);

/**
 * In how many passages of an audience each term stands: what BM25 weighs terms by. Whoever searches counts those they
 * may read, so that no rank and no score tells of a word in other documents. Kept by triggers.
 */
export const knowledgeTerms = pgTable(
  "knowledge_terms",
  { term: text("term").notNull(), audience: userRole("audience").notNull(), chunkCount: integer("chunk_count").notNull() },
  (t) => [primaryKey({ name: "knowledge_terms_pkey", columns: [t.term, t.audience] }), ...policies({ select: both(hasRole(EVERYONE), isAudience) })],
);

/** How many passages of an audience there are and how many terms they have together. Kept by triggers. */
export const knowledgeTotals = pgTable(
  "knowledge_totals",
  { audience: userRole("audience").primaryKey(), chunkCount: bigint("chunk_count", { mode: "number" }).notNull().default(0), termCount: bigint("term_count", { mode: "number" }).notNull().default(0) },
  () => policies({ select: both(hasRole(EVERYONE), isAudience) }),
);

/** What a person said about an answer from the documents. */
export const knowledgeFeedback = pgTable(
  "knowledge_feedback",
  {
    id: id(),
    /** The answer's run; one word for each, which may change. */
    runId: uuid("run_id").notNull().references(() => agentRuns.id, { onDelete: "cascade" }),
    userId: uuid("user_id").notNull().references(() => users.id),
    question: text("question").notNull(),
    /** The documents the answer cited. */
    documentIds: uuid("document_ids").array().notNull().default(sql`'{}'::uuid[]`),
    /** Where in them, as far as it was cited: places and no words, so that nothing of a deleted document is left. */
    places: jsonb("places").$type<{ documentId: string; version: number; number: number; start: number; end: number }[]>().notNull().default([]),
    isHelpful: boolean("is_helpful").notNull(),
    reason: text("reason"),
    /** Who saw to it, of the managers; null while it waits. */
    settledBy: uuid("settled_by").references(() => users.id),
    settledAt: instant("settled_at"),
    /** What was done about it. */
    note: text("note"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("knowledge_feedback_run").on(t.runId, t.userId),
    index("knowledge_feedback_user").on(t.userId),
    index("knowledge_feedback_settled_by").on(t.settledBy),
    check("knowledge_feedback_lengths", sql`length(${t.question}) <= 4000 and length(${t.reason}) <= 1000 and length(${t.note}) <= 1000`),
    check("knowledge_feedback_settled", sql`(${t.settledAt} is null) = (${t.settledBy} is null)`),
    // A trigger keeps managers to what became of it, and everybody else to what they said.
    ...policies({ select: either(isOwn("user_id"), hasRole(MANAGERS)), insert: both(hasRole(EVERYONE), isOwn("user_id")), update: either(both(hasRole(EVERYONE), isOwn("user_id")), hasRole(MANAGERS)) }),
  ],
);

/** Questions that the documents did not answer, each kept once however often it is asked. */
export const unansweredQuestions = pgTable(
  "unanswered_questions",
  {
    id: id(),
    question: text("question").notNull(),
    /** The question folded: what makes two the same. */
    folded: text("folded").notNull(),
    askedCount: integer("asked_count").notNull().default(1),
    /** Who asked last. */
    askedBy: uuid("asked_by").references(() => users.id),
    lastAskedAt: instant("last_asked_at").notNull(),
    state: unansweredState("state").notNull().default("open"),
    decidedBy: uuid("decided_by").references(() => users.id),
    decidedAt: instant("decided_at"),
    note: text("note"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex("unanswered_questions_folded").on(t.folded),
    index("unanswered_questions_state").on(t.state, t.lastAskedAt),
    index("unanswered_questions_asked_by").on(t.askedBy),
    index("unanswered_questions_decided_by").on(t.decidedBy),
    check("unanswered_questions_lengths", sql`length(${t.question}) between 1 and 4000 and length(${t.note}) <= 1000 and ${t.askedCount} >= 1`),
    check("unanswered_questions_decided", sql`(${t.state} = 'open') = (${t.decidedAt} is null)`),
    // Counted by the system when an answer declines; what becomes of it is the managers' to say.
    ...policies({ select: hasRole(MANAGERS), update: hasRole(MANAGERS) }),
  ],
);
