import { Link } from "@remix-run/react";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import type { ImportPageData } from "#app/lib/api-types.ts";
import { formatCount, plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";

type Undo = NonNullable<ImportPageData["batch"]["undo"]>;
type Kept = Undo["list"][number];

const KINDS = { order: "Order", customer: "Customer", record: "Record", payment: "Payment on order" } as const;

/** What went away and what stayed, with why. */
export function UndoResult({ undo, by, at }: { undo: Undo; by: string | null; at: string }) {
  const { kept, list } = undo;
  const stayed = kept.orders + kept.customers + kept.records + kept.payments;
  return (
    <>
      <p className="long" role="status">
        <b>
          {plural(undo.orders, "order")}, {plural(undo.customers, "customer")} and {plural(undo.records, "record")} went away.
        </b>{" "}
        {by ?? "The command line"}, {at}. {stayed === 0 ? "Nothing had to stay." : `${plural(stayed, "row")} stayed, because somebody worked with them since.`}
      </p>
      {list.length > 0 ? (
        <DataTable
          caption="What stayed"
          rows={list}
          keyOf={(row) => `${row.kind}${row.id}`}
          meta={(row) => row.reason}
          columns={[
            { head: "What", cell: (row) => nameOf(row) },
            { head: "Why it stayed", cell: (row) => row.reason },
          ]}
        />
      ) : null}
      {stayed > list.length ? <p className="quiet">And {formatCount(stayed - list.length)} more.</p> : null}
    </>
  );
}

function nameOf(row: Kept) {
  const words = `${KINDS[row.kind]} ${row.kind === "order" || row.kind === "payment" ? formatCount(row.name) : row.name}`;
  if (row.kind === "order" || row.kind === "payment") return <Link to={paths.order(row.name)}>{words}</Link>;
  return row.kind === "record" ? <Link to={paths.album(row.id)}>{words}</Link> : words;
}
