import { STARTER_QUESTIONS } from "#kb/starter-questions.ts";
import { MANAGERS } from "#db/policies.ts";
import { listContradictions, listNotCompared } from "#db/queries/knowledge/contradictions.ts";
import { countAskable, countQueues, listCorpusNames, listFeedback, listGivenFeedback, listHeadings, listStaleDocuments, listUnanswered, readQueueEntry } from "#db/queries/knowledge/queues.ts";
import { readShop } from "#db/queries/shop.ts";
import { todayIn } from "../contracts/calendar.ts";
import { decideUnansweredInput, dismissContradictionInput, feedbackInput, giveFeedbackInput, givenFeedbackInput, queueEntryInput, queueInput, settleFeedbackInput } from "../contracts/knowledge-queues.ts";
import { decideUnanswered } from "../services/knowledge-queues/decide-unanswered.ts";
import { dismissContradiction } from "../services/knowledge-queues/dismiss-contradiction.ts";
import { giveFeedback } from "../services/knowledge-queues/give-feedback.ts";
import { settleFeedback } from "../services/knowledge-queues/settle-feedback.ts";
import { personProcedure, roleTxProcedure, router, txProcedure } from "../trpc/procedures.ts";

const SENTENCE = "The queues of the documents are the managers'.";
const desk = roleTxProcedure(MANAGERS, SENTENCE);
/** Answers of so many days count behind a stale document. */
const ANSWERED_SINCE_MS = 90 * 86_400_000;

/** So many questions to begin with are offered at least, where there are documents for them. */
const LEAST_STARTERS = 4;

/** What people say about answers from the documents, and what waits for the managers because of it. */
export const knowledgeQueuesRouter = router({
  /** What can be asked: how many documents, and questions to begin with that one of them answers. */
  starters: txProcedure.query(async ({ ctx }) => {
    const there = await listCorpusNames(ctx.tx);
    const known = STARTER_QUESTIONS.filter(({ document }) => there.has(document)).map(({ question }) => question);
    const own = known.length >= LEAST_STARTERS ? [] : await listHeadings(ctx.tx, LEAST_STARTERS - known.length);
    return { ...(await countAskable(ctx.tx)), questions: [...known, ...own.map(({ title, heading }) => `What does “${title}” say about “${heading}”?`)] };
  }),
  /** What the person said about the answers of a conversation of theirs. */
  given: txProcedure.input(givenFeedbackInput).query(({ ctx, input }) => listGivenFeedback(ctx.tx, ctx.person.id, input.conversationId)),
  give: personProcedure.input(giveFeedbackInput).mutation(async ({ ctx, input }) => {
    const { traceId } = await ctx.rls((tx) => giveFeedback({ tx, person: ctx.person, now: ctx.now, requestId: ctx.requestId }, input));
    ctx.runtime.tracing.score(traceId, input.isHelpful);
  }),
  counts: desk.query(async ({ ctx }) => countQueues(ctx.tx, todayIn((await readShop(ctx.tx)).timeZone, ctx.now))),
  feedback: desk.input(feedbackInput).query(({ ctx, input }) => listFeedback(ctx.tx, input.view)),
  /** One row of a queue, to say what became of it. */
  entry: desk.input(queueEntryInput).query(({ ctx, input }) => readQueueEntry(ctx.tx, input.queue, input.id)),
  unanswered: desk.input(queueInput).query(({ ctx, input }) => listUnanswered(ctx.tx, input.decided)),
  stale: desk.query(async ({ ctx }) => listStaleDocuments(ctx.tx, todayIn((await readShop(ctx.tx)).timeZone, ctx.now), new Date(ctx.now.getTime() - ANSWERED_SINCE_MS))),
  contradictions: desk.input(queueInput).query(({ ctx, input }) => listContradictions(ctx.tx, input.decided)),
  notCompared: desk.query(({ ctx }) => listNotCompared(ctx.tx)),
  decideUnanswered: desk.input(decideUnansweredInput).mutation(({ ctx, input }) => decideUnanswered(ctx, input)),
  settleFeedback: desk.input(settleFeedbackInput).mutation(({ ctx, input }) => settleFeedback(ctx, input)),
  dismissContradiction: desk.input(dismissContradictionInput).mutation(({ ctx, input }) => dismissContradiction(ctx, input)),
});
