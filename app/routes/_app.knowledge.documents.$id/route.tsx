import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useWatch } from "#app/components/imports/use-watch.ts";
import { DocumentView } from "#app/components/knowledge/document-view.tsx";
import { KnowledgeTabs } from "#app/components/knowledge/knowledge-tabs.tsx";
import { DoneLine } from "#app/components/layout/done-line.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { showDocument } from "#app/lib/show-document.server.ts";
import { todayIn } from "#server/contracts/calendar.ts";
import { documentInput } from "#server/contracts/knowledge.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { DocumentDesk } from "./document-desk.tsx";
import { takeDocumentAct } from "./take-document-act.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.document.title ?? "Document"} · Misty` }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const asked = documentInput.safeParse({ id: params["id"] });
  if (!asked.success) throw Response.json({ sentence: "There is no such document, or it was removed.", fields: {}, requestId: context.requestId, unexpected: false }, { status: 404 });
  const caller = await callerFor(request, context);
  const [document, shop] = await Promise.all([caller.knowledge.document(asked.data), caller.session.shop()]);
  return { document: showDocument(document, new URL(request.url).searchParams), today: todayIn(shop.timeZone, context.now), timeZone: shop.timeZone, currency: shop.currency };
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
  useWatch(document.status === "queued" || document.status === "reading");
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

export const ErrorBoundary = ErrorPage;
