import { Link } from "@remix-run/react";
import { ChevronDown, ChevronUp } from "lucide-react";
import type { ReactNode } from "react";
import { passageSearch } from "#app/lib/passage-link.ts";
import { paths } from "#app/lib/paths.ts";
import { placeAnchor } from "./doc-body.tsx";
import type { DocumentToRead } from "./shown-document.ts";

interface DocumentBarProps {
  document: DocumentToRead;
  /** Beside an answer: goes to another place without leaving it. Null on the document's own page. */
  onGo: ((href: string) => void) | null;
  tools: ReactNode;
}

/** Where the reader is: which of the cited places, which page, and the way to the next. */
export function DocumentBar({ document, onGo, tools }: DocumentBarProps) {
  const { id, places, current, conversationId, citedVersion, page, pageCount, version, textVersion, isFileOfText } = document;
  const at = current ?? 0;
  const asked = { places, version: citedVersion, conversationId };
  const within = (next: number, last: number): number => Math.min(Math.max(next, 1), last);
  const toPlace = (next: number): string => `${paths.document(id, passageSearch({ ...asked, current: within(next, places.length) }))}#${placeAnchor(within(next, places.length))}`;
  const toPage = (next: number, last: number): string => paths.document(id, passageSearch({ ...asked, current, page: within(next, last) }));
  return (
    <div className="doc-bar">
      {places.length > 0 ? (
        <span role="status">
          <b>Passage {at}</b> of {places.length} {conversationId ? "used in the answer" : "marked"}
        </span>
      ) : null}
      {conversationId && !onGo ? (
        <Link className="link" to={paths.knowledge(conversationId)}>
          Back to the answer
        </Link>
      ) : null}
      <span className="end">
        {places.length > 1 ? (
          <>
            <Step to={toPlace(at - 1)} isEnd={at <= 1} onGo={onGo} label="Passage before" icon={<ChevronUp className="i" aria-hidden="true" />} />
            <Step to={toPlace(at + 1)} isEnd={at >= places.length} onGo={onGo} label="Next passage" icon={<ChevronDown className="i" aria-hidden="true" />} />
          </>
        ) : null}
        {page !== null && pageCount !== null && pageCount > 1 ? (
          <nav className="pages" aria-label="Pages">
            <Step to={toPage(page - 1, pageCount)} isEnd={page <= 1} onGo={onGo} label="Page before" icon={<ChevronUp className="i" aria-hidden="true" />} />
            <span>
              Page {page} of {pageCount}
            </span>
            <Step to={toPage(page + 1, pageCount)} isEnd={page >= pageCount} onGo={onGo} label="Next page" icon={<ChevronDown className="i" aria-hidden="true" />} />
          </nav>
        ) : null}
        <a className="link" href={paths.documentFile(id)} download>
          Original file{version === textVersion ? null : `, version ${isFileOfText ? textVersion : version}`}
        </a>
        {tools}
      </span>
    </div>
  );
}

interface StepProps {
  to: string;
  /** There is no further one. The step stays, so that a focus on it is not lost, and leads to where the reader is. */
  isEnd: boolean;
  onGo: ((href: string) => void) | null;
  label: string;
  icon: ReactNode;
}

function Step({ to, isEnd, onGo, label, icon }: StepProps) {
  return (
    <Link
      className={isEnd ? "ib off" : "ib"}
      to={to}
      title={label}
      aria-disabled={isEnd ? true : undefined}
      preventScrollReset
      onClick={(event) => {
        if (isEnd) event.preventDefault();
        else if (onGo && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
          event.preventDefault();
          onGo(to);
        }
      }}
    >
      {icon}
      <span className="sr">{label}</span>
    </Link>
  );
}
