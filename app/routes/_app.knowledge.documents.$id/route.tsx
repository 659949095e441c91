import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useWatch } from "#app/components/imports/use-watch.ts";
import { DocumentView } from "#app/components/knowledge/document-view.tsx";
import { KnowledgeTabs } from "#app/components/knowledge/knowledge-tabs.tsx";
import { DoneLine } from "#app/components/layout/done-line.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { readPassageSearch } from "#app/lib/passage-link.ts";
import { paths } from "#app/lib/paths.ts";
import { useForgetInAddress } from "#app/lib/use-forget-in-address.ts";
import { viewDocument } from "#app/lib/view-document.server.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { DocumentDesk } from "./document-desk.tsx";
import { takeDocumentAct } from "./take-document-act.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.document.title ?? "Document"} · Misty` }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { document, today, shop } = await viewDocument(await callerFor(request, context), params["id"], request, context);
  return { document, today, timeZone: shop.timeZone, currency: shop.currency };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  return takeDocumentAct(await callerFor(request, context), params["id"] ?? "", request);
}

const DONE: Readonly<Record<string, string>> = { edited: "Saved. Answers follow at once.", replaced: "The new version is being read. Until then the last one answers.", reindexed: "It is being read anew." };

/** A document at the place an answer cites, and what is known of it. */
export default function DocumentPage() {
  const { document, today, timeZone, currency } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const [search] = useSearchParams();
  useForgetInAddress("done");
  useWatch(document.status === "queued" || document.status === "reading", `${document.status} ${document.problem ?? ""}`);
  return (
    <div className="doc-page">
      <KnowledgeTabs here="documents" />
      <DoneLine words={DONE[search.get("done") ?? ""]} />
      <div className="doc-columns">
        <DocumentView document={document} today={today} />
        <DocumentDesk document={document} today={today} timeZone={timeZone} currency={currency} answer={answer} />
      </div>
    </div>
  );
}

/** A document that is gone, or does not load, leaves the way back to what led here. */
export function ErrorBoundary() {
  const [search] = useSearchParams();
  const { conversationId } = readPassageSearch(search);
  return (
    <ErrorPage>
      {conversationId ? (
        <Link className="btn" to={paths.knowledge(conversationId)}>
          Back to the answer
        </Link>
      ) : null}
    </ErrorPage>
  );
}
