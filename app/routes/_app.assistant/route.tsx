import type { MetaFunction } from "@remix-run/node";
import { Link, useRouteLoaderData, useSearchParams } from "@remix-run/react";
import { lazy, Suspense, useSyncExternalStore } from "react";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { SkeletonRows } from "#app/components/layout/skeleton-rows.tsx";
import { paths } from "#app/lib/paths.ts";
import type { loader as shellLoader } from "../_app/route.tsx";

const Assistant = lazy(async () => ({ default: (await import("#app/components/agent/assistant-page.tsx")).AssistantPage }));

export const meta: MetaFunction = () => [{ title: "Assistant · Misty" }];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const never = () => () => {};

/** False on the server and in the first drawing, which must be the server's. */
const useAwake = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/** The assistant: ask in your own words. A conversation needs the browser's script, so the server draws its frame only. */
export default function AssistantRoute() {
  const isAwake = useAwake();
  const [search] = useSearchParams();
  const shell = useRouteLoaderData<typeof shellLoader>("routes/_app");
  const asked = search.get("c");
  return (
    <>
      <h1 className="sr">Assistant</h1>
      {isAwake && shell ? (
        <Suspense fallback={<Frame />}>
          <Assistant key={shell.person.id} personId={shell.person.id} conversationId={asked !== null && UUID.test(asked) ? asked.toLowerCase() : null} timeZone={shell.shop.timeZone} />
        </Suspense>
      ) : (
        <Frame />
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

/** The page's shape while its code is on the way; hidden where it never comes. */
function Frame() {
  return (
    <div className="talk needs-script" aria-busy="true">
      <div className="past">
        <SkeletonRows rows={4} />
      </div>
      <div className="talk-words">
        <SkeletonRows rows={6} />
      </div>
    </div>
  );
}

export const ErrorBoundary = ErrorPage;
