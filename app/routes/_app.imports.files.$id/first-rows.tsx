import { DataTable } from "#app/components/data-table/data-table.tsx";
import type { ImportFile } from "#app/lib/api-types.ts";
import { formatCount } from "#app/lib/format.ts";

const NUMBERS = new Set(["Copies", "Amount", "Tax", "Price", "Order total"]);

/** The first rows, read exactly as the import will read them; those that cannot be say why. */
export function FirstRows({ preview, readDatesAs }: { preview: NonNullable<ImportFile["preview"]>; /** How dates are read here as long as nobody has chosen. */ readDatesAs: string | null }) {
  const { heads, rows, refused, looked, fault } = preview;
  if (fault !== null)
    return (
      <p className="note long" role="status">
        <b>The file as a whole cannot be read so</b>
        {fault}
      </p>
    );
  return (
    <>
      <p className="quiet">
        {refused === 0 ? `All of the first ${formatCount(looked)} rows can be read.` : `Of the first ${formatCount(looked)} rows ${formatCount(refused)} cannot be read; some of them stand here.`}
        {readDatesAs === null ? "" : ` Days are read as ${readDatesAs} here until you choose.`}
      </p>
      <DataTable
        caption="The first rows as they will come in"
        rows={rows}
        keyOf={({ line }) => String(line)}
        meta={(row) => (row.fault ? `${row.fault.column ?? "Row"}: ${row.fault.message}` : row.cells.slice(0, -1).join(" · "))}
        columns={[
          { head: "Row", cell: (row) => formatCount(row.line) },
          ...heads.map((head, at) => ({
            head,
            numeric: NUMBERS.has(head),
            amount: at === heads.length - 1,
            cell: (row: (typeof rows)[number]) => (row.fault ? "" : (row.cells[at] ?? "")),
          })),
          { head: "What is wrong", cell: (row) => (row.fault ? <span className="state out">{`${row.fault.column ? `${row.fault.column}: ` : ""}${row.fault.message}`}</span> : "") },
        ]}
      />
    </>
  );
}
