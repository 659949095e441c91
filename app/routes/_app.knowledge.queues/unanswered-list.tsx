import { Form, Link } from "@remix-run/react";
import type { UnansweredQuestion } from "#app/lib/api-types.ts";
import { formatDateTime, plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";

const STATE_WORDS = { open: "Open", answered: "Answered by the documents now", dismissed: "Not ours to answer" } as const;

interface UnansweredListProps {
  rows: readonly UnansweredQuestion[];
  decided: boolean;
  timeZone: string;
}

/** Questions that the documents did not answer, each with what can become of it. */
export function UnansweredList({ rows, decided, timeZone }: UnansweredListProps) {
  if (rows.length === 0) {
    return (
      <div className="empty">
        <h3>{decided ? "Nothing was decided yet" : "No question is waiting"}</h3>
        <p>{decided ? "What you decide about a question stays here." : "A question that the documents do not answer comes here, once, however often it is asked."}</p>
      </div>
    );
  }
  return (
    <ul className="queue">
      {rows.map((row) => (
        <li key={row.id}>
          <div className="queue-words">
            <h3>{row.question}</h3>
            <p className="small quiet">
              Asked {row.askedCount === 1 ? "once" : plural(row.askedCount, "time")}, last {formatDateTime(row.lastAskedAt, timeZone)}
              {row.askedBy ? ` by ${row.askedBy}` : ""}
            </p>
            {decided && row.decidedAt ? (
              <p className="small">
                <b>{STATE_WORDS[row.state]}</b>
                {row.note ? `: ${row.note}` : ""} <span className="quiet">{row.decidedBy ? `${row.decidedBy}, ` : ""}{formatDateTime(row.decidedAt, timeZone)}</span>
              </p>
            ) : null}
          </div>
          {decided ? (
            <Form method="post" className="queue-acts" preventScrollReset>
              <input type="hidden" name="id" value={row.id} />
              <button className="btn s" type="submit" name="state" value="open">
                Open it again<span className="sr">: {row.question}</span>
              </button>
            </Form>
          ) : (
            <Form method="post" className="queue-acts" preventScrollReset>
              <input type="hidden" name="id" value={row.id} />
              <label className="sr" htmlFor={`note-${row.id}`}>
                Note on “{row.question}”
              </label>
              <input id={`note-${row.id}`} name="note" maxLength={1000} placeholder="Note, if there is one" />
              <button className="btn s" type="submit" name="state" value="answered">
                Answered now<span className="sr">: {row.question}</span>
              </button>
              <button className="btn s" type="submit" name="state" value="dismissed">
                Not ours<span className="sr">: {row.question}</span>
              </button>
              <Link className="link small" to={paths.documents(new URLSearchParams({ write: row.question.slice(0, 300) }))}>
                Add a document for it
              </Link>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}
