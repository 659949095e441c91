import { Link } from "@remix-run/react";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { AUDIENCE_WORDS, KIND_WORDS, sayDaysAgo } from "#app/components/knowledge/say-document.ts";
import { StatusMark } from "#app/components/knowledge/status-mark.tsx";
import type { ListedDocument } from "#app/lib/api-types.ts";
import { formatCount, formatDayOfYear, plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";

const Review = ({ document: { reviewDueOn, isStale }, today }: { document: ListedDocument; today: string }) => {
  if (reviewDueOn === null) return <span className="quiet">No day set</span>;
  if (isStale) return <b className="signal-words">Was due {sayDaysAgo(reviewDueOn, today)}</b>;
  return (
    <>
      {formatDayOfYear(reviewDueOn)} <span className="quiet until">{sayDaysAgo(reviewDueOn, today)}</span>
    </>
  );
};

/** The documents as a table: what each is, where it stands, who answers for it and when it is read again. */
export function DocumentTable({ documents, today }: { documents: readonly ListedDocument[]; today: string }) {
  return (
    <DataTable
      caption="Documents"
      rows={documents}
      keyOf={({ id }) => id}
      meta={(row) => (
        <>
          <StatusMark document={row} />
          <span className="dot"> · </span>
          {KIND_WORDS[row.kind]} v{row.version} · {row.isStale ? "review overdue" : (row.owner ?? AUDIENCE_WORDS[row.audience])}
        </>
      )}
      columns={[
        {
          head: "Document",
          cell: (row) => (
            <>
              <Link to={paths.document(row.id)}>
                <b>{row.title}</b>
              </Link>
              {row.failure ? <span className="fault">{row.failure}</span> : null}
              {row.problem ? <span className="held-up">{row.problem}</span> : null}
            </>
          ),
        },
        { head: "Status", cell: (row) => <StatusMark document={row} /> },
        { head: "Kind", cell: (row) => `${KIND_WORDS[row.kind]}, v${row.version}` },
        { head: "May read it", cell: (row) => AUDIENCE_WORDS[row.audience] },
        { head: "Owner", cell: (row) => row.owner ?? "" },
        { head: "Next review", cell: (row) => <Review document={row} today={today} /> },
        {
          head: "Passages",
          numeric: true,
          amount: true,
          cell: (row) => (
            <>
              {formatCount(row.chunkCount)}
              <span className="sr"> {plural(row.chunkCount, "passage").replace(/^\S+ /, "")}</span>
            </>
          ),
        },
      ]}
    />
  );
}
