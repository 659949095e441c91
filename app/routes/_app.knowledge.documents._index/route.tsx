import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useWatch } from "#app/components/imports/use-watch.ts";
import { KnowledgeTabs } from "#app/components/knowledge/knowledge-tabs.tsx";
import { Band } from "#app/components/layout/band.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { DoneLine } from "#app/components/layout/done-line.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { formatCount, plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { readParts } from "#app/lib/read-parts.server.ts";
import { todayIn } from "#server/contracts/calendar.ts";
import { AppError } from "#server/errors.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { DocumentTable } from "./document-table.tsx";
import { UploadForm } from "./upload-form.tsx";
import { REFUSED_HEADER } from "./upload-words.ts";

export const meta: MetaFunction = () => [{ title: "Documents · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await callerFor(request, context);
  const [list, shop] = await Promise.all([caller.knowledge.list(), caller.session.shop()]);
  return { list, today: todayIn(shop.timeZone, context.now), timeZone: shop.timeZone };
}

interface Refused {
  fileName: string;
  sentence: string;
}

const refuse = (refused: Refused[], added: number, status: number) =>
  data({ refused, added }, { status, headers: refused[0] ? { [REFUSED_HEADER]: encodeURIComponent(refused[0].sentence) } : {} });

/** Takes the files of the form. Those that were refused are named, each with its reason; the others are in. */
export async function action({ request, context }: ActionFunctionArgs) {
  const caller = await callerFor(request, context);
  try {
    const { added, refused } = await caller.knowledge.add({ read: (take) => readParts(request, "files", take) });
    return refused.length > 0 ? refuse(refused, added.length, 400) : redirect(paths.documents(new URLSearchParams({ done: "added", n: String(added.length) })));
  } catch (error) {
    if (error instanceof AppError && error.code !== "FORBIDDEN") return refuse([{ fileName: "", sentence: error.message }], 0, 400);
    throw error;
  }
}

/** The page that uploads file by file reads the reason from a header; the page itself stands in the body. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

function sayDone(search: URLSearchParams): string | null {
  if (search.get("done") === "removed") return "The document is gone, with its passages and its file.";
  const count = Number(search.get("n"));
  return search.get("done") === "added" && Number.isInteger(count) && count > 0 ? `${plural(count, "document")} came in and ${count === 1 ? "is" : "are"} being read.` : null;
}

/** The shop's documents: what answers stand on. */
export default function DocumentsPage() {
  const { list, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const [search] = useSearchParams();
  const { documents, mayChange, model, reembedding } = list;
  const isUnderWay = reembedding !== null || documents.some(({ status }) => status === "queued" || status === "reading");
  useWatch(isUnderWay);
  const passages = documents.reduce((sum, { chunkCount }) => sum + chunkCount, 0);
  return (
    <div className="page-body list-page knowledge-desk">
      <KnowledgeTabs here="documents" />
      <Band label="Knowledge" title="What our answers stand on" figure={formatCount(documents.length)}>
        <p>
          {plural(documents.length, "document")} in {plural(passages, "passage")}. {mayChange ? "A document that is deleted answers no more, from that moment on." : "Managers add, change and delete them."}
        </p>
      </Band>
      <DoneLine words={sayDone(search)} />
      <Block track="A1" title="Documents" tools={<span className="quiet">{model.keyless ? "Meaning by the built-in words, no key is set" : `Meaning by ${model.name}`}</span>}>
        {model.notice ? <p className="note hollow">{model.notice}</p> : null}
        {reembedding ? (
          <p className="small with-progress" role="status">
            {formatCount(reembedding.done)} of {formatCount(reembedding.total)} passages have their meaning by this model. The others are found by their words until then.
            <progress max={reembedding.total} value={reembedding.done} aria-label="Passages with their meaning" />
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
          <UploadForm refused={answer?.refused ?? []} added={answer?.added ?? 0} wanted={search.get("write")} />
        </Block>
      ) : null}
    </div>
  );
}

export const ErrorBoundary = ErrorPage;
