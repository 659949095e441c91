import { useCallback } from "react";
import { paths } from "#app/lib/paths.ts";
import { Chat } from "./chat.tsx";
import { Evidence } from "./evidence/evidence.tsx";
import { EvidenceSheet } from "./evidence/evidence-sheet.tsx";
import { PastConversations } from "./list/past-conversations.tsx";
import { useEvidence } from "./use-evidence.ts";
import { useMedia } from "./use-media.ts";
import { useTalk } from "./use-talk.ts";

interface AssistantPageProps {
  /** The conversation of the address; null for a new one. */
  conversationId: string | null;
  personId: string;
  timeZone: string;
}

/** The assistant's own page: the conversations, the one that is open, and the evidence beside it. */
export function AssistantPage({ conversationId, personId, timeZone }: AssistantPageProps) {
  const { conversation, begin } = useTalk(personId, "analyst", conversationId, paths.assistant);
  const evidence = useEvidence();
  const isWide = useMedia("(min-width: 1320px)");
  const hasPointer = useMedia("(hover: hover)");
  const { close } = evidence;

  const beginAnew = useCallback(() => {
    close();
    begin();
  }, [begin, close]);

  return (
    <div className={evidence.of && isWide ? "talk proving" : "talk"}>
      <PastConversations currentId={conversationId} timeZone={timeZone} onNew={beginAnew} />
      <section className="talk-words" aria-label="Conversation">
        <Chat
          key={conversation.id}
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
