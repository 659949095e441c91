import { Link, useLocation } from "@remix-run/react";
import { Maximize2, Plus, X } from "lucide-react";
import { useEffect, useState } from "react";
import { paths } from "#app/lib/paths.ts";
import { Chat } from "../chat.tsx";
import { conversationOf, newId } from "../conversation.ts";
import { EvidenceSheet } from "../evidence/evidence-sheet.tsx";
import { useEvidence } from "../use-evidence.ts";

/** Where a tab remembers which conversation its panel shows. */
const KEY = "misty-ask";

/** "Orders · Misty" -> "Orders": what the page calls itself. */
const nameOfPage = (): string => document.title.replace(/\s*·\s*Misty$/, "");

interface AskPanelProps {
  timeZone: string;
  onClose: () => void;
}

/** The assistant beside a page. It stays while a person goes from page to page, and knows the one that is open. */
export function AskPanel({ timeZone, onClose }: AskPanelProps) {
  const [{ id, isNew }, setOpen] = useState(() => {
    const known = sessionStorage.getItem(KEY);
    return known ? { id: known, isNew: false } : { id: newId(), isNew: true };
  });
  const conversation = conversationOf(id, isNew);
  const evidence = useEvidence();
  const lookingAt = usePageName();

  // An empty conversation is not known to the server, so there is nothing to remember.
  useEffect(
    () =>
      conversation.subscribe(() => {
        if (conversation.read().messages.length > 0) sessionStorage.setItem(KEY, conversation.id);
        if (conversation.read().history === "missing") sessionStorage.removeItem(KEY);
      }),
    [conversation],
  );

  function begin() {
    sessionStorage.removeItem(KEY);
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

/** What the page calls itself; its title changes a moment after its address. */
function usePageName(): string {
  const { pathname } = useLocation();
  const [name, setName] = useState(nameOfPage);
  useEffect(() => {
    setName(nameOfPage());
    const title = document.querySelector("title");
    if (!title) return;
    const observer = new MutationObserver(() => setName(nameOfPage()));
    observer.observe(title, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  }, [pathname]);
  return name;
}
