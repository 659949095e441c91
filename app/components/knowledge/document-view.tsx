import { Link } from "@remix-run/react";
import { ChevronDown, ChevronUp } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { formatDayOfYear } from "#app/lib/format.ts";
import { passageSearch } from "#app/lib/passage-link.ts";
import { paths } from "#app/lib/paths.ts";
import { DocBody, placeAnchor } from "./doc-body.tsx";
import { LazyPdfPage } from "./lazy-pdf-page.tsx";
import { sayDaysAgo } from "./say-document.ts";
import type { ShownDocument } from "./shown-document.ts";

interface DocumentViewProps {
  document: ShownDocument;
  today: string;
  /** Beside an answer the document is not the page: its title is no h1 there, and its links stay. */
  beside?: boolean;
  /** What stands at the end of the bar. */
  tools?: ReactNode;
}

/** A document with the cited places marked: its sleeve, where the reader is in it, and its words. */
export function DocumentView({ document, today, beside = false, tools }: DocumentViewProps) {
  const { id, title, version, owner, reviewedOn, reviewDueOn, isStale, numbers, current, drawn, page, kind } = document;
  const Title = beside ? "h2" : "h1";
  const body = useRef<HTMLDivElement>(null);

  // The address names the place too; this is for readers who come without loading a page.
  useEffect(() => {
    if (current === null) return;
    const place = body.current?.querySelector(`#${placeAnchor(current)}`);
    place?.scrollIntoView({ block: "center", behavior: window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }, [id, current, page]);

  return (
    <article className="doc" aria-labelledby="doc-title">
      <header className="sleeve doc-cover">
        <p className="label">
          <span>Document</span>
          <span>Version {version}</span>
        </p>
        <Title id="doc-title" className={title.length > 34 ? "title long-title" : "title"}>
          {title}
        </Title>
        <dl>
          {owner ? <Fact term="Owner">{owner}</Fact> : null}
          {reviewedOn ? (
            <Fact term="Reviewed">
              {formatDayOfYear(reviewedOn)}
              <span className="sr">, {sayDaysAgo(reviewedOn, today)}</span>
            </Fact>
          ) : null}
          {reviewDueOn ? <Fact term={isStale ? "Was due" : "Next"}>{formatDayOfYear(reviewDueOn)}</Fact> : null}
        </dl>
      </header>
      <DocumentBar document={document} beside={beside} tools={tools} />
      <div className="doc-body" ref={body}>
        {!document.hasText ? <NotRead document={document} /> : null}
        {drawn.isPart ? <p className="note hollow">This document is long: the part around the passage is shown. The original file holds all of it.</p> : null}
        {kind === "pdf" && page !== null ? (
          <LazyPdfPage key={`${id} ${version} ${page}`} file={paths.documentBytes(id)} page={page} spans={document.pageSpans} current={current}>
            <DocBody nodes={drawn.nodes} numbers={numbers} current={numbers.indexOf(current ?? -1)} />
          </LazyPdfPage>
        ) : (
          <DocBody nodes={drawn.nodes} numbers={numbers} current={numbers.indexOf(current ?? -1)} />
        )}
      </div>
    </article>
  );
}

const Fact = ({ term, children }: { term: string; children: ReactNode }) => (
  <>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </>
);

/** Why there are no words yet. */
function NotRead({ document: { status, failure } }: { document: ShownDocument }) {
  return (
    <div className="empty">
      <h2>{status === "failed" ? "This document could not be read" : "This document is being read"}</h2>
      <p>{failure ?? "Its text appears here as soon as it is read. The page looks again by itself."}</p>
    </div>
  );
}

/** Where the reader is: which of the cited places, which page, and the way to the next. */
function DocumentBar({ document, beside, tools }: { document: ShownDocument; beside: boolean; tools: ReactNode }) {
  const { id, places, current, conversationId, page, pageCount } = document;
  const at = places.findIndex(({ number }) => number === current);
  const to = (number: number) => `${paths.document(id, passageSearch({ places, current: number, conversationId }))}#${placeAnchor(number)}`;
  const toPage = (next: number) => paths.document(id, passageSearch({ places, current, conversationId, page: next }));
  const before = places[at - 1];
  const next = places[at + 1];
  return (
    <div className="doc-bar">
      {places.length > 0 ? (
        <span>
          <b>Passage {at + 1}</b> of {places.length} {conversationId ? "used in the answer" : "marked"}
        </span>
      ) : null}
      {conversationId && !beside ? (
        <Link className="link" to={paths.knowledge(conversationId)}>
          Back to the answer
        </Link>
      ) : null}
      <span className="end">
        {places.length > 1 ? (
          <>
            <Step to={before ? to(before.number) : null} label="Passage before" icon={<ChevronUp className="i" aria-hidden="true" />} />
            <Step to={next ? to(next.number) : null} label="Next passage" icon={<ChevronDown className="i" aria-hidden="true" />} />
          </>
        ) : null}
        {page !== null && pageCount !== null && pageCount > 1 ? (
          <nav className="pages" aria-label="Pages">
            <Step to={page > 1 ? toPage(page - 1) : null} label="Page before" icon={<ChevronUp className="i" aria-hidden="true" />} />
            <span>
              Page {page} of {pageCount}
            </span>
            <Step to={page < pageCount ? toPage(page + 1) : null} label="Next page" icon={<ChevronDown className="i" aria-hidden="true" />} />
          </nav>
        ) : null}
        <a className="link" href={paths.documentFile(id)} download>
          Original file
        </a>
        {tools}
      </span>
    </div>
  );
}

function Step({ to, label, icon }: { to: string | null; label: string; icon: ReactNode }) {
  const inside = (
    <>
      {icon}
      <span className="sr">{label}</span>
    </>
  );
  return to === null ? (
    <span className="ib off" aria-disabled="true" role="link">
      {inside}
    </span>
  ) : (
    <Link className="ib" to={to} title={label} preventScrollReset>
      {inside}
    </Link>
  );
}
