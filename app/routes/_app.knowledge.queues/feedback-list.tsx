import { Link } from "@remix-run/react";
import { ThumbsDown, ThumbsUp } from "lucide-react";
import type { GivenFeedback } from "#app/lib/api-types.ts";
import { formatDateTime } from "#app/lib/format.ts";
import { placesHref } from "#app/components/knowledge/places-href.ts";
import type { FeedbackView } from "#server/contracts/knowledge-queues.ts";
import { DecideButton, DecideWithNote } from "./decide-forms.tsx";
import { QueueList } from "./queue-list.tsx";

const EMPTY: Readonly<Record<FeedbackView, { title: string; words: string }>> = {
  open: { title: "Nobody waits for a better answer", words: "Under each answer from the documents stands the question whether it helped. Where it did not, the answer comes here." },
  helpful: { title: "Nobody has said that an answer helped", words: "Under each answer from the documents stands the question whether it helped." },
  settled: { title: "Nothing was seen to yet", words: "What you did about an answer that did not help stays here." },
};

/** What people said of answers, with the places that the answers cited. */
export function FeedbackList({ rows, view, timeZone }: { rows: readonly GivenFeedback[]; view: FeedbackView; timeZone: string }) {
  return (
    <QueueList
      rows={rows}
      empty={EMPTY[view]}
      words={(row) => (
        <div className="queue-words">
          <h3>{row.question}</h3>
          <p>
            {row.isHelpful ? <ThumbsUp className="i" aria-hidden="true" /> : <ThumbsDown className="i" aria-hidden="true" />} <b>{row.isHelpful ? "Helped" : "Did not help"}</b>
            {row.reason ? `: ${row.reason}` : ""}
          </p>
          <p className="small quiet">{[row.person, formatDateTime(row.at, timeZone)].filter(Boolean).join(", ")}</p>
          <Cited documents={row.documents} />
          {row.settledAt ? (
            <p className="small">
              <b>{row.note ?? "Seen"}</b> <span className="quiet">{[row.settledBy, formatDateTime(row.settledAt, timeZone)].filter(Boolean).join(", ")}</span>
            </p>
          ) : null}
        </div>
      )}
      acts={(row) =>
        view === "settled" ? (
          <DecideButton id={row.id} state="open" words="Open it again" about={row.question} />
        ) : view === "open" ? (
          <>
            <DecideButton id={row.id} state="settled" words="Seen" about={row.question} />
            <DecideWithNote id={row.id} state="settled" opens="Corrected" words="Settle it" label="What was done" about={row.question} />
          </>
        ) : null
      }
    />
  );
}

/** The cited documents, each at the places that the answer cited, while the version that was cited is the one that is read. */
function Cited({ documents }: Pick<GivenFeedback, "documents">) {
  if (documents.length === 0) return <p className="small quiet">No document was cited</p>;
  return (
    <p className="small cited">
      <span className="quiet">Cited:</span>
      {documents.map(({ id, title, places }) => (
        <Link key={id} className="link" to={placesHref(id, places)}>
          {title}
        </Link>
      ))}
    </p>
  );
}
