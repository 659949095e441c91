import { ArrowUp, Square, X } from "lucide-react";
import { type FormEvent, forwardRef, useId, useState } from "react";
import { QuestionField } from "./question-field.tsx";

interface ComposerProps {
  isBusy: boolean;
  /** The page that goes with the question, in words; null for none. */
  lookingAt: string | null;
  /** What stands in the empty field. */
  placeholder?: string | undefined;
  onLookAway: () => void;
  /** What stands in the field at first, to be read before it is asked. */
  firstText?: string | undefined;
  onAsk: (text: string) => void;
  onStop: () => void;
}

/** Where a question is written. While an answer comes, the next one can be written but not sent. */
export const Composer = forwardRef<HTMLTextAreaElement, ComposerProps>(function Composer({ isBusy, lookingAt, placeholder = "Ask about the shop", firstText = "", onLookAway, onAsk, onStop }, ref) {
  const [text, setText] = useState(firstText);
  const id = useId();

  function send(event?: FormEvent) {
    event?.preventDefault();
    const question = text.trim();
    if (question === "" || isBusy) return;
    setText("");
    onAsk(question);
  }

  return (
    <div className="composer">
      <form onSubmit={send}>
        {lookingAt ? (
          <div className="meta">
            <span>Looking at</span>
            <span className="chip">
              {lookingAt}
              <button type="button" onClick={onLookAway}>
                <X className="i" aria-hidden="true" />
                <span className="sr">Ask without this page</span>
              </button>
            </span>
          </div>
        ) : null}
        <div className="box">
          <label className="sr" htmlFor={id}>
            Your question
          </label>
          <QuestionField ref={ref} id={id} value={text} placeholder={placeholder} onChange={setText} onSend={() => send()} />
          {isBusy ? (
            <button className="btn s" type="button" onClick={onStop}>
              <Square className="i" aria-hidden="true" />
              Stop
            </button>
          ) : (
            <button className="btn s go" type="submit" disabled={text.trim() === ""}>
              <ArrowUp className="i" aria-hidden="true" />
              Ask
            </button>
          )}
        </div>
      </form>
    </div>
  );
});
