import { findTool } from "#agents/runtime/agents.ts";
import { suggestQuestions } from "#agents/runtime/suggest-questions.ts";
import { readEvidence } from "#db/queries/agents/conversations.ts";
import { evidenceInput, rateInput, suggestionsInput } from "../contracts/conversations.ts";
import { AppError } from "../errors.ts";
import { rateRun } from "../services/agent-runs/keep-ledger.ts";
import { personProcedure, router, txProcedure } from "../trpc/procedures.ts";

/** What the assistant's screen asks beside the conversation itself. */
export const assistantRouter = router({
  /** Which model answers, and what is off about it. */
  status: personProcedure.query(({ ctx }) => {
    const { models } = ctx.runtime;
    const { chat } = models;
    return { offline: chat.offline, provider: chat.provider, model: chat.id, notice: models.state().notice };
  }),
  /** Questions that fit the page, to begin with. */
  suggestions: personProcedure.input(suggestionsInput).query(({ input }) => suggestQuestions(input.path)),
  rate: personProcedure.input(rateInput).mutation(async ({ ctx, input }) => {
    const { traceId } = await ctx.rls((tx) => rateRun({ tx, person: ctx.person, now: ctx.now, requestId: ctx.requestId }, input));
    ctx.runtime.tracing.score(traceId, input.wasHelpful);
  }),
  /** What a tool call of the person's own answer was asked and got. */
  evidence: txProcedure.input(evidenceInput).query(async ({ ctx, input }) => {
    const found = await readEvidence(ctx.tx, input.runId, input.callId);
    if (!found) throw new AppError("NOT_FOUND", "The evidence of this figure is not there any more.");
    return { ...found, label: findTool(found.tool)?.label ?? found.tool };
  }),
});
