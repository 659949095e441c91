import { Link, useLocation } from "@remix-run/react";
import { Maximize2, Plus, X } from "lucide-react";
import { useEffect, useState } from "react";
import { paths } from "#app/lib/paths.ts";
import { Chat } from "../chat.tsx";
import { conversationOf, newId } from "../conversation.ts";
import { EvidenceSheet } from "../evidence/evidence-sheet.tsx";
import { useEvidence } from "../use-evidence.ts";

/** Where a tab remembers which conversation a person's panel shows. */
const keyOf = (personId: string): string => `misty-ask-${personId}`;

/** Longer headlines stay out of the chip. */
const MOST_LETTERS = 48;

/** What the page calls itself: "Orders", or with its headline "Dashboard, The last 30 days". */
function nameOfPage(): string {
  const title = document.title.replace(/\s*·\s*Misty$/, "");
  const headline = document.querySelector("main h1")?.textContent?.trim() ?? "";
  return headline === "" || headline === title || headline.length > MOST_LETTERS ? title : `${title}: ${headline}`;
}

interface AskPanelProps {
  personId: string;
  timeZone: string;
  onClose: () => void;
}

/** The assistant beside a page. It stays while a person goes from page to page, and knows the one that is open. */
export function AskPanel({ personId, timeZone, onClose }: AskPanelProps) {
  const [{ id, isNew }, setOpen] = useState(() => {
    const known = sessionStorage.getItem(keyOf(personId));
    return known ? { id: known, isNew: false } : { id: newId(), isNew: true };
  });
  const conversation = conversationOf(personId, id, isNew);
  const evidence = useEvidence();
  const lookingAt = usePageName();

  // An empty conversation is not known to the server, so there is nothing to remember.
  useEffect(
    () =>
      conversation.subscribe(() => {
        if (conversation.read().messages.length > 0) sessionStorage.setItem(keyOf(personId), conversation.id);
        if (conversation.read().history === "missing") sessionStorage.removeItem(keyOf(personId));
      }),
    [conversation, personId],
  );

  function begin() {
    sessionStorage.removeItem(keyOf(personId));
    evidence.close();
    setOpen({ id: newId(), isNew: true });
  }

  return (
    <aside
      className="ask-panel"
      aria-label="Assistant"
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented && evidence.of === null) onClose();
      }}
    >
      <header className="ask-head">
        <h2>Ask</h2>
        <button type="button" className="ib" onClick={begin} title="New question">
          <Plus className="i" aria-hidden="true" />
          <span className="sr">New question</span>
        </button>
        <Link className="ib" to={paths.assistant(id)} title="Open as a page, with all conversations">
          <Maximize2 className="i" aria-hidden="true" />
          <span className="sr">Open as a page, with all conversations</span>
        </Link>
        <button type="button" className="ib" onClick={onClose} title="Close (Esc)">
          <X className="i" aria-hidden="true" />
          <span className="sr">Close the assistant</span>
        </button>
      </header>
      <div className="ask-body">
        <Chat
          key={id}
          conversation={conversation}
          timeZone={timeZone}
          lookingAt={lookingAt}
          takesFocus
          onEvidence={evidence.open}
          welcome={
            <header className="ask-welcome">
              <h3>Ask about this page, or the shop</h3>
              <p className="small quiet">Every figure in the answer comes from a query you can open.</p>
            </header>
          }
        />
      </div>
      {evidence.of ? <EvidenceSheet of={evidence.of} timeZone={timeZone} onClose={evidence.close} /> : null}
    </aside>
  );
}

/** What the page calls itself; it changes a moment after its address. */
function usePageName(): string {
  const { pathname, search } = useLocation();
  const [name, setName] = useState(nameOfPage);
  useEffect(() => {
    const main = document.querySelector("main");
    const look = () => setName(nameOfPage());
    look();
    if (!main) return;
    // The head is drawn with the page, so watching the page is enough.
    const observer = new MutationObserver(look);
    observer.observe(main, { childList: true });
    return () => observer.disconnect();
  }, [pathname, search]);
  return name;
}
