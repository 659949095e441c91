import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { KnowledgeTabs } from "#app/components/knowledge/knowledge-tabs.tsx";
import { Band } from "#app/components/layout/band.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { FormNote } from "#app/components/stock/form-note.tsx";
import type { DocumentContradiction } from "#app/lib/api-types.ts";
import { drawStatement } from "#app/lib/draw-statement.server.ts";
import { formatCount } from "#app/lib/format.ts";
import { useForgetInAddress } from "#app/lib/use-forget-in-address.ts";
import { todayIn } from "#server/contracts/calendar.ts";
import { KNOWLEDGE_QUEUES, type KnowledgeQueue, queueEntryInput } from "#server/contracts/knowledge-queues.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { ContradictionList, type DrawnContradiction, NotCompared } from "./contradiction-list.tsx";
import { RefusedContext } from "./decide-forms.tsx";
import { DecidedNote } from "./decided-note.tsx";
import { FeedbackList } from "./feedback-list.tsx";
import { type Place, placeOf, queueAddress } from "./queue-address.ts";
import { StaleList } from "./stale-list.tsx";
import { takeDecision } from "./take-decision.server.ts";
import { UnansweredList } from "./unanswered-list.tsx";

export const meta: MetaFunction = () => [{ title: "To do for the documents · Misty" }];

const QUEUE_WORDS: Readonly<Record<KnowledgeQueue, { tab: string; title: string; track: string }>> = {
  unanswered: { tab: "Unanswered", title: "Asked, and not in our documents", track: "A1" },
  feedback: { tab: "Feedback", title: "What people said of answers", track: "A2" },
  stale: { tab: "Overdue", title: "Overdue documents, by the answers that lean on them", track: "A3" },
  contradictions: { tab: "Contradictions", title: "Documents that say different things", track: "A4" },
};
const VIEWS: Readonly<Record<KnowledgeQueue, readonly { place: Place; words: string }[]>> = {
  unanswered: [{ place: { queue: "unanswered", view: "open" }, words: "Open" }, { place: { queue: "unanswered", view: "decided" }, words: "Decided" }],
  feedback: [{ place: { queue: "feedback", view: "open" }, words: "Open" }, { place: { queue: "feedback", view: "helpful" }, words: "Helped" }, { place: { queue: "feedback", view: "settled" }, words: "Seen to" }],
  stale: [],
  contradictions: [{ place: { queue: "contradictions", view: "open" }, words: "Open" }, { place: { queue: "contradictions", view: "decided" }, words: "Decided" }],
};

const drawSide = ({ text, markStart, markEnd, ...side }: DocumentContradiction["one"]) => ({ ...side, pieces: drawStatement({ text, markStart, markEnd, page: side.page }) });
const drawClash = ({ one, other, ...row }: DocumentContradiction): DrawnContradiction => ({ ...row, one: drawSide(one), other: drawSide(other) });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await callerFor(request, context);
  const queues = caller.knowledgeQueues;
  const { searchParams } = new URL(request.url);
  const place = placeOf(searchParams);
  const { queue, view } = place;
  const asked = queueEntryInput.safeParse({ queue, id: searchParams.get("done") });
  const decided = view === "decided";
  const only = <T,>(name: KnowledgeQueue, read: () => Promise<T>): Promise<T | null> => (name === queue ? read() : Promise.resolve(null));
  const [shop, counts, entry, unanswered, feedback, stale, contradictions, notCompared] = await Promise.all([
    caller.session.shop(),
    queues.counts(),
    asked.success ? queues.entry(asked.data) : null,
    only("unanswered", () => queues.unanswered({ decided })),
    place.queue === "feedback" ? queues.feedback({ view: place.view }) : null,
    only("stale", () => queues.stale()),
    only("contradictions", async () => (await queues.contradictions({ decided })).map(drawClash)),
    only("contradictions", () => queues.notCompared()),
  ]);
  const done = asked.success && entry ? { id: asked.data.id, entry } : null;
  return { place, done, counts, unanswered, feedback, stale, contradictions, notCompared: notCompared ?? [], timeZone: shop.timeZone, today: todayIn(shop.timeZone, context.now) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  return takeDecision(await callerFor(request, context), placeOf(new URL(request.url).searchParams), request);
}

/** What waits for the managers because of what people asked and what the documents say. */
export default function QueuesPage() {
  const { place, done, counts, unanswered, feedback, stale, contradictions, notCompared, timeZone, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  useForgetInAddress("done");
  const { queue, view } = place;
  const { title, track } = QUEUE_WORDS[queue];
  const waiting = counts.unanswered + counts.feedback + counts.stale + counts.contradictions;
  const rows: readonly { id: string }[] = unanswered ?? feedback ?? contradictions ?? [];
  const isInRow = rows.some(({ id }) => id === answer?.values["id"]);
  return (
    <div className="page-body list-page knowledge-desk">
      <KnowledgeTabs here="queues" />
      <Band label="Knowledge" title="What the documents leave open" figure={formatCount(waiting)}>
        <p>Every row is a reason to write, to correct or to read a document again.</p>
      </Band>
      <nav className="seg queues-nav" aria-label="What is to do">
        {KNOWLEDGE_QUEUES.map((name) => (
          <Link key={name} to={queueAddress({ queue: name, view: "open" })} aria-current={name === queue ? "page" : undefined} preventScrollReset>
            {QUEUE_WORDS[name].tab} <b className="count">{formatCount(counts[name])}</b>
            <span className="sr"> waiting</span>
          </Link>
        ))}
      </nav>
      <Block
        track={track}
        title={title}
        tools={VIEWS[queue].map((other) => (
          <Link key={other.words} to={queueAddress(other.place)} aria-current={other.place.view === view ? "true" : undefined} preventScrollReset>
            {other.words}
          </Link>
        ))}
      >
        {done ? <DecidedNote queue={queue} id={done.id} entry={done.entry} /> : null}
        <FormNote sentence={isInRow ? null : answer?.sentence} />
        <NotCompared documents={notCompared} />
        <RefusedContext.Provider value={answer}>
          {unanswered ? <UnansweredList rows={unanswered} decided={view === "decided"} timeZone={timeZone} /> : null}
          {feedback && place.queue === "feedback" ? <FeedbackList rows={feedback} view={place.view} timeZone={timeZone} /> : null}
          {stale ? <StaleList rows={stale} today={today} /> : null}
          {contradictions ? <ContradictionList rows={contradictions} decided={view === "decided"} timeZone={timeZone} /> : null}
        </RefusedContext.Provider>
      </Block>
    </div>
  );
}

export const ErrorBoundary = ErrorPage;
