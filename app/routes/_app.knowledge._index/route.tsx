import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, type ShouldRevalidateFunction, useLoaderData, useRouteLoaderData, useSearchParams } from "@remix-run/react";
import { lazy, Suspense } from "react";
import { conversationIdOf, TalkFrame } from "#app/components/agent/talk-frame.tsx";
import { useWatch } from "#app/components/imports/use-watch.ts";
import { KnowledgeTabs } from "#app/components/knowledge/knowledge-tabs.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { paths } from "#app/lib/paths.ts";
import { useAwake } from "#app/lib/use-awake.ts";
import { todayIn } from "#server/contracts/calendar.ts";
import { callerFor } from "#server/trpc/caller.ts";
import type { loader as shellLoader } from "../_app/route.tsx";

const AskPage = lazy(async () => ({ default: (await import("#app/components/knowledge/ask-page.tsx")).AskPage }));

export const meta: MetaFunction = () => [{ title: "Knowledge · Misty" }];

/** Questions about jazz that the catalogue and the notes can answer too. */
const JAZZ_STARTERS = ["Who played on Kind of Blue?", "What is a Blue Note first pressing known by?", "What should I listen to after A Love Supreme?", "Who was Rudy Van Gelder?"];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await callerFor(request, context);
  const [{ questions, ...askable }, shop] = await Promise.all([caller.knowledgeQueues.starters(), caller.session.shop()]);
  return { questions, askable, today: todayIn(shop.timeZone, context.now) };
}

/** A conversation that got its address, or another one, changes nothing the loader reads. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction, currentUrl, nextUrl }) => (formAction ? formAction !== paths.theme : currentUrl.href === nextUrl.href);

const MAY_BRING: readonly string[] = ["manager", "admin"];
const LONGEST_QUESTION = 4_000;

/** Asking the shop's documents, or about jazz. A conversation needs the browser's script, so the server draws its frame only. */
export default function KnowledgePage() {
  const { questions, askable, today } = useLoaderData<typeof loader>();
  const isAwake = useAwake();
  const [search] = useSearchParams();
  const shell = useRouteLoaderData<typeof shellLoader>("routes/_app");
  const conversationId = conversationIdOf(search);
  const agent = search.get("of") === "jazz" ? "jazz" : "librarian";
  useWatch(askable.ready === 0 && askable.waiting > 0);
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
        <Suspense fallback={<TalkFrame className="talk know" />}>
          <AskPage
            key={`${shell.person.id} ${agent}`}
            asked={agent === "jazz" ? { agent } : { agent, askable, mayBring: MAY_BRING.includes(shell.person.role) }}
            firstText={conversationId === null ? (search.get("q") ?? "").slice(0, LONGEST_QUESTION) : ""}
            personId={shell.person.id}
            conversationId={conversationId}
            timeZone={shell.shop.timeZone}
            today={today}
            starters={agent === "jazz" ? JAZZ_STARTERS : questions}
          />
        </Suspense>
      ) : (
        <TalkFrame className="talk know" />
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

export const ErrorBoundary = ErrorPage;
