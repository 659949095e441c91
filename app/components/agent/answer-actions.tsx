import { Check, Copy, RotateCw, ThumbsDown, ThumbsUp } from "lucide-react";
import { useState } from "react";
import { trpcClient } from "#app/lib/trpc.tsx";
import { copyText } from "./copy-answer.ts";

interface AnswerActionsProps {
  /** Builds the text to copy when it is asked for. */
  copyOf: () => string;
  runId: string | undefined;
  /** Null where the answer is not the last one. */
  onRetry: (() => void) | null;
}

/** What can be done with an answer. Each says what became of it, in its own place. */
export function AnswerActions({ copyOf, runId, onRetry }: AnswerActionsProps) {
  const [said, setSaid] = useState("");
  const [helpful, setHelpful] = useState<boolean | null>(null);

  async function copy() {
    setSaid((await copyText(copyOf())) ? "Copied" : "This browser does not allow copying here");
  }

  async function rate(value: boolean) {
    if (!runId) return;
    const next = helpful === value ? null : value;
    const before = helpful;
    setHelpful(next);
    try {
      await trpcClient.assistant.rate.mutate({ runId, wasHelpful: next });
      setSaid(next === null ? "Taken back" : "Thank you, noted");
    } catch {
      setHelpful(before);
      setSaid("That was not saved. Try again.");
    }
  }

  return (
    <div className="quick">
      <button type="button" className="ib" onClick={() => void copy()}>
        {said === "Copied" ? <Check className="i" aria-hidden="true" /> : <Copy className="i" aria-hidden="true" />}
        <span className="sr">Copy the answer</span>
      </button>
      {onRetry ? (
        <button type="button" className="ib" onClick={onRetry}>
          <RotateCw className="i" aria-hidden="true" />
          <span className="sr">Answer again</span>
        </button>
      ) : null}
      {runId ? (
        <>
          <button type="button" className="ib" aria-pressed={helpful === true} onClick={() => void rate(true)}>
            <ThumbsUp className="i" aria-hidden="true" />
            <span className="sr">Good answer</span>
          </button>
          <button type="button" className="ib" aria-pressed={helpful === false} onClick={() => void rate(false)}>
            <ThumbsDown className="i" aria-hidden="true" />
            <span className="sr">Poor answer</span>
          </button>
        </>
      ) : null}
      <span className="small quiet" role="status">
        {said}
      </span>
    </div>
  );
}
