import { readDocumentActivities } from "#db/queries/activity/list-activities.ts";
import { documentInput } from "../contracts/knowledge.ts";
import { describeDocument, describeDocuments } from "../services/knowledge/describe-documents.ts";
import { router, txProcedure } from "../trpc/procedures.ts";
import { toFeedEntry } from "./feed-entry.ts";

/** The shop's documents: what they say, and how they are kept. */
export const knowledgeRouter = router({
  list: txProcedure.query(({ ctx }) => describeDocuments(ctx, ctx.runtime.models.embedder)),
  /** One document with its text, the places of its passages, and what was done to it. */
  document: txProcedure.input(documentInput).query(async ({ ctx, input }) => {
    const document = await describeDocument(ctx, input, ctx.runtime.models.embedder);
    return { ...document, history: (await readDocumentActivities(ctx.tx, input.id)).map(toFeedEntry) };
  }),
});
