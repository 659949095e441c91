import { lazy, type ReactNode, Suspense, useState, useSyncExternalStore } from "react";
import type { CitedPlace } from "#app/lib/passage-link.ts";

const PdfPage = lazy(async () => ({ default: (await import("./pdf-page.tsx")).PdfPage }));

export interface PdfPageProps {
  /** The address of the file. */
  file: string;
  /** From 1. */
  page: number;
  /** The cited places, in characters of the page's text. */
  spans: readonly (CitedPlace & { quote: string })[];
  /** The number of the one that is shown. */
  current: number | null;
}

const never = () => () => {};
const useAwake = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/** A page of a PDF as a picture with the cited places on it; until it is drawn, and where it cannot be, its text. */
export function LazyPdfPage({ children, ...page }: PdfPageProps & { children: ReactNode }) {
  const isAwake = useAwake();
  const [state, setState] = useState<"waiting" | "drawn" | "failed">("waiting");
  const text = <div className="page-text">{children}</div>;
  return (
    <>
      {isAwake && state !== "failed" ? (
        <Suspense fallback={null}>
          <PdfPage {...page} onDrawn={() => setState("drawn")} onFailed={() => setState("failed")} />
        </Suspense>
      ) : null}
      {state === "failed" ? <p className="small quiet">The page could not be drawn here, so this is its text.</p> : null}
      {state === "drawn" ? (
        <details className="page-words">
          <summary>The text of this page</summary>
          {text}
        </details>
      ) : (
        text
      )}
    </>
  );
}
