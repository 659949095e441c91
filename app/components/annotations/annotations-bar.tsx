import { useFetcher, useLocation } from "@remix-run/react";
import { useRef } from "react";
import { formatDay, formatDayOfYear } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import type { ChartNote } from "#server/contracts/annotations.ts";
import { NoteForm } from "./note-form.tsx";
import type { NoteAnswer } from "./types.ts";

/** More notes than this stand behind a fold. */
const SHOWN = 6;

interface AnnotationsBarProps {
  notes: readonly ChartNote[];
  /** The days of the chart above; a new note begins on the last of them. */
  period: { from: string; to: string };
}

/** Under a chart over time: the notes of its days, one's own to change in place, and room for another. */
export function AnnotationsBar({ notes, period }: AnnotationsBarProps) {
  const change = useFetcher<NoteAnswer>();
  const adding = useRef<HTMLDetailsElement>(null);
  const withYear = period.from.slice(0, 4) !== period.to.slice(0, 4);
  const newest = notes.toReversed();
  const removed = change.data?.done === "removed" ? change.data : null;
  const failed = change.data?.done === null ? change.data.sentence : null;
  const send = (fields: Record<string, string>) => change.submit(fields, { method: "post", action: paths.notes() });
  const line = (note: ChartNote) => <NoteLine key={note.id} note={note} withYear={withYear} onRemove={() => send({ intent: "remove", id: note.id })} />;
  return (
    <section className="day-notes" aria-label="Notes on days">
      {newest.length > 0 ? <ol>{newest.slice(0, SHOWN).map(line)}</ol> : null}
      {newest.length > SHOWN ? (
        <details>
          <summary>{newest.length - SHOWN} earlier notes</summary>
          <ol>{newest.slice(SHOWN).map(line)}</ol>
        </details>
      ) : null}
      <p role="status" className="note-said">
        {removed ? (
          <>
            <span>
              Removed “<bdi>{removed.text}</bdi>” from {formatDay(removed.day)}.
            </span>
            <button type="button" className="btn bare s" onClick={() => send({ intent: "add", day: removed.day, text: removed.text })}>
              Undo
            </button>
          </>
        ) : (
          failed
        )}
      </p>
      <details ref={adding}>
        <summary>Add a note to a day</summary>
        <NoteForm
          draft={{ id: null, day: period.to, text: "" }}
          onDone={() => {
            if (adding.current) adding.current.open = false;
          }}
        />
      </details>
    </section>
  );
}

function NoteLine({ note, withYear, onRemove }: { note: ChartNote; withYear: boolean; onRemove: () => void }) {
  const fold = useRef<HTMLDetailsElement>(null);
  const { pathname, search } = useLocation();
  return (
    <li>
      <time dateTime={note.day}>{withYear ? formatDayOfYear(note.day) : formatDay(note.day)}</time>
      <span className="note-text">
        <bdi>{note.text}</bdi>
        {note.kind === "note" ? note.author ? <small> {note.author}</small> : null : <small> known by rule</small>}
      </span>
      {note.mayChange ? (
        <details ref={fold}>
          <summary>
            Change<span className="sr"> “{note.text}”</span>
          </summary>
          <NoteForm
            draft={note}
            onDone={() => {
              if (fold.current) fold.current.open = false;
            }}
          />
          <form
            method="post"
            action={paths.notes()}
            onSubmit={(event) => {
              event.preventDefault();
              onRemove();
            }}
          >
            <input type="hidden" name="intent" value="remove" />
            <input type="hidden" name="id" value={note.id} />
            <input type="hidden" name="redirectTo" value={pathname + search} />
            <button type="submit" className="btn bare s">
              Remove the note
            </button>
          </form>
        </details>
      ) : null}
    </li>
  );
}
