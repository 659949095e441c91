import { useFetcher, useNavigate } from "@remix-run/react";
import { X } from "lucide-react";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { withoutDroppedMarks } from "#agents/contracts/citations.ts";
import { Chat } from "#app/components/agent/chat.tsx";
import { conversationOf, newId } from "#app/components/agent/conversation.ts";
import { type Library, LibraryContext } from "#app/components/agent/library-context.ts";
import { ConversationList } from "#app/components/agent/list/conversation-list.tsx";
import { useMedia } from "#app/components/agent/use-media.ts";
import { useRead } from "#app/components/agent/use-read.ts";
import { paths } from "#app/lib/paths.ts";
import { trpcClient } from "#app/lib/trpc.tsx";
import { SkeletonRows } from "#app/components/layout/skeleton-rows.tsx";
import { GivenContext } from "./answer-helped.tsx";
import { type LibraryPage, LibraryPageContext, passagesOf } from "./cited.ts";
import { DocumentView } from "./document-view.tsx";
import { JazzAfter, JazzText } from "./jazz-after.tsx";
import { LibraryAfter } from "./library-after.tsx";
import { LibraryText } from "./library-text.tsx";
import type { ShownDocument } from "./shown-document.ts";

const LIBRARIES: Readonly<Record<"librarian" | "jazz", Library>> = {
  librarian: {
    Text: LibraryText,
    After: LibraryAfter,
    copyOf: (message, text) => {
      const data = passagesOf(message);
      return data ? `${withoutDroppedMarks(text, data)}\n\n${data.citations.map(({ number, title, quote }) => `[${number}] ${title}: “${quote}”`).join("\n")}`.trim() : text;
    },
  },
  jazz: { Text: JazzText, After: JazzAfter, copyOf: (_message, text) => text },
};

const WORDS = {
  librarian: {
    label: "Knowledge",
    title: "Ask our documents",
    lead: "Each sentence of the answer shows the passage it stands on. What the documents do not say, it does not say.",
    placeholder: "Ask our documents",
    offline: "Built-in offline model: no key is set, so an answer is made of the documents' own sentences, without a language model.",
  },
  jazz: {
    label: "Jazz research",
    title: "Ask about jazz",
    lead: "Players, sessions, labels and pressings. With a key the web is searched and every page is linked; other subjects are declined.",
    placeholder: "Ask about jazz",
    offline: "Built-in offline model: no key is set, so answers come from the catalogue and the built-in notes on jazz, without a search of the web.",
  },
} as const;

const readGiven = (conversationId: string) => trpcClient.knowledgeQueues.given.query({ conversationId });

interface AskPageProps {
  agent: "librarian" | "jazz";
  /** The conversation of the address; null for a new one. */
  conversationId: string | null;
  personId: string;
  timeZone: string;
  today: string;
  starters: readonly string[];
}

/** Asking the documents, or about jazz: the conversations, the open one, and the cited document beside it where there is room. */
export function AskPage({ agent, conversationId, personId, timeZone, today, starters }: AskPageProps) {
  const navigate = useNavigate();
  const [freshId, setFreshId] = useState(newId);
  const id = conversationId ?? freshId;
  const conversation = conversationOf(personId, id, id === freshId, agent);
  const isWide = useMedia("(min-width: 1320px)");
  const hasPointer = useMedia("(hover: hover)");
  const [shown, setShown] = useState<string | null>(null);
  const words = WORDS[agent];
  const hrefOf = useCallback((other?: string) => paths.knowledge(other ?? null, agent === "jazz" ? "jazz" : null), [agent]);
  const count = useSyncExternalStore(conversation.subscribe, () => conversation.read().messages.length, () => 0);
  // What was said of its answers is read with the conversation; what is said now is known here.
  const [given] = useRead(readGiven, id);

  // Once it has a question the conversation has an address.
  useEffect(() => {
    if (conversationId === null && count > 0) navigate(hrefOf(conversation.id), { replace: true, preventScrollReset: true });
  }, [conversation, conversationId, count, hrefOf, navigate]);

  const begin = useCallback(() => {
    setShown(null);
    setFreshId(newId());
    navigate(hrefOf());
  }, [hrefOf, navigate]);

  const page = useMemo<LibraryPage>(() => ({ conversationId: id, today, onShow: isWide ? setShown : null }), [id, today, isWide]);
  return (
    <LibraryContext.Provider value={LIBRARIES[agent]}>
      <LibraryPageContext.Provider value={page}>
        <GivenContext.Provider value={given.state === "ready" ? given.data : []}>
          <div className={shown && isWide ? "talk know reading" : "talk know"}>
            <PastFold>
              <ConversationList agent={agent} hrefOf={hrefOf} currentId={conversationId} timeZone={timeZone} onNew={begin} />
            </PastFold>
            <section className="talk-words" aria-label="Question and answer">
              <Chat
                key={id}
                conversation={conversation}
                timeZone={timeZone}
                lookingAt={null}
                takesFocus={hasPointer}
                onEvidence={() => undefined}
                starters={starters}
                home={hrefOf()}
                placeholder={words.placeholder}
                offlineWords={words.offline}
                welcome={
                  <header className="sleeve welcome">
                    <p className="label">{words.label}</p>
                    <h2>{words.title}</h2>
                    <p>{words.lead}</p>
                  </header>
                }
              />
            </section>
            {shown && isWide ? <Beside href={shown} today={today} onClose={() => setShown(null)} /> : null}
          </div>
        </GivenContext.Provider>
      </LibraryPageContext.Provider>
    </LibraryContext.Provider>
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

/** The cited document beside the answer. */
function Beside({ href, today, onClose }: { href: string; today: string; onClose: () => void }) {
  const fetcher = useFetcher<{ document: ShownDocument; today: string }>();
  const { load } = fetcher;
  useEffect(() => {
    load(href.replace(/#.*$/, ""));
  }, [href, load]);
  const close = (
    <button type="button" className="ib" onClick={onClose} title="Close the document">
      <X className="i" aria-hidden="true" />
      <span className="sr">Close the document</span>
    </button>
  );
  return (
    <aside
      className="beside"
      aria-label="The cited document"
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      {fetcher.data ? (
        <DocumentView document={fetcher.data.document} today={today} beside tools={close} />
      ) : (
        <div className="doc-body" aria-busy="true">
          {close}
          <SkeletonRows rows={10} />
        </div>
      )}
    </aside>
  );
}
