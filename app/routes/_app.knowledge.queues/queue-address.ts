import { paths } from "#app/lib/paths.ts";
import { FEEDBACK_VIEWS, type FeedbackView, KNOWLEDGE_QUEUES, type KnowledgeQueue } from "#server/contracts/knowledge-queues.ts";

/** Which rows are shown. */
export type Place = { queue: "feedback"; view: FeedbackView } | { queue: Exclude<KnowledgeQueue, "feedback">; view: "open" | "decided" };

export function placeOf(search: URLSearchParams): Place {
  const queue = KNOWLEDGE_QUEUES.find((name) => name === search.get("q")) ?? "unanswered";
  const view = search.get("view");
  if (queue === "feedback") return { queue, view: FEEDBACK_VIEWS.find((name) => name === view) ?? "open" };
  return { queue, view: view === "decided" ? "decided" : "open" };
}

/** The address of a queue; `done` is the row that was just decided there. */
export const queueAddress = ({ queue, view }: Place, done?: string): string =>
  paths.knowledgeQueues(new URLSearchParams({ q: queue, ...(view === "open" ? {} : { view }), ...(done ? { done } : {}) }));
