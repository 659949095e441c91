import type { MetaFunction } from "@remix-run/node";
import { Link, useRouteLoaderData, useSearchParams } from "@remix-run/react";
import { lazy, Suspense } from "react";
import { conversationIdOf, TalkFrame } from "#app/components/agent/talk-frame.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { paths } from "#app/lib/paths.ts";
import { useAwake } from "#app/lib/use-awake.ts";
import type { loader as shellLoader } from "../_app/route.tsx";

const Assistant = lazy(async () => ({ default: (await import("#app/components/agent/assistant-page.tsx")).AssistantPage }));

export const meta: MetaFunction = () => [{ title: "Assistant · Misty" }];

/** The assistant: ask in your own words. A conversation needs the browser's script, so the server draws its frame only. */
export default function AssistantRoute() {
  const isAwake = useAwake();
  const [search] = useSearchParams();
  const shell = useRouteLoaderData<typeof shellLoader>("routes/_app");
  return (
    <>
      <h1 className="sr">Assistant</h1>
      {isAwake && shell ? (
        <Suspense fallback={<TalkFrame />}>
          <Assistant key={shell.person.id} personId={shell.person.id} conversationId={conversationIdOf(search)} timeZone={shell.shop.timeZone} />
        </Suspense>
      ) : (
        <TalkFrame />
      )}
      <noscript>
        <div className="empty page">
          <h2>The assistant needs JavaScript</h2>
          <p>It is switched off in this browser. All of this works without it:</p>
          <ul className="plain-list">
            <li>
              <Link className="link" to={paths.dashboard()}>
                The dashboard: how the shop is doing
              </Link>
            </li>
            <li>
              <Link className="link" to={paths.orders()}>
                All orders, with filters
              </Link>
            </li>
            <li>
              <Link className="link" to={paths.find()}>
                Find an order, a customer or a record
              </Link>
            </li>
          </ul>
        </div>
      </noscript>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
