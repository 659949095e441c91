import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { formatDayOfYear } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { DocBody, placeAnchor } from "./doc-body.tsx";
import { DocumentBar } from "./document-bar.tsx";
import { LazyPdfPage } from "./lazy-pdf-page.tsx";
import { sayDaysAgo } from "./say-document.ts";
import type { DocumentToRead } from "./shown-document.ts";

/** Where the document stands beside an answer and is not the page. */
export interface Beside {
  /** What scrolls around the document. */
  scroller: RefObject<HTMLElement | null>;
  /** Counts the presses that asked for this place: the same one pressed again is shown again. */
  press: number;
  /** Another place is on the way, so this one is left where it is. */
  isBusy: boolean;
  /** Shows another place of the document without leaving the answer. */
  onGo: (href: string) => void;
}

interface DocumentViewProps {
  document: DocumentToRead;
  today: string;
  /** Beside an answer its title is no h1, and its steps stay there. */
  beside?: Beside;
  /** What stands at the end of the bar. */
  tools?: ReactNode;
}

/** Brings a mark into the middle of what scrolls around it: the column alone beside an answer, the page else. */
function bringIntoView(mark: Element, scroller: HTMLElement | null | undefined): void {
  const behavior = window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  if (!scroller) {
    mark.scrollIntoView({ block: "center", behavior });
    return;
  }
  const [at, frame] = [mark.getBoundingClientRect(), scroller.getBoundingClientRect()];
  scroller.scrollTo({ top: Math.max(0, scroller.scrollTop + at.top - frame.top - (scroller.clientHeight - at.height) / 2), behavior });
}

/** A document with the cited places marked: its sleeve, where the reader is in it, and its words. */
export function DocumentView({ document, today, beside, tools }: DocumentViewProps) {
  const { id, title, textVersion, isFileOfText, owner, reviewedOn, reviewDueOn, isStale, marks, places, current, drawn, page, kind, pageSpans } = document;
  const Title = beside ? "h2" : "h1";
  const body = useRef<HTMLDivElement>(null);
  const place = places[(current ?? 0) - 1];
  const spot = place ? `${place.start}-${place.end} ${place.print ?? ""}` : null;
  // A file that is newer than the text would show other words than those that are cited.
  const isPicture = kind === "pdf" && page !== null && isFileOfText;
  /** How often a picture of a page came, or did not: what is to be scrolled to is another element then. */
  const [pictures, setPictures] = useState(0);
  const { press = 0, isBusy = false, scroller } = beside ?? {};

  // The address names the place too; this is for readers who come without loading a page.
  useEffect(() => {
    const mark = current === null || spot === null ? null : (body.current?.querySelector(`#on-page-${placeAnchor(current)}`) ?? body.current?.querySelector(`#${placeAnchor(current)}`));
    if (mark && !isBusy && (!isPicture || pictures > 0)) bringIntoView(mark, scroller?.current);
  }, [id, current, spot, page, press, isBusy, pictures, isPicture, scroller]);

  const text = <DocBody nodes={drawn.nodes} marks={marks} current={current} />;
  return (
    <article className="doc" aria-labelledby="doc-title">
      <header className="sleeve doc-cover">
        <p className="label">
          <span>Document</span>
          <span>Version {textVersion}</span>
        </p>
        <Title id="doc-title" className={title.length > 34 ? "title long-title" : "title"} tabIndex={-1}>
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
      <DocumentBar document={document} onGo={beside?.onGo ?? null} tools={tools} />
      <div className="doc-body" ref={body}>
        <Notices document={document} />
        {isPicture ? (
          <LazyPdfPage key={`${id} ${textVersion}`} file={paths.documentBytes(id)} page={page} spans={pageSpans} current={current} onSettled={() => setPictures((count) => count + 1)}>
            {text}
          </LazyPdfPage>
        ) : (
          text
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

/** What a reader must know before the words. */
function Notices({ document: { hasText, status, failure, version, textVersion, citedVersion, isLost, drawn } }: { document: DocumentToRead }) {
  if (!hasText) {
    return (
      <div className="empty">
        <h2>{status === "failed" ? "This document could not be read" : "This document is being read"}</h2>
        <p>{failure ?? "Its text appears here as soon as it is read. The page looks again by itself."}</p>
      </div>
    );
  }
  return (
    <>
      {isLost ? (
        <div className="note lost">
          <b>{citedVersion !== null && citedVersion !== textVersion ? `The answer quoted version ${citedVersion}. Version ${textVersion} does not say this any more.` : "The answer quoted what this text does not say any more."}</b>
        </div>
      ) : null}
      {version !== textVersion ? (
        <p className="note hollow">
          Version {textVersion} is shown, and answers. Version {version} {status === "failed" ? "could not be read." : "is being read."}
        </p>
      ) : null}
      {drawn.isPart ? <p className="note hollow">This document is long: the part around the passage is shown. The original file holds all of it.</p> : null}
    </>
  );
}
