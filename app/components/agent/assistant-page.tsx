import { useNavigate } from "@remix-run/react";
import { useCallback, useEffect, useState } from "react";
import { paths } from "#app/lib/paths.ts";
import { Chat } from "./chat.tsx";
import { conversationOf, newId } from "./conversation.ts";
import { Evidence } from "./evidence/evidence.tsx";
import { EvidenceSheet } from "./evidence/evidence-sheet.tsx";
import { ConversationList } from "./list/conversation-list.tsx";
import { useEvidence } from "./use-evidence.ts";
import { useMedia } from "./use-media.ts";

interface AssistantPageProps {
  /** The conversation of the address; null for a new one. */
  conversationId: string | null;
  personId: string;
  timeZone: string;
}

/** The assistant's own page: the conversations, the one that is open, and the evidence beside it. */
export function AssistantPage({ conversationId, personId, timeZone }: AssistantPageProps) {
  const navigate = useNavigate();
  const [freshId, setFreshId] = useState(newId);
  const id = conversationId ?? freshId;
  const conversation = conversationOf(personId, id, id === freshId);
  const evidence = useEvidence();
  const isWide = useMedia("(min-width: 1320px)");
  const hasPointer = useMedia("(hover: hover)");
  const { close } = evidence;

  // Once it has a question the conversation has an address.
  useEffect(() => {
    if (conversationId !== null) return;
    const name = () => {
      if (conversation.read().messages.length > 0) navigate(paths.assistant(conversation.id), { replace: true, preventScrollReset: true });
    };
    return conversation.subscribe(name);
  }, [conversation, conversationId, navigate]);

  const begin = useCallback(() => {
    close();
    setFreshId(newId());
    navigate(paths.assistant());
  }, [close, navigate]);

  return (
    <div className={evidence.of && isWide ? "talk proving" : "talk"}>
      <PastFold>
        <ConversationList currentId={conversationId} timeZone={timeZone} onNew={begin} />
      </PastFold>
      <section className="talk-words" aria-label="Conversation">
        <Chat
          key={id}
          conversation={conversation}
          timeZone={timeZone}
          lookingAt={null}
          takesFocus={hasPointer}
          onEvidence={evidence.open}
          welcome={
            <header className="sleeve welcome">
              <p className="label">Assistant</p>
              <h2>Ask the shop</h2>
              <p>In your own words. Every figure in the answer comes from a query you can open.</p>
            </header>
          }
        />
      </section>
      {evidence.of && isWide ? (
        <aside
          className="proof"
          aria-label={`Where ${evidence.of.text} comes from`}
          onKeyDown={(event) => {
            if (event.key === "Escape") close();
          }}
        >
          <Evidence key={`${evidence.of.runId} ${evidence.of.callId} ${evidence.of.text}`} of={evidence.of} timeZone={timeZone} onClose={close} />
        </aside>
      ) : null}
      {evidence.of && !isWide ? <EvidenceSheet of={evidence.of} timeZone={timeZone} onClose={close} /> : null}
    </div>
  );
}

/** Where there is no room for a column, the conversations stand folded over the open one. */
function PastFold({ children }: { children: React.ReactNode }) {
  const hasColumn = useMedia("(min-width: 1000px)");
  if (hasColumn) return children;
  return (
    <details className="past-fold">
      <summary>Conversations</summary>
      {children}
    </details>
  );
}
