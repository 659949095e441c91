import { Link, useLocation } from "@remix-run/react";
import { MessageSquareText } from "lucide-react";
import { lazy, Suspense } from "react";
import { SkeletonRows } from "#app/components/layout/skeleton-rows.tsx";
import { paths } from "#app/lib/paths.ts";
import { hasOwnField } from "./use-ask-panel.ts";

const AskPanel = lazy(async () => ({ default: (await import("./ask-panel.tsx")).AskPanel }));

interface AskSideProps {
  isOpen: boolean;
  personId: string;
  timeZone: string;
  onOpen: () => void;
  onClose: () => void;
}

/** The right edge of every page: the closed assistant as a strip, or the open one. Pages to ask on have neither. */
export function AskSide({ isOpen, personId, timeZone, onOpen, onClose }: AskSideProps) {
  const { pathname } = useLocation();
  if (hasOwnField(pathname)) return null;
  if (!isOpen) return <Obi onOpen={onOpen} />;
  return (
    <Suspense fallback={<Opening />}>
      <AskPanel key={personId} personId={personId} timeZone={timeZone} onClose={onClose} />
    </Suspense>
  );
}

/** The strip of a record from Japan. Without a script it leads to the assistant's page. */
function Obi({ onOpen }: { onOpen: () => void }) {
  return (
    <aside className="obi" aria-label="Ask the assistant">
      <Link
        id="obi"
        to={paths.assistant()}
        aria-keyshortcuts="Control+J Meta+J"
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          onOpen();
        }}
      >
        <MessageSquareText className="i" aria-hidden="true" />
        Ask about this page
        <kbd aria-hidden="true">Ctrl J</kbd>
      </Link>
    </aside>
  );
}

/** The panel's shape while its code is on the way. */
function Opening() {
  return (
    <aside className="ask-panel" aria-label="Assistant" aria-busy="true">
      <header className="ask-head">
        <h2>Ask</h2>
      </header>
      <div className="ask-body">
        <SkeletonRows rows={6} />
      </div>
    </aside>
  );
}
