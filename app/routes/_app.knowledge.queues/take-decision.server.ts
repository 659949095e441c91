import { data, redirect } from "@remix-run/node";
import { takeForm, textsOf } from "#app/lib/form-answer.server.ts";
import { decideUnansweredInput, dismissContradictionInput, settleFeedbackInput } from "#server/contracts/knowledge-queues.ts";
import type { callerFor } from "#server/trpc/caller.ts";
import { type Place, queueAddress } from "./queue-address.ts";

type Caller = Awaited<ReturnType<typeof callerFor>>;

/** Does what a manager decided about a row of a queue; back to where it was decided, where it says so. */
export async function takeDecision({ knowledgeQueues: queues }: Caller, place: Place, request: Request) {
  const values = textsOf(await request.formData());
  const { state = "", id = "" } = values;
  const isDecided = state !== "open";
  const outcome =
    place.queue === "contradictions"
      ? await takeForm(state, dismissContradictionInput, { ...values, dismissed: isDecided }, values, (input) => queues.dismissContradiction(input))
      : place.queue === "feedback"
        ? await takeForm(state, settleFeedbackInput, { ...values, settled: isDecided }, values, (input) => queues.settleFeedback(input))
        : await takeForm(state, decideUnansweredInput, values, values, (input) => queues.decideUnanswered(input));
  return "answer" in outcome ? data(outcome.answer, { status: outcome.status }) : redirect(queueAddress(place, id));
}
