import { Form, Link } from "@remix-run/react";
import { placeAnchor } from "#app/components/knowledge/doc-body.tsx";
import { sayPlace } from "#app/components/knowledge/say-document.ts";
import type { DocumentContradiction } from "#app/lib/api-types.ts";
import { formatDateTime, formatDayOfYear } from "#app/lib/format.ts";
import { passageSearch } from "#app/lib/passage-link.ts";
import { paths } from "#app/lib/paths.ts";

type Side = DocumentContradiction["one"];

interface ContradictionListProps {
  rows: readonly DocumentContradiction[];
  decided: boolean;
  timeZone: string;
}

/** Two places beside each other, with what differs marked. They go by themselves when a document changes. */
export function ContradictionList({ rows, decided, timeZone }: ContradictionListProps) {
  if (rows.length === 0) {
    return (
      <div className="empty">
        <h3>{decided ? "None was put aside" : "No two documents contradict each other"}</h3>
        <p>{decided ? "What you say is no contradiction stays here, until one of its documents says something else." : "After each change the numbers and rules of a document are compared with those of the others."}</p>
      </div>
    );
  }
  return (
    <ul className="clashes">
      {rows.map((row) => (
        <li key={row.id}>
          <div className="clash-sides">
            <SideOf side={row.one} />
            <SideOf side={row.other} />
          </div>
          <Form method="post" className="queue-acts" preventScrollReset>
            <input type="hidden" name="intent" value="dismiss" />
            <input type="hidden" name="id" value={row.id} />
            {decided ? (
              <>
                <span className="small">
                  {row.note ? <b>{row.note}</b> : "Put aside without a reason"}{" "}
                  <span className="quiet">
                    {row.dismissedBy ? `${row.dismissedBy}, ` : ""}
                    {row.dismissedAt ? formatDateTime(row.dismissedAt, timeZone) : ""}
                  </span>
                </span>
                <button className="btn s" type="submit" name="dismissed" value="false">
                  Open it again
                </button>
              </>
            ) : (
              <>
                <label className="sr" htmlFor={`why-${row.id}`}>
                  Why {row.one.title} and {row.other.title} do not contradict each other
                </label>
                <input id={`why-${row.id}`} name="note" required maxLength={1000} placeholder="Why it is none" />
                <button className="btn s" type="submit" name="dismissed" value="true">
                  No contradiction
                </button>
              </>
            )}
          </Form>
        </li>
      ))}
    </ul>
  );
}

/** A row of a table without its bars, and words without the signs that make them bold. */
const plain = (text: string): string => text.replace(/^\s*\|\s?|\s?\|\s*$/g, "").replace(/\s*\|\s*/g, " · ").replace(/\*\*|__/g, "");

function SideOf({ side }: { side: Side }) {
  const { documentId, title, owner, reviewedOn, text, markStart, markEnd, start, end } = side;
  const place = sayPlace(side, title);
  const to = `${paths.document(documentId, passageSearch({ places: [{ number: 1, start, end }], current: 1 }))}#${placeAnchor(1)}`;
  const isWhole = markStart === 0 && markEnd === text.length;
  return (
    <div className="clash-side">
      <h3>
        <Link to={to}>{title}</Link>
      </h3>
      <p className="small quiet">
        {[place, owner, reviewedOn ? `reviewed ${formatDayOfYear(reviewedOn)}` : "never reviewed"].filter(Boolean).join(" · ")}
      </p>
      <blockquote>
        {isWhole ? (
          plain(text)
        ) : (
          <>
            {plain(text.slice(0, markStart))}
            <mark>{plain(text.slice(markStart, markEnd))}</mark>
            {plain(text.slice(markEnd))}
          </>
        )}
      </blockquote>
    </div>
  );
}
