import { Link, useLocation } from "@remix-run/react";
import { ArrowDown, RotateCw } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { paths } from "#app/lib/paths.ts";
import { SkeletonRows } from "../layout/skeleton-rows.tsx";
import { Answer } from "./answer.tsx";
import { Composer } from "./composer.tsx";
import type { Conversation } from "./conversation.ts";
import type { EvidenceOf } from "./evidence/evidence.tsx";
import { ModelNotice } from "./model-notice.tsx";
import { Question } from "./question.tsx";
import { textOf, turnsOf } from "./read-message.ts";
import { StarterList, Starters } from "./starters.tsx";
import type { Failure } from "./stream/ask-agent.ts";
import type { OpenEvidence } from "./text/figure-mark.tsx";
import { usePinned } from "./use-pinned.ts";

interface ChatProps {
  conversation: Conversation;
  timeZone: string;
  /** The page beside the panel, in words; null on the assistant's own page. */
  lookingAt: string | null;
  /** What stands over the starters of an empty conversation. */
  welcome: ReactNode;
  onEvidence: (of: EvidenceOf, from: HTMLElement) => void;
  /** Takes the focus when it is drawn first. */
  takesFocus: boolean;
  /** Questions to begin with, where they are not those of the page. */
  starters?: readonly string[];
  /** Where a new conversation begins. */
  home?: string;
  placeholder?: string;
  /** What stands in the field at first. */
  firstText?: string;
  /** What the built-in model does with these questions. */
  offlineWords?: string;
}

/** A conversation: its turns, and where the next question is written. */
export function Chat({ conversation, timeZone, lookingAt, welcome, onEvidence, takesFocus, starters, home = paths.assistant(), placeholder, firstText, offlineWords }: ChatProps) {
  const { history, messages, isBusy, failure, timings } = useSyncExternalStore(conversation.subscribe, conversation.read, conversation.read);
  const { pathname, search } = useLocation();
  const [looksAway, setLooksAway] = useState(false);
  const turns = useMemo(() => turnsOf(messages), [messages]);
  const content = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const { isAway, toEnd } = usePinned(content, isBusy, turns.length);
  const page = lookingAt !== null && !looksAway ? { path: pathname, search } : undefined;

  useEffect(() => {
    if (takesFocus) field.current?.focus({ preventScroll: true });
  }, [takesFocus, conversation]);

  const openEvidence = useCallback(
    (runId: string, figure: Parameters<OpenEvidence>[0], from: HTMLElement) => onEvidence({ runId, ...figure }, from),
    [onEvidence],
  );
  const retry = () => void conversation.retry(page);
  const ask = (text: string) => void conversation.ask(text, { page });

  return (
    <>
      <div className="turns" ref={content}>
        {history === "loading" ? <SkeletonRows rows={6} /> : null}
        {history === "failed" ? (
          <div className="empty" role="alert">
            <h2>The conversation did not load</h2>
            <p>It is kept. Try again in a moment.</p>
            <button type="button" className="btn s" onClick={() => void conversation.load()}>
              <RotateCw className="i" aria-hidden="true" />
              Try again
            </button>
          </div>
        ) : null}
        {history === "missing" ? (
          <div className="empty" role="alert">
            <h2>This conversation is not there any more</h2>
            <p>It was deleted, or the address belongs to somebody else.</p>
            <Link className="btn s" to={home}>
              Ask something new
            </Link>
          </div>
        ) : null}
        {history === "ready" && turns.length === 0 ? (
          <>
            {welcome}
            {starters ? <StarterList questions={starters} onAsk={ask} /> : <Starters path={lookingAt === null ? paths.assistant() : pathname} onAsk={ask} />}
            <ModelNotice offlineWords={offlineWords} />
          </>
        ) : null}
        {turns.map(({ question, answer }, at) => {
          const isLast = at === turns.length - 1;
          const isWriting = isLast && isBusy;
          return (
            <article key={question.id} className="turn" aria-labelledby={`q-${question.id}`} aria-busy={isWriting || undefined}>
              <Question id={`q-${question.id}`} text={textOf(question)} onReplace={isBusy ? null : (text) => void conversation.ask(text, { replaces: question.id, page })} />
              {answer ? (
                <Answer message={answer} timings={timings} timeZone={timeZone} isBusy={isWriting} onEvidence={openEvidence} onRetry={isLast && !isBusy ? retry : null} />
              ) : isWriting ? (
                <p className="small quiet thinking">Reading the question</p>
              ) : null}
              {isLast && !isBusy && failure ? <FailureNote failure={failure} onRetry={retry} /> : null}
              {isLast && !isBusy && !failure && !answer ? (
                <p className="small quiet">
                  This question has no answer yet.{" "}
                  <button type="button" className="link" onClick={retry}>
                    Answer it now
                  </button>
                </p>
              ) : null}
            </article>
          );
        })}
      </div>
      {isAway && isBusy ? (
        <button type="button" className="btn s to-end" onClick={toEnd}>
          <ArrowDown className="i" aria-hidden="true" />
          To the end
        </button>
      ) : null}
      <p className="sr" role="status">
        {sayFinished(turns.at(-1)?.answer, isBusy)}
      </p>
      <Composer ref={field} placeholder={placeholder} firstText={firstText} isBusy={isBusy} lookingAt={looksAway ? null : lookingAt} onLookAway={() => setLooksAway(true)} onAsk={ask} onStop={conversation.stop} />
    </>
  );
}

/** What is read out once an answer is complete; nothing while it is being written. */
function sayFinished(answer: ReturnType<typeof turnsOf>[number]["answer"] | undefined, isBusy: boolean): string {
  if (isBusy || !answer?.metadata?.outcome) return "";
  if (answer.metadata.outcome === "stopped") return "Stopped.";
  return answer.metadata.outcome === "failed" ? "No complete answer." : `Answer: ${textOf(answer).slice(0, 600)}`;
}

/** Why there is no complete answer, in its place, with what can be done. */
function FailureNote({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const { pathname, search } = useLocation();
  return (
    <div className="note" role="alert">
      <b>{failure.kind === "signed-out" ? "Signed out" : failure.kind === "cut" ? "The connection was lost" : "No answer"}</b>
      <p>{failure.sentence}</p>
      <div className="acts">
        {failure.kind === "signed-out" ? (
          <Link className="btn s" to={paths.login(pathname + search)} reloadDocument>
            Sign in
          </Link>
        ) : (
          <button type="button" className="btn s" onClick={onRetry}>
            <RotateCw className="i" aria-hidden="true" />
            Try again
          </button>
        )}
      </div>
    </div>
  );
}
