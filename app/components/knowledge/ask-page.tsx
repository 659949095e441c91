import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { withoutDroppedMarks } from "#agents/contracts/citations.ts";
import { Chat } from "#app/components/agent/chat.tsx";
import { type Library, LibraryContext } from "#app/components/agent/library-context.ts";
import { PastConversations } from "#app/components/agent/list/past-conversations.tsx";
import { useMedia } from "#app/components/agent/use-media.ts";
import { useRead } from "#app/components/agent/use-read.ts";
import { useTalk } from "#app/components/agent/use-talk.ts";
import { paths } from "#app/lib/paths.ts";
import { trpcClient } from "#app/lib/trpc.tsx";
import { GivenContext } from "./answer-helped.tsx";
import { type Asked, AskWelcome, sayPlaceholder } from "./ask-welcome.tsx";
import { BesideAnswer, type OpenPlace } from "./beside-answer.tsx";
import { type LibraryPage, LibraryPageContext, passagesOf, placeKey, type PlaceToShow } from "./cited.ts";
import { JazzAfter, JazzText } from "./jazz-after.tsx";
import { LibraryAfter } from "./library-after.tsx";
import { LibraryText } from "./library-text.tsx";

const LIBRARIES: Readonly<Record<"librarian" | "jazz", Library>> = {
  librarian: {
    Text: LibraryText,
    After: LibraryAfter,
    asksHelped: true,
    copyOf: (message, text) => {
      const data = passagesOf(message);
      return data ? `${withoutDroppedMarks(text, data)}\n\n${data.citations.map(({ number, title, quote }) => `[${number}] ${title}: “${quote}”`).join("\n")}`.trim() : text;
    },
  },
  jazz: { Text: JazzText, After: JazzAfter, asksHelped: false, copyOf: (_message, text) => text },
};

const OFFLINE_WORDS = {
  librarian: "Built-in offline model: no key is set, so an answer is made of the documents' own sentences, without a language model.",
  jazz: "Built-in offline model: no key is set, so answers come from the catalogue and the built-in notes on jazz, without a search of the web.",
} as const;

const readGiven = (conversationId: string) => trpcClient.knowledgeQueues.given.query({ conversationId });

interface AskPageProps {
  asked: Asked;
  /** What stands in the field at first. */
  firstText: string;
  /** The conversation of the address; null for a new one. */
  conversationId: string | null;
  personId: string;
  timeZone: string;
  today: string;
  starters: readonly string[];
}

/** A popover or a dialog that is open takes Escape for itself. */
const isSomethingOver = (): boolean => {
  try {
    return document.querySelector(":popover-open, dialog[open]") !== null;
  } catch {
    return false; // A browser that knows no popovers has none open.
  }
};

/** The cited place that is open beside the conversation `of`. Closing gives the focus back to where it came from. */
function useOpenPlace(of: string) {
  const [open, setOpen] = useState<{ of: string; place: OpenPlace } | null>(null);
  const from = useRef<HTMLElement | null>(null);
  const show = useCallback(
    (place: PlaceToShow, pressed: HTMLElement) => {
      from.current = pressed;
      setOpen((before) => ({ of, place: { ...place, press: (before?.place.press ?? 0) + 1, isStep: false } }));
    },
    [of],
  );
  const go = useCallback((href: string) => setOpen((before) => before && { ...before, place: { ...before.place, href, press: before.place.press + 1, isStep: true } }), []);
  const close = useCallback(() => {
    setOpen(null);
    if (from.current?.isConnected) from.current.focus({ preventScroll: true });
  }, []);
  // It belongs to its conversation; another one begins without.
  return { place: open?.of === of ? open.place : null, show, go, close };
}

/** Asking the documents, or about jazz: the conversations, the open one, and the cited document beside it where there is room. */
export function AskPage({ asked, firstText, conversationId, personId, timeZone, today, starters }: AskPageProps) {
  const { agent } = asked;
  const hrefOf = useCallback((other?: string) => paths.knowledge(other ?? null, agent === "jazz" ? "jazz" : null), [agent]);
  const { conversation, begin } = useTalk(personId, agent, conversationId, hrefOf);
  const isWide = useMedia("(min-width: 1320px)");
  const hasPointer = useMedia("(hover: hover)");
  const { place, show, go, close } = useOpenPlace(conversation.id);
  const [said, setSaid] = useState("");
  // What was said of its answers is read with the conversation; what is said now is known here.
  const [given] = useRead(readGiven, conversation.id);
  const isBeside = place !== null && isWide;

  useEffect(() => {
    if (!isBeside) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || isSomethingOver()) return;
      close();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [isBeside, close]);

  const beginAnew = useCallback(() => {
    close();
    begin();
  }, [begin, close]);

  const here = isBeside ? placeKey(place.href) : null;
  const page = useMemo<LibraryPage>(() => ({ conversationId: conversation.id, today, here, onShow: isWide ? show : null }), [conversation.id, today, here, isWide, show]);
  return (
    <LibraryContext.Provider value={LIBRARIES[agent]}>
      <LibraryPageContext.Provider value={page}>
        <GivenContext.Provider value={given.state === "ready" ? given.data : []}>
          <div className={isBeside ? "talk know reading" : "talk know"}>
            <PastConversations agent={agent} hrefOf={hrefOf} currentId={conversationId} timeZone={timeZone} onNew={beginAnew} />
            <section className="talk-words" aria-label="Question and answer">
              <Chat
                key={conversation.id}
                conversation={conversation}
                timeZone={timeZone}
                lookingAt={null}
                takesFocus={hasPointer}
                onEvidence={() => undefined}
                starters={starters}
                home={hrefOf()}
                placeholder={sayPlaceholder(asked)}
                firstText={firstText}
                offlineWords={OFFLINE_WORDS[agent]}
                welcome={<AskWelcome asked={asked} />}
              />
            </section>
            {isBeside ? <BesideAnswer place={place} today={today} onGo={go} onNew={beginAnew} onClose={close} onSay={setSaid} /> : null}
            <p className="sr" role="status">
              {isBeside ? said : ""}
            </p>
          </div>
        </GivenContext.Provider>
      </LibraryPageContext.Provider>
    </LibraryContext.Provider>
  );
}
