import { Link } from "@remix-run/react";
import { ThumbsDown, ThumbsUp } from "lucide-react";
import type { GivenFeedback } from "#app/lib/api-types.ts";
import { formatDateTime } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";

/** What people said of answers, those that did not help first. */
export function FeedbackList({ rows, timeZone }: { rows: readonly GivenFeedback[]; timeZone: string }) {
  if (rows.length === 0) {
    return (
      <div className="empty">
        <h3>Nobody has said anything yet</h3>
        <p>Under each answer from the documents stands the question whether it helped. What people say comes here.</p>
      </div>
    );
  }
  return (
    <ul className="queue">
      {rows.map((row) => (
        <li key={row.id}>
          <div className="queue-words">
            <h3>{row.question}</h3>
            <p>
              {row.isHelpful ? <ThumbsUp className="i" aria-hidden="true" /> : <ThumbsDown className="i" aria-hidden="true" />} <b>{row.isHelpful ? "Helped" : "Did not help"}</b>
              {row.reason ? `: ${row.reason}` : ""}
            </p>
            <p className="small quiet">
              {row.person ? `${row.person}, ` : ""}
              {formatDateTime(row.at, timeZone)}
            </p>
          </div>
          <p className="queue-acts small">
            {row.documents.length === 0 ? <span className="quiet">No document was cited</span> : null}
            {row.documents.map(({ id, title }) => (
              <Link key={id} className="link" to={paths.document(id)}>
                {title}
              </Link>
            ))}
          </p>
        </li>
      ))}
    </ul>
  );
}
