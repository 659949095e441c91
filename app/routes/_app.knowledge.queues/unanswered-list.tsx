import { Link } from "@remix-run/react";
import type { UnansweredQuestion } from "#app/lib/api-types.ts";
import { formatDateTime, plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { DecideButton, DecideWithNote } from "./decide-forms.tsx";
import { QueueList } from "./queue-list.tsx";

const STATE_WORDS = { open: "Open", answered: "Answered by the documents now", dismissed: "Not ours to answer" } as const;
const MOST_WANTED_LETTERS = 300;

interface UnansweredListProps {
  rows: readonly UnansweredQuestion[];
  decided: boolean;
  timeZone: string;
}

/** Questions that the documents did not answer, each with what can become of it. */
export function UnansweredList({ rows, decided, timeZone }: UnansweredListProps) {
  return (
    <QueueList
      rows={rows}
      empty={
        decided
          ? { title: "Nothing was decided yet", words: "What you decide about a question stays here." }
          : { title: "No question is waiting", words: "A question that the documents do not answer comes here, once, however often it is asked." }
      }
      words={(row) => (
        <div className="queue-words">
          <h3>{row.question}</h3>
          <p className="small quiet">
            Asked {row.askedCount === 1 ? "once" : plural(row.askedCount, "time")}, last {formatDateTime(row.lastAskedAt, timeZone)}
            {row.askedBy ? ` by ${row.askedBy}` : ""}
          </p>
          {decided && row.decidedAt ? (
            <p className="small">
              <b>{STATE_WORDS[row.state]}</b>
              {row.note ? `: ${row.note}` : ""} <span className="quiet">{[row.decidedBy, formatDateTime(row.decidedAt, timeZone)].filter(Boolean).join(", ")}</span>
            </p>
          ) : null}
        </div>
      )}
      acts={(row) =>
        decided ? (
          <DecideButton id={row.id} state="open" words="Open it again" about={row.question} />
        ) : (
          <>
            <DecideButton id={row.id} state="answered" words="Answered now" about={row.question} />
            <DecideWithNote id={row.id} state="dismissed" opens="Not ours" words="Put it aside" label="Why, if you like" about={row.question} />
            <span className="ways">
              <Link className="link small" to={`${paths.documents(new URLSearchParams({ write: row.question.slice(0, MOST_WANTED_LETTERS), for: row.id }))}#a2`}>
                Add a document for it
              </Link>
              <Link className="link small" to={paths.askAgain(row.question)}>
                Ask it again
              </Link>
            </span>
          </>
        )
      }
    />
  );
}
