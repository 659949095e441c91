import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { useAwake } from "#app/lib/use-awake.ts";
import type { ShownDocument } from "./shown-document.ts";

export interface PdfPageProps {
  /** The address of the file. */
  file: string;
  /** From 1. */
  page: number;
  /** The cited places, in characters of the page's text. */
  spans: ShownDocument["pageSpans"];
  /** The place that is shown. */
  current: number | null;
}

export interface DrawnPdfPageProps extends PdfPageProps {
  /** The page is drawn; `found` are the places that could be marked on it. */
  onDrawn: (page: number, found: readonly number[]) => void;
  onFailed: () => void;
}

/** In the place of the drawing where its code does not come: without a connection, or after a new version of the app. */
function NotThere({ onFailed }: DrawnPdfPageProps) {
  useEffect(onFailed, [onFailed]);
  return null;
}

const loadPage = async (): Promise<{ default: ComponentType<DrawnPdfPageProps> }> => {
  try {
    return { default: (await import("./pdf-page.tsx")).PdfPage };
  } catch {
    return { default: NotThere };
  }
};
const PdfPage = lazy(loadPage);

/**
 * A page of a PDF as a picture with the cited places on it, over its text. The picture has its place from the beginning.
 * The text stays open until the picture says the same: without a script, where it cannot be drawn, where a place is not found on it.
 */
export function LazyPdfPage({ children, onSettled, ...page }: PdfPageProps & { children: ReactNode; /** A page came, or cannot come. */ onSettled: () => void }) {
  const isAwake = useAwake();
  const [drawn, setDrawn] = useState<{ page: number; found: readonly number[] } | null>(null);
  const [isFailed, setFailed] = useState(false);
  const isDrawn = drawn?.page === page.page;
  const isMissed = isDrawn && page.current !== null && page.spans.some(({ place }) => place === page.current) && !drawn.found.includes(page.current);
  return (
    <>
      {isFailed ? <p className="small quiet">The page could not be drawn here, so this is its text.</p> : null}
      {isMissed ? <p className="small">The place could not be marked on the page; it is marked in its text, below the page.</p> : null}
      {isFailed ? null : (
        <div className="pdf-frame needs-script">
          {isAwake ? (
            <Suspense fallback={null}>
              <PdfPage
                {...page}
                onDrawn={(number, found) => {
                  setDrawn({ page: number, found });
                  onSettled();
                }}
                onFailed={() => {
                  setFailed(true);
                  onSettled();
                }}
              />
            </Suspense>
          ) : null}
        </div>
      )}
      <details className="page-words" key={String(isDrawn && !isMissed)} open={!isDrawn || isMissed}>
        <summary>The text of this page</summary>
        <div className="page-text">{children}</div>
      </details>
    </>
  );
}
