import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { KnowledgeTabs } from "#app/components/knowledge/knowledge-tabs.tsx";
import { Band } from "#app/components/layout/band.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { FormNote } from "#app/components/stock/form-note.tsx";
import { takeForm, textsOf } from "#app/lib/form-answer.server.ts";
import { formatCount } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { todayIn } from "#server/contracts/calendar.ts";
import { decideUnansweredInput, dismissContradictionInput, KNOWLEDGE_QUEUES, type KnowledgeQueue } from "#server/contracts/knowledge-queues.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { ContradictionList } from "./contradiction-list.tsx";
import { FeedbackList } from "./feedback-list.tsx";
import { StaleList } from "./stale-list.tsx";
import { UnansweredList } from "./unanswered-list.tsx";

export const meta: MetaFunction = () => [{ title: "Queues of the documents · Misty" }];

const QUEUE_WORDS: Readonly<Record<KnowledgeQueue, { tab: string; title: string; track: string }>> = {
  unanswered: { tab: "Unanswered", title: "Asked, and not in our documents", track: "A1" },
  feedback: { tab: "Feedback", title: "What people said of answers", track: "A2" },
  stale: { tab: "Overdue", title: "Overdue documents, by the answers that lean on them", track: "A3" },
  contradictions: { tab: "Contradictions", title: "Documents that say different things", track: "A4" },
};

const queueOf = (search: URLSearchParams): KnowledgeQueue => KNOWLEDGE_QUEUES.find((name) => name === search.get("q")) ?? "unanswered";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = (await callerFor(request, context)).knowledgeQueues;
  const { searchParams } = new URL(request.url);
  const queue = queueOf(searchParams);
  const decided = searchParams.get("decided") === "1";
  const shop = await (await callerFor(request, context)).session.shop();
  const only = <T,>(name: KnowledgeQueue, read: () => Promise<T>): Promise<T | null> => (name === queue ? read() : Promise.resolve(null));
  const [counts, unanswered, feedback, stale, contradictions] = await Promise.all([
    caller.counts(),
    only("unanswered", () => caller.unanswered({ decided })),
    only("feedback", () => caller.feedback({})),
    only("stale", () => caller.stale()),
    only("contradictions", () => caller.contradictions({ decided })),
  ]);
  return { queue, decided, counts, unanswered, feedback, stale, contradictions, timeZone: shop.timeZone, today: todayIn(shop.timeZone, context.now) };
}

/** Takes what a manager decided; back to the queue it was decided in. */
export async function action({ request, context }: ActionFunctionArgs) {
  const caller = (await callerFor(request, context)).knowledgeQueues;
  const values = textsOf(await request.formData());
  const { intent = "" } = values;
  const to = paths.knowledgeQueues(new URL(request.url).searchParams);
  const outcome =
    intent === "dismiss"
      ? await takeForm(intent, dismissContradictionInput, { ...values, dismissed: values["dismissed"] === "true" }, values, (input) => caller.dismissContradiction(input))
      : await takeForm(intent, decideUnansweredInput, values, values, (input) => caller.decideUnanswered(input));
  return "answer" in outcome ? data(outcome.answer, { status: outcome.status }) : redirect(to);
}

/** What waits for the managers because of what people asked and what the documents say. */
export default function QueuesPage() {
  const { queue, decided, counts, unanswered, feedback, stale, contradictions, timeZone, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { title, track } = QUEUE_WORDS[queue];
  const waiting = counts.unanswered + counts.feedback + counts.stale + counts.contradictions;
  const address = (name: KnowledgeQueue, settled = false) => paths.knowledgeQueues(new URLSearchParams({ q: name, ...(settled ? { decided: "1" } : {}) }));
  const hasDecided = queue === "unanswered" || queue === "contradictions";
  return (
    <div className="page-body list-page knowledge-desk">
      <KnowledgeTabs here="queues" />
      <Band label="Knowledge" title="What the documents leave open" figure={formatCount(waiting)}>
        <p>Every row is a reason to write, to correct or to read a document again.</p>
      </Band>
      <nav className="seg" aria-label="Queues">
        {KNOWLEDGE_QUEUES.map((name) => (
          <Link key={name} to={address(name)} aria-current={name === queue ? "page" : undefined} preventScrollReset>
            {QUEUE_WORDS[name].tab}
            <b className="count">{formatCount(counts[name])}</b>
          </Link>
        ))}
      </nav>
      <Block
        track={track}
        title={title}
        tools={
          hasDecided ? (
            <>
              <Link to={address(queue)} aria-current={decided ? undefined : "true"} preventScrollReset>
                Open
              </Link>
              <Link to={address(queue, true)} aria-current={decided ? "true" : undefined} preventScrollReset>
                Decided
              </Link>
            </>
          ) : null
        }
      >
        <FormNote sentence={answer?.sentence} />
        {unanswered ? <UnansweredList rows={unanswered} decided={decided} timeZone={timeZone} /> : null}
        {feedback ? <FeedbackList rows={feedback} timeZone={timeZone} /> : null}
        {stale ? <StaleList rows={stale} today={today} /> : null}
        {contradictions ? <ContradictionList rows={contradictions} decided={decided} timeZone={timeZone} /> : null}
      </Block>
    </div>
  );
}

export const ErrorBoundary = ErrorPage;
