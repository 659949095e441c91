import { Link } from "@remix-run/react";
import { type MouseEvent, useContext } from "react";
import type { NearestPassage, PassagesData } from "#agents/contracts/citations.ts";
import type { MistyMessage } from "#agents/contracts/messages.ts";
import { plural } from "#app/lib/format.ts";
import { AnswerHelped } from "./answer-helped.tsx";
import { citationHref, LibraryPageContext, nearestHref, passagesOf, sourcesOf } from "./cited.ts";
import { sayAge, sayPlace } from "./say-document.ts";

/** What stands under an answer from the documents: what it stands on, or what came nearest, and whether it helped. */
export function LibraryAfter({ message }: { message: MistyMessage }) {
  const data = passagesOf(message);
  const runId = message.metadata?.runId;
  if (!data) return runId ? <AnswerHelped runId={runId} /> : null;
  return (
    <>
      {data.uncited.length > 0 ? (
        <p className="keyline">
          <span>
            <span className="uncited">like this</span> no document is cited for it
          </span>
        </p>
      ) : null}
      {data.declined ? <Nearest nearest={data.nearest} /> : null}
      {runId ? <AnswerHelped runId={runId} /> : null}
      {data.citations.length > 0 ? <Sources data={data} /> : null}
    </>
  );
}

function useShow(): (href: string) => (event: MouseEvent) => void {
  const page = useContext(LibraryPageContext);
  return (href) => (event) => {
    if (!page?.onShow || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    page.onShow(href);
  };
}

function Nearest({ nearest }: { nearest: readonly NearestPassage[] }) {
  const page = useContext(LibraryPageContext);
  const show = useShow();
  return (
    <div className="declined">
      <p>The question was noted for those who write the documents.</p>
      {nearest.length > 0 ? (
        <>
          <h3>What comes nearest</h3>
          <ol className="sources">
            {nearest.map((near) => {
              const to = nearestHref(near, page?.conversationId ?? "");
              return (
                <li key={`${near.passageId} ${near.startOffset}`}>
                  <span>
                    <Link to={to} onClick={show(to)}>
                      {near.title}
                    </Link>
                    <span className="by">{sayPlace(near, near.title)}</span>
                    <q>{near.quote}</q>
                  </span>
                </li>
              );
            })}
          </ol>
        </>
      ) : null}
    </div>
  );
}

function Sources({ data }: { data: PassagesData }) {
  const page = useContext(LibraryPageContext);
  const show = useShow();
  const sources = sourcesOf(data);
  return (
    <section className="block sources-block" aria-label="Sources">
      <header className="block-head">
        <h3>Sources</h3>
        <p className="tools quiet">
          {plural(sources.reduce((sum, { citations }) => sum + citations.length, 0), "passage")} of {plural(sources.length, "document")}
        </p>
      </header>
      <ol className="sources">
        {sources.map(({ documentId, title, version, citations }) => (
          <li key={documentId}>
            <span className="numbers">
              {citations.map((cited) => {
                const to = citationHref(data, cited, page?.conversationId ?? "");
                return (
                  <Link key={cited.number} className="cite" to={to} onClick={show(to)} aria-label={`Source ${cited.number}: ${title}`}>
                    {cited.number}
                  </Link>
                );
              })}
            </span>
            <span>
              <b>{title}</b>
              <span className="by">{[...new Set(citations.map((cited) => sayPlace(cited, title)).filter(Boolean))].join("; ")}</span>
            </span>
            <span className="quiet">
              v{version}
              {citations[0] ? `, ${sayAge(citations[0], page?.today ?? citations[0].updatedAt.slice(0, 10))}` : ""}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
