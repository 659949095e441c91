import { Pencil } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { QuestionField } from "./question-field.tsx";

interface QuestionProps {
  id: string;
  text: string;
  /** Asks the changed question in the place of this one; null while an answer is being written. */
  onReplace: ((text: string) => void) | null;
}

/** A question as a headline; it can be changed, which asks it anew and drops what came after it. */
export function Question({ id, text, onReplace }: QuestionProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const pencil = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const isEditing = draft !== null;
  useEffect(() => {
    if (isEditing) field.current?.focus();
  }, [isEditing]);

  function leave() {
    setDraft(null);
    // The pencil is back with the next drawing.
    requestAnimationFrame(() => pencil.current?.focus());
  }

  function save(event?: FormEvent) {
    event?.preventDefault();
    const changed = draft?.trim() ?? "";
    if (changed === "") return;
    setDraft(null);
    onReplace?.(changed);
  }

  if (draft !== null && onReplace) {
    return (
      <form className="asked-again" onSubmit={save} onKeyDown={(event) => event.key === "Escape" && (event.stopPropagation(), leave())}>
        <label className="small quiet" htmlFor={`${id}-edit`}>
          Change the question; it is answered anew, and what came after it goes away
        </label>
        <QuestionField ref={field} id={`${id}-edit`} value={draft} onChange={setDraft} onSend={() => save()} />
        <div className="acts">
          <button className="btn s go" type="submit" disabled={draft.trim() === ""}>
            Ask this
          </button>
          <button className="btn s bare" type="button" onClick={leave}>
            Leave it
          </button>
        </div>
      </form>
    );
  }
  return (
    <header className="asked">
      <h2 id={id} className={text.length > 120 ? "long-question" : undefined}>
        {text}
      </h2>
      {onReplace ? (
        <button ref={pencil} type="button" className="ib" onClick={() => setDraft(text)}>
          <Pencil className="i" aria-hidden="true" />
          <span className="sr">Change this question</span>
        </button>
      ) : null}
    </header>
  );
}
