import { useFetcher, useLocation } from "@remix-run/react";
import { type FormEvent, useEffect, useId, useRef } from "react";
import { paths } from "#app/lib/paths.ts";
import type { NoteAnswer, NoteDraft } from "./types.ts";

interface NoteFormProps {
  draft: NoteDraft;
  /** What a form without a script was answered. */
  answer?: NoteAnswer | undefined;
  /** Where a form without a script goes back to; else the page it stands on. */
  redirectTo?: string;
  onDone?: () => void;
}

/** Writes or changes a note in its place. A plain form, so it works without a script too; with one the page stays where it is. */
export function NoteForm({ draft, answer, redirectTo, onDone }: NoteFormProps) {
  const fetcher = useFetcher<NoteAnswer>();
  const { pathname, search } = useLocation();
  const form = useRef<HTMLFormElement>(null);
  const told = useRef(onDone);
  const id = useId();
  const said = fetcher.data ?? answer;
  const wrong = said?.done === null ? said : null;
  const sending = fetcher.state !== "idle";
  const isDone = fetcher.state === "idle" && fetcher.data !== undefined && fetcher.data.done !== null;

  useEffect(() => {
    told.current = onDone;
  });
  useEffect(() => {
    if (!isDone) return;
    if (form.current?.dataset["kind"] === "add") form.current.reset();
    told.current?.();
  }, [isDone, fetcher.data]);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (sending) return;
    const entered = new FormData(event.currentTarget);
    entered.delete("redirectTo");
    fetcher.submit(entered, { method: "post", action: paths.notes() });
  }

  const intent = draft.id === null ? "add" : "edit";
  return (
    <form ref={form} className="note-form" method="post" action={paths.notes()} data-kind={intent} onSubmit={send}>
      <input type="hidden" name="intent" value={intent} />
      {draft.id === null ? null : <input type="hidden" name="id" value={draft.id} />}
      <input type="hidden" name="redirectTo" value={redirectTo ?? pathname + search} />
      <label>
        Day
        <input key={draft.day} type="date" name="day" required defaultValue={wrong?.day ?? draft.day} aria-invalid={wrong?.fields["day"] ? true : undefined} aria-describedby={wrong?.fields["day"] ? `${id}-day` : undefined} />
      </label>
      <label className="grow">
        What happened
        <input key={draft.text} type="text" name="text" required maxLength={200} defaultValue={wrong?.text ?? draft.text} dir="auto" autoComplete="off" aria-invalid={wrong?.fields["text"] ? true : undefined} aria-describedby={wrong?.fields["text"] ? `${id}-text` : undefined} />
      </label>
      <button className="btn go s" type="submit" aria-disabled={sending || undefined}>
        {intent === "add" ? "Add the note" : "Keep the change"}
      </button>
      {wrong ? (
        <div className="wrong" role="alert">
          {wrong.fields["day"] ? <p id={`${id}-day`}>{wrong.fields["day"]}</p> : null}
          {wrong.fields["text"] ? <p id={`${id}-text`}>{wrong.fields["text"]}</p> : null}
          {wrong.fields["day"] || wrong.fields["text"] ? null : <p>{wrong.sentence}</p>}
        </div>
      ) : null}
    </form>
  );
}
