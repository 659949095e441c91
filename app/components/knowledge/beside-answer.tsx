import { Plus, RotateCw, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { SkeletonRows } from "#app/components/layout/skeleton-rows.tsx";
import type { PlaceToShow } from "./cited.ts";
import { placeAnchor } from "./doc-body.tsx";
import { DocumentView } from "./document-view.tsx";
import { useDocument } from "./use-document.ts";

/** The place that is open, and what led to it. */
export interface OpenPlace extends PlaceToShow {
  /** Counts presses, so that the same place pressed again is shown again. */
  press: number;
  /** What the answer cited first; a step within the document leads away from it. */
  isStep: boolean;
}

interface BesideAnswerProps {
  place: OpenPlace;
  today: string;
  onGo: (href: string) => void;
  onNew: () => void;
  onClose: () => void;
  /** Says to those who do not see it what the column shows. */
  onSay: (words: string) => void;
}

/** The cited document beside its answer. What goes wrong with it stays in the column. */
export function BesideAnswer({ place, today, onGo, onNew, onClose, onSay }: BesideAnswerProps) {
  const column = useRef<HTMLElement>(null);
  const [read, again] = useDocument(place.href, place.press);
  const shown = useRef(0);
  const isHere = read.state !== "loading" && !(read.state === "ready" && read.isBusy);

  // Once per press the focus follows to what was asked for.
  useEffect(() => {
    if (!isHere || shown.current === place.press) return;
    shown.current = place.press;
    const document = read.state === "ready" ? read.document : null;
    // The text of a printed page is folded away once the page is drawn.
    const mark = document?.current && document.kind !== "pdf" ? column.current?.querySelector<HTMLElement>(`#${placeAnchor(document.current)}`) : null;
    if (!place.isStep) (mark ?? column.current?.querySelector<HTMLElement>("#doc-title"))?.focus({ preventScroll: true });
    if (document?.isLost) onSay(`${document.title} does not say any more what the answer quoted.`);
    else if (document) onSay(`${document.title} opened at the passage.`);
    else if (read.state === "gone" || read.state === "failed") onSay(read.sentence);
  }, [isHere, place.press, place.isStep, read, onSay]);

  const tools = (
    <>
      <button type="button" className="ib" onClick={onNew} title="New question">
        <Plus className="i" aria-hidden="true" />
        <span className="sr">New question</span>
      </button>
      <button type="button" className="ib" onClick={onClose} title="Close the document (Esc)">
        <X className="i" aria-hidden="true" />
        <span className="sr">Close the document</span>
      </button>
    </>
  );
  return (
    <aside className="beside" ref={column} aria-label="The cited document" aria-busy={isHere ? undefined : true}>
      {read.state === "ready" ? (
        <DocumentView key={read.document.id} document={read.document} today={today} beside={{ scroller: column, press: place.press, isBusy: read.isBusy, onGo }} tools={tools} />
      ) : (
        <>
          <div className="doc-bar">
            <span className="end">{tools}</span>
          </div>
          <div className="doc-body">
            {read.state === "loading" ? <SkeletonRows rows={10} /> : null}
            {read.state === "gone" || read.state === "failed" ? (
              <>
                <h2 id="doc-title" tabIndex={-1}>
                  {place.title}
                </h2>
                <p>{read.sentence}</p>
                {read.state === "failed" ? (
                  <button type="button" className="btn s" onClick={again}>
                    <RotateCw className="i" aria-hidden="true" />
                    Try again
                  </button>
                ) : null}
              </>
            ) : null}
          </div>
        </>
      )}
    </aside>
  );
}
