import { STARTER_QUESTIONS } from "#kb/starter-questions.ts";
import { MANAGERS } from "#db/policies.ts";
import { listContradictions } from "#db/queries/knowledge/contradictions.ts";
import { countQueues, listCorpusNames, listFeedback, listGivenFeedback, listStaleDocuments, listUnanswered } from "#db/queries/knowledge/queues.ts";
import { readShop } from "#db/queries/shop.ts";
import { todayIn } from "../contracts/calendar.ts";
import { decideUnansweredInput, dismissContradictionInput, giveFeedbackInput, givenFeedbackInput, queueInput } from "../contracts/knowledge-queues.ts";
import { decideUnanswered } from "../services/knowledge-queues/decide-unanswered.ts";
import { dismissContradiction } from "../services/knowledge-queues/dismiss-contradiction.ts";
import { giveFeedback } from "../services/knowledge-queues/give-feedback.ts";
import { personProcedure, roleTxProcedure, router, txProcedure } from "../trpc/procedures.ts";

const SENTENCE = "The queues of the documents are the managers'.";
const desk = roleTxProcedure(MANAGERS, SENTENCE);
/** Answers of so many days count behind a stale document. */
const ANSWERED_SINCE_MS = 90 * 86_400_000;

/** What people say about answers from the documents, and what waits for the managers because of it. */
export const knowledgeQueuesRouter = router({
  /** Questions to begin with, as far as the documents that answer them are there. */
  starters: txProcedure.query(async ({ ctx }) => {
    const there = await listCorpusNames(ctx.tx);
    return STARTER_QUESTIONS.filter(({ document }) => there.has(document)).map(({ question }) => question);
  }),
  /** What the person said about the answers of a conversation of theirs. */
  given: txProcedure.input(givenFeedbackInput).query(({ ctx, input }) => listGivenFeedback(ctx.tx, ctx.person.id, input.conversationId)),
  give: personProcedure.input(giveFeedbackInput).mutation(async ({ ctx, input }) => {
    const { traceId } = await ctx.rls((tx) => giveFeedback({ tx, person: ctx.person, now: ctx.now, requestId: ctx.requestId }, input));
    ctx.runtime.tracing.score(traceId, input.isHelpful);
  }),
  counts: desk.query(async ({ ctx }) => countQueues(ctx.tx, todayIn((await readShop(ctx.tx)).timeZone, ctx.now))),
  feedback: desk.query(({ ctx }) => listFeedback(ctx.tx)),
  unanswered: desk.input(queueInput).query(({ ctx, input }) => listUnanswered(ctx.tx, input.decided)),
  stale: desk.query(async ({ ctx }) => listStaleDocuments(ctx.tx, todayIn((await readShop(ctx.tx)).timeZone, ctx.now), new Date(ctx.now.getTime() - ANSWERED_SINCE_MS))),
  contradictions: desk.input(queueInput).query(({ ctx, input }) => listContradictions(ctx.tx, input.decided)),
  decideUnanswered: desk.input(decideUnansweredInput).mutation(({ ctx, input }) => decideUnanswered(ctx, input)),
  dismissContradiction: desk.input(dismissContradictionInput).mutation(({ ctx, input }) => dismissContradiction(ctx, input)),
});
