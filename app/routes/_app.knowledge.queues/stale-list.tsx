import { Link } from "@remix-run/react";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { sayDaysAgo } from "#app/components/knowledge/say-document.ts";
import type { StaleDocument } from "#app/lib/api-types.ts";
import { formatCount, formatDayOfYear, plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";

/** Documents whose review is overdue; those behind most answers of the last 90 days first. */
export function StaleList({ rows, today }: { rows: readonly StaleDocument[]; today: string }) {
  if (rows.length === 0) {
    return (
      <div className="empty">
        <h3>No review is overdue</h3>
        <p>A document comes here on the day after its review was due.</p>
      </div>
    );
  }
  return (
    <DataTable
      caption="Documents whose review is overdue"
      rows={rows}
      keyOf={({ id }) => id}
      meta={(row) => `Due ${formatDayOfYear(row.reviewDueOn)}, ${plural(row.answers, "answer")} in 90 days${row.owner ? ` · ${row.owner}` : ""}`}
      columns={[
        {
          head: "Document",
          cell: (row) => (
            <Link to={paths.document(row.id)}>
              <b>{row.title}</b>
            </Link>
          ),
        },
        { head: "Owner", cell: (row) => row.owner ?? "" },
        { head: "Last read again", cell: (row) => (row.reviewedOn === null ? "Never" : formatDayOfYear(row.reviewedOn)) },
        { head: "Was due", cell: (row) => `${formatDayOfYear(row.reviewDueOn)}, ${sayDaysAgo(row.reviewDueOn, today)}` },
        { head: "Answers in 90 days", numeric: true, amount: true, cell: (row) => formatCount(row.answers) },
      ]}
    />
  );
}
