import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, type ShouldRevalidateFunction, useLoaderData, useRouteLoaderData, useSearchParams } from "@remix-run/react";
import { lazy, Suspense, useSyncExternalStore } from "react";
import { KnowledgeTabs } from "#app/components/knowledge/knowledge-tabs.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { SkeletonRows } from "#app/components/layout/skeleton-rows.tsx";
import { paths } from "#app/lib/paths.ts";
import { todayIn } from "#server/contracts/calendar.ts";
import { callerFor } from "#server/trpc/caller.ts";
import type { loader as shellLoader } from "../_app/route.tsx";

const AskPage = lazy(async () => ({ default: (await import("#app/components/knowledge/ask-page.tsx")).AskPage }));

export const meta: MetaFunction = () => [{ title: "Knowledge · Misty" }];

/** Questions about jazz that the catalogue and the notes can answer too. */
const JAZZ_STARTERS = ["Who played on Kind of Blue?", "What is a Blue Note first pressing known by?", "What should I listen to after A Love Supreme?", "Who was Rudy Van Gelder?"];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await callerFor(request, context);
  const [starters, shop] = await Promise.all([caller.knowledgeQueues.starters(), caller.session.shop()]);
  return { starters, today: todayIn(shop.timeZone, context.now) };
}

/** A conversation that got its address, or another one, changes nothing the loader reads. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction }) => Boolean(formAction) && formAction !== paths.theme;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const never = () => () => {};
const useAwake = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/** Asking the shop's documents, or about jazz. A conversation needs the browser's script, so the server draws its frame only. */
export default function KnowledgePage() {
  const { starters, today } = useLoaderData<typeof loader>();
  const isAwake = useAwake();
  const [search] = useSearchParams();
  const shell = useRouteLoaderData<typeof shellLoader>("routes/_app");
  const agent = search.get("of") === "jazz" ? "jazz" : "librarian";
  const asked = search.get("c");
  return (
    <>
      <h1 className="sr">Knowledge</h1>
      <div className="knowledge-head">
        <KnowledgeTabs here="ask" />
        <nav className="seg" aria-label="What is asked">
          <Link to={paths.knowledge()} aria-current={agent === "librarian" ? "page" : undefined}>
            Our documents
          </Link>
          <Link to={paths.knowledge(null, "jazz")} aria-current={agent === "jazz" ? "page" : undefined}>
            Jazz research
          </Link>
        </nav>
      </div>
      {isAwake && shell ? (
        <Suspense fallback={<Frame />}>
          <AskPage
            key={`${shell.person.id} ${agent}`}
            agent={agent}
            personId={shell.person.id}
            conversationId={asked !== null && UUID.test(asked) ? asked.toLowerCase() : null}
            timeZone={shell.shop.timeZone}
            today={today}
            starters={agent === "jazz" ? JAZZ_STARTERS : starters}
          />
        </Suspense>
      ) : (
        <Frame />
      )}
      <noscript>
        <div className="empty page">
          <h2>Asking needs JavaScript</h2>
          <p>
            It is switched off in this browser. <Link to={paths.documents()}>All documents</Link> can be read without it.
          </p>
        </div>
      </noscript>
    </>
  );
}

function Frame() {
  return (
    <div className="talk know needs-script" aria-busy="true">
      <nav className="past" aria-label="Conversations">
        <SkeletonRows rows={5} />
      </nav>
      <section className="talk-words" aria-label="Question and answer">
        <SkeletonRows rows={6} />
      </section>
    </div>
  );
}

export const ErrorBoundary = ErrorPage;
