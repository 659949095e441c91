import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useWatch } from "#app/components/imports/use-watch.ts";
import { KnowledgeTabs } from "#app/components/knowledge/knowledge-tabs.tsx";
import { Band } from "#app/components/layout/band.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { DoneLine } from "#app/components/layout/done-line.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { formatCount, plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { readParts } from "#app/lib/read-parts.server.ts";
import { useForgetInAddress } from "#app/lib/use-forget-in-address.ts";
import { todayIn } from "#server/contracts/calendar.ts";
import { AppError } from "#server/errors.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { DocumentTable } from "./document-table.tsx";
import { UploadForm, type Wanted } from "./upload-form.tsx";

export const meta: MetaFunction = () => [{ title: "Documents · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await callerFor(request, context);
  const [list, shop] = await Promise.all([caller.knowledge.list(), caller.session.shop()]);
  return { list, today: todayIn(shop.timeZone, context.now) };
}

/** The address of this page with the question a document is wanted for, and what came of it. */
function addressOf(search: URLSearchParams, done: Record<string, string> = {}): string {
  const kept = ["write", "for"].flatMap((name) => (search.has(name) ? [[name, search.get(name) ?? ""]] : []));
  return paths.documents(new URLSearchParams([...kept, ...Object.entries(done)]));
}

/** Takes the files of the plain form. Those that were refused are named, each with its reason; the others are in. */
export async function action({ request, context }: ActionFunctionArgs) {
  const caller = await callerFor(request, context);
  let values: Record<string, string> = {};
  try {
    const { added, refused } = await caller.knowledge.add({ read: async (take) => (values = await readParts(request, "files", take)) });
    if (refused.length > 0) return data({ refused, added: added.length, values }, { status: 400 });
    return redirect(addressOf(new URL(request.url).searchParams, { done: "added", n: String(added.length) }));
  } catch (error) {
    if (error instanceof AppError) return data({ refused: [{ fileName: "", sentence: error.message }], added: 0, values }, { status: 400 });
    throw error;
  }
}

function sayDone(search: URLSearchParams): string | null {
  if (search.get("done") === "removed") return `The document is gone, with everything cut from it; answers that quoted it no longer show their words. ${search.has("later") ? "Its file could not be reached just now; it is removed as soon as the storage answers." : "Its file is removed, too."}`;
  const count = Number(search.get("n"));
  return search.get("done") === "added" && Number.isInteger(count) && count > 0 ? `${plural(count, "document")} came in and ${count === 1 ? "is" : "are"} being read.` : null;
}

const wantedOf = (search: URLSearchParams): Wanted | null => {
  const question = search.get("write");
  return question ? { question, id: search.get("for") } : null;
};

/** Says once that work has ended; nothing while it goes on, since its numbers change all the time. */
function Ended({ isUnderWay }: { isUnderWay: boolean }) {
  const was = useRef(isUnderWay);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (was.current !== isUnderWay) setSaid(isUnderWay ? "" : "All documents are read.");
    was.current = isUnderWay;
  }, [isUnderWay]);
  return (
    <p className="sr" role="status">
      {said}
    </p>
  );
}

/** The shop's documents: what answers stand on. */
export default function DocumentsPage() {
  const { list, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const [search] = useSearchParams();
  useForgetInAddress("done", "n", "later");
  const { documents, mayChange, model, reembedding } = list;
  const isUnderWay = reembedding !== null || documents.some(({ status }) => status === "queued" || status === "reading");
  useWatch(isUnderWay, documents.map(({ status, chunkCount, embeddedCount }) => `${status} ${embeddedCount} ${chunkCount}`).join());
  const passages = documents.reduce((sum, { chunkCount }) => sum + chunkCount, 0);
  return (
    <div className="page-body list-page knowledge-desk">
      <KnowledgeTabs here="documents" />
      <Band label="Knowledge" title="What our answers stand on" figure={formatCount(documents.length)}>
        <p>
          {plural(documents.length, "document")} in {plural(passages, "passage")}. {mayChange ? "Delete a document and no answer uses it any more." : "Managers add, change and delete them."}
        </p>
      </Band>
      <DoneLine words={sayDone(search)} />
      <Ended isUnderWay={isUnderWay} />
      <Block track="A1" title="Documents" tools={<span className="quiet">{model.keyless ? "Sorted by the built-in word list, as no key is set" : `Sorted by ${model.name}`}</span>}>
        {model.notice ? <p className="note hollow">{model.notice}</p> : null}
        {reembedding ? (
          <p className="small with-progress">
            {formatCount(reembedding.done)} of {formatCount(reembedding.total)} passages are sorted by what they mean. The others are found by their words until then.
            <progress max={reembedding.total} value={reembedding.done} aria-label="Passages sorted by what they mean" />
          </p>
        ) : null}
        {documents.length === 0 ? (
          <div className="empty">
            <h3>There is no document yet</h3>
            <p>{mayChange ? "Bring the first below: how returns go, what a grade means, what the till does at night. Then ask." : "As soon as a manager brings the first, it can be asked."}</p>
          </div>
        ) : (
          <DocumentTable documents={documents} today={today} />
        )}
      </Block>
      {mayChange ? (
        <Block track="A2" title="Bring documents">
          <UploadForm refused={answer?.refused ?? []} added={answer?.added ?? 0} values={answer?.values ?? {}} wanted={wantedOf(search)} isBrought={search.get("done") === "added"} action={addressOf(search)} />
        </Block>
      ) : null}
    </div>
  );
}

export const ErrorBoundary = ErrorPage;
