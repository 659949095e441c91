import { tellKind } from "#kb/ingest/tell-kind.ts";
import { readDocumentActivities } from "#db/queries/activity/list-activities.ts";
import { addDocumentsInput, documentFileInput, documentInput, editDocumentInput, KNOWLEDGE_SENTENCE, replaceDocumentInput } from "../contracts/knowledge.ts";
import { MANAGERS } from "#db/policies.ts";
import { addDocuments, type DocumentDesk, replaceDocument } from "../services/knowledge/add-documents.ts";
import { editDocument, reindexDocument, removeDocument } from "../services/knowledge/change-document.ts";
import { describeDocument, describeDocuments } from "../services/knowledge/describe-documents.ts";
import { giveFile } from "../services/knowledge/give-file.ts";
import type { TrpcContext } from "../trpc/context.ts";
import { forFiles, personProcedure, roleProcedure, roleTxProcedure, router, txProcedure } from "../trpc/procedures.ts";
import { toFeedEntry } from "./feed-entry.ts";

const managers = roleProcedure(MANAGERS, KNOWLEDGE_SENTENCE);
const managersTx = roleTxProcedure(MANAGERS, KNOWLEDGE_SENTENCE);

type Signed = Omit<TrpcContext, "person"> & { person: NonNullable<TrpcContext["person"]> };

/** What the services need that also talk to the storage; they open transactions of their own. */
const deskOf = ({ runtime, person, now, requestId }: Signed): DocumentDesk => ({ db: runtime.db, storage: runtime.storage, machineNow: () => new Date(), person: { id: person.id, role: person.role }, now, requestId, tellKind });

/** The shop's documents: what they say, and how they are kept. */
export const knowledgeRouter = router({
  list: txProcedure.query(({ ctx }) => describeDocuments(ctx, ctx.runtime.models.embedder)),
  /** One document with its text, the places of its passages, and what was done to it. */
  document: txProcedure.input(documentInput).query(async ({ ctx, input }) => {
    const document = await describeDocument(ctx, input, ctx.runtime.models.embedder);
    return { ...document, history: (await readDocumentActivities(ctx.tx, input.id)).map(toFeedEntry) };
  }),
  /** A document's file as it was brought: an address that is good for a minute, or the bytes. */
  file: personProcedure.use(forFiles).input(documentFileInput).query(({ ctx, input }) => giveFile({ ...ctx, db: ctx.runtime.db, storage: ctx.runtime.storage }, input)),
  add: managers.input(addDocumentsInput).mutation(({ ctx, input }) => addDocuments(deskOf(ctx), input)),
  replace: managers.input(replaceDocumentInput).mutation(({ ctx, input }) => replaceDocument(deskOf(ctx), input)),
  edit: managersTx.input(editDocumentInput).mutation(({ ctx, input }) => editDocument(ctx, input)),
  reindex: managersTx.input(documentInput).mutation(({ ctx, input }) => reindexDocument(ctx, input)),
  remove: managers.input(documentInput).mutation(({ ctx, input }) => removeDocument(deskOf(ctx), input)),
});
