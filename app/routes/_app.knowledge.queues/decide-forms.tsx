import { Form } from "@remix-run/react";
import { createContext, useContext } from "react";
import type { FormAnswer } from "#app/lib/form-answer.server.ts";
import { FormNote } from "#app/components/stock/form-note.tsx";

/** Why the last decision was not taken, with what was written; null where none was refused. */
export const RefusedContext = createContext<FormAnswer | null>(null);

interface DecisionProps {
  id: string;
  /** What becomes of the row. */
  state: "open" | "answered" | "dismissed" | "settled";
  words: string;
  /** The row, for who hears the button without its row. */
  about: string;
}

/** One press decides. */
export function DecideButton({ id, state, words, about }: DecisionProps) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="id" value={id} />
      <button className="btn s" type="submit" name="state" value={state}>
        {words}
        <span className="sr">: {about}</span>
      </button>
    </Form>
  );
}

interface NoteProps extends DecisionProps {
  /** What opens the note. */
  opens: string;
  label: string;
  required?: boolean;
}

/** A decision with a note, behind its own word: pressing Enter in the note does what its one button says. */
export function DecideWithNote({ id, state, words, about, opens, label, required }: NoteProps) {
  const refused = useContext(RefusedContext);
  const mine = refused?.values["id"] === id && refused.values["state"] === state ? refused : null;
  const field = `note-${state}-${id}`;
  return (
    <details open={mine ? true : undefined}>
      <summary className="btn s">
        {opens}
        <span className="sr">: {about}</span>
      </summary>
      <Form method="post" preventScrollReset>
        <FormNote sentence={mine?.fields["note"] ?? mine?.sentence} />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="state" value={state} />
        <label htmlFor={field}>
          {label}
          <span className="sr">: {about}</span>
        </label>
        <div className="row">
          <input id={field} name="note" required={required} maxLength={1000} defaultValue={mine?.values["note"]} aria-invalid={mine?.fields["note"] ? true : undefined} />
          <button className="btn s" type="submit">
            {words}
          </button>
        </div>
      </Form>
    </details>
  );
}
