import { Link } from "@remix-run/react";
import { useContext } from "react";
import type { Citation, NearestPassage, PassagesData } from "#agents/contracts/citations.ts";
import type { MistyMessage } from "#agents/contracts/messages.ts";
import { plural } from "#app/lib/format.ts";
import { AnswerHelped } from "./answer-helped.tsx";
import { citationHref, citationKey, LibraryPageContext, nearestHref, passagesOf, sourcesOf } from "./cited.ts";
import { Clashes } from "./clashes.tsx";
import { sayAge, sayPlace } from "./say-document.ts";
import { useShowPlace } from "./use-show-place.ts";

/** What stands under an answer from the documents: what it stands on, or what came nearest, and whether it helped. */
export function LibraryAfter({ message }: { message: MistyMessage }) {
  const data = passagesOf(message);
  const { runId, outcome } = message.metadata ?? {};
  // An answer that was stopped or that failed is none to judge.
  const helped = runId && outcome === "completed" && !data?.withdrawn ? <AnswerHelped runId={runId} /> : null;
  // What was stopped, or cut off on the way here, is kept with its sources and read from there.
  if (!data) return outcome === undefined || outcome === "stopped" ? <p className="small quiet">Its sources are on their way.</p> : helped;
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
      {data.clashes && data.clashes.length > 0 ? <Clashes data={data} clashes={data.clashes} /> : null}
      {helped}
      {data.citations.length > 0 ? <Sources data={data} /> : null}
    </>
  );
}

function Nearest({ nearest }: { nearest: readonly NearestPassage[] }) {
  return (
    <div className="declined">
      <p>The question was noted for those who write the documents.</p>
      {nearest.length > 0 ? (
        <>
          <h3>What comes nearest</h3>
          <ol className="sources">
            {nearest.map((near) => (
              <NearPassage key={`${near.passageId} ${near.startOffset}`} near={near} />
            ))}
          </ol>
        </>
      ) : null}
    </div>
  );
}

function NearPassage({ near }: { near: NearestPassage }) {
  const page = useContext(LibraryPageContext);
  const to = nearestHref(near, page?.conversationId ?? "");
  const show = useShowPlace({ href: to, title: near.title });
  return (
    <li>
      <span>
        <Link to={to} onClick={show}>
          {near.title}
        </Link>
        <span className="by">{sayPlace(near, near.title)}</span>
        <q>{near.quote}</q>
      </span>
    </li>
  );
}

function Sources({ data }: { data: PassagesData }) {
  const page = useContext(LibraryPageContext);
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
          <li key={documentId} aria-current={data.citations.some((cited) => cited.documentId === documentId && citationKey(cited) === page?.here) ? "true" : undefined}>
            <span className="numbers">
              {citations.map((cited) => (
                <SourceNumber key={cited.number} data={data} cited={cited} />
              ))}
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

function SourceNumber({ data, cited }: { data: PassagesData; cited: Citation }) {
  const page = useContext(LibraryPageContext);
  const to = citationHref(data, cited, page?.conversationId ?? "");
  const show = useShowPlace({ href: to, title: cited.title });
  // A number stands for all that is quoted of its passage.
  const isHere = data.citations.some((one) => one.number === cited.number && citationKey(one) === page?.here);
  return (
    <Link className={isHere ? "cite here" : "cite"} to={to} onClick={show} aria-current={isHere ? "true" : undefined} aria-label={`Source ${cited.number}: ${cited.title}`}>
      {cited.number}
    </Link>
  );
}
