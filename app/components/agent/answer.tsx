import { memo, useContext, useMemo } from "react";
import type { AnswerBlock as Block } from "#agents/contracts/blocks.ts";
import type { MistyMessage } from "#agents/contracts/messages.ts";
import { AnswerActions } from "./answer-actions.tsx";
import { AnswerBlock } from "./blocks/answer-block.tsx";
import type { Timings } from "./conversation.ts";
import { answerAsText } from "./copy-answer.ts";
import { marksOf, type Step, stepsOf, textOf } from "./read-message.ts";
import { LibraryContext } from "./library-context.ts";
import { Steps } from "./steps.tsx";
import { AnswerText } from "./text/answer-text.tsx";
import type { OpenEvidence } from "./text/figure-mark.tsx";

type Found = Step & { block: Block };

interface AnswerProps {
  message: MistyMessage;
  timings: Timings;
  timeZone: string;
  /** True while this answer is being written. */
  isBusy: boolean;
  onEvidence: (runId: string, figure: Parameters<OpenEvidence>[0], from: HTMLElement) => void;
  onRetry: (() => void) | null;
}

/** An answer: what was looked up, the words, then what was found. Blocks come when the words stand, so that nothing is pushed about. */
export const Answer = memo(function Answer({ message, timings, timeZone, isBusy, onEvidence, onRetry }: AnswerProps) {
  const steps = useMemo(() => stepsOf(message), [message]);
  const text = textOf(message);
  const known = marksOf(message);
  // Without marks in a finished answer there was no figure in it.
  const marks = useMemo(() => known ?? (isBusy ? null : []), [known, isBusy]);
  const { runId, outcome, notice, model, offline } = message.metadata ?? {};
  const openEvidence = useMemo<OpenEvidence | null>(() => (runId ? (figure, from) => onEvidence(runId, figure, from) : null), [runId, onEvidence]);
  const library = useContext(LibraryContext);
  // What a librarian found stands as citations in the words and as sources under them.
  const found = library ? [] : steps.filter((step): step is Found => step.block !== null && hasContent(step.block));
  // What the words lean on and what can be drawn stands below them; other look-ups one fold away.
  const cited = found.filter(({ callId, block }) => block.chart !== null || marks?.some((mark) => mark.callId === callId));
  const shown = cited.length > 0 ? cited : found;
  const aside = found.filter((step) => !shown.includes(step));
  return (
    <>
      <Steps steps={steps} timings={timings} isBusy={isBusy} />
      {text === "" && isBusy && steps.length === 0 ? <p className="small quiet thinking">Reading the question</p> : null}
      {text === "" ? null : (
        <div className={isBusy ? "say writing" : "say"}>
          {library ? <library.Text message={message} text={text} isBusy={isBusy} /> : <AnswerText text={text} marks={marks} onEvidence={openEvidence} />}
        </div>
      )}
      {isBusy ? null : (
        <>
          {library ? null : <KeyLine marks={marks} />}
          {outcome === "stopped" ? (
            <p className="small quiet stopped">
              Stopped. {text === "" ? "There was no answer yet." : "This is how far the answer came."}{" "}
              {onRetry ? (
                <button type="button" className="link" onClick={onRetry}>
                  Answer it again
                </button>
              ) : null}
            </p>
          ) : null}
          {outcome === "failed" ? (
            <div className="note" role="alert">
              <b>No complete answer</b>
              <p>{notice ?? "Something went wrong. Nothing was changed."}</p>
              {onRetry ? (
                <button type="button" className="btn s" onClick={onRetry}>
                  Try again
                </button>
              ) : null}
            </div>
          ) : null}
          {shown.map((step) => (
            <AnswerBlock key={step.callId} id={`found-${step.callId}`} block={step.block} timeZone={timeZone} />
          ))}
          {aside.length > 0 ? (
            <details className="also">
              <summary>Also looked up: {aside.map(({ block }) => block.title).join(", ")}</summary>
              {aside.map((step) => (
                <AnswerBlock key={step.callId} id={`found-${step.callId}`} block={step.block} timeZone={timeZone} />
              ))}
            </details>
          ) : null}
          {text === "" && found.length === 0 ? null : (
            <AnswerActions copyOf={() => answerAsText(library ? library.copyOf(message, text) : text, shown.map(({ block }) => block))} runId={library?.asksHelped ? undefined : runId} onRetry={onRetry} />
          )}
          {library && text !== "" ? <library.After message={message} /> : null}
          {model && text !== "" ? <p className="small quiet answered-by">Answered by {offline ? "the built-in offline model" : model}</p> : null}
        </>
      )}
    </>
  );
});

const hasContent = (block: Block): boolean => block.figures.length > 0 || block.table !== null || block.notes.length > 0;

/** What the marks in the text mean, as far as they occur. */
function KeyLine({ marks }: { marks: ReturnType<typeof marksOf> }) {
  const has = (status: string) => marks?.some((mark) => mark.status === status) ?? false;
  if (!has("verified") && !has("unverified")) return null;
  return (
    <p className="keyline" aria-hidden="true">
      {has("verified") ? (
        <span>
          <span className="n ok">
            like this<sup>✓</sup>
          </span>{" "}
          in the data, press to see where
        </span>
      ) : null}
      {has("unverified") ? (
        <span>
          <span className="n no">
            like this<sup>?</sup>
          </span>{" "}
          not found in the data
        </span>
      ) : null}
    </p>
  );
}
