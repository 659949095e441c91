import { Link } from "@remix-run/react";
import { Fragment } from "react";
import { placesHref } from "#app/components/knowledge/places-href.ts";
import { sayPlace } from "#app/components/knowledge/say-document.ts";
import type { DocumentContradiction } from "#app/lib/api-types.ts";
import type { StatementPiece } from "#app/lib/draw-statement.server.ts";
import { formatCount, formatDateTime, formatDayOfYear } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { DecideButton, DecideWithNote } from "./decide-forms.tsx";
import { QueueList } from "./queue-list.tsx";

/** A side with its statement in plain words. */
type DrawnSide = Omit<DocumentContradiction["one"], "text" | "markStart" | "markEnd"> & { pieces: StatementPiece[] };
export type DrawnContradiction = Omit<DocumentContradiction, "one" | "other"> & { one: DrawnSide; other: DrawnSide };

const KIND_WORDS = { number: "They give different numbers", rule: "They give different rules" } as const;

interface ContradictionListProps {
  rows: readonly DrawnContradiction[];
  decided: boolean;
  timeZone: string;
}

/** So many are named; after a bad hour of the database it may be hundreds. */
const MOST_NAMED = 5;

/** Documents that were not held against the others, so that nobody takes the list for complete. */
export function NotCompared({ documents }: { documents: readonly { id: string; title: string }[] }) {
  if (documents.length === 0) return null;
  const more = documents.length - MOST_NAMED;
  return (
    <p className="small">
      Could not be compared:{" "}
      {documents.slice(0, MOST_NAMED).map(({ id, title }, at) => (
        <Fragment key={id}>
          {at > 0 ? ", " : ""}
          <Link to={paths.document(id)}>{title}</Link>
        </Fragment>
      ))}
      {more > 0 ? ` and ${formatCount(more)} more` : ""}, because something went wrong on our side. Contradictions may be missing here. It is tried a few times, then again with a newer version.
    </p>
  );
}

/** Two places beside each other, with what differs marked. They go by themselves when a document changes. */
export function ContradictionList({ rows, decided, timeZone }: ContradictionListProps) {
  return (
    <QueueList
      rows={rows}
      shape="clashes"
      empty={
        decided
          ? { title: "None was put aside", words: "What you say is no contradiction stays here, until one of its documents says something else." }
          : { title: "No two documents contradict each other", words: "After each change the numbers and rules of a document are compared with those of the others." }
      }
      words={(row) => (
        <>
          <p className="label">{KIND_WORDS[row.kind]}</p>
          <div className="clash-sides">
            <SideOf side={row.one} />
            <SideOf side={row.other} />
          </div>
        </>
      )}
      acts={(row) => {
        const about = `${row.one.title} and ${row.other.title}`;
        if (!decided) return <DecideWithNote id={row.id} state="dismissed" opens="No contradiction" words="Put it aside" label="Why it is none" about={about} required />;
        return (
          <>
            <span className="small">
              {row.note ? <b>{row.note}</b> : "Put aside without a reason"} <span className="quiet">{[row.dismissedBy, row.dismissedAt ? formatDateTime(row.dismissedAt, timeZone) : null].filter(Boolean).join(", ")}</span>
            </span>
            <DecideButton id={row.id} state="open" words="Open it again" about={about} />
          </>
        );
      }}
    />
  );
}

function SideOf({ side }: { side: DrawnSide }) {
  const { documentId, title, owner, reviewedOn, pieces, start, end } = side;
  return (
    <div className="clash-side">
      <h3>
        <Link to={placesHref(documentId, [{ number: 1, start, end }])}>{title}</Link>
      </h3>
      <p className="small quiet">{[sayPlace(side, title), owner, reviewedOn ? `reviewed ${formatDayOfYear(reviewedOn)}` : "never reviewed"].filter(Boolean).join(" · ")}</p>
      <blockquote>{pieces.map(({ text, isMarked }, at) => (isMarked ? <mark key={at}>{text}</mark> : text))}</blockquote>
    </div>
  );
}
