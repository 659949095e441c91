import { DataTable } from "#app/components/data-table/data-table.tsx";
import type { ImportFile } from "#app/lib/api-types.ts";
import { RowNumber } from "#app/components/imports/row-number.tsx";
import { formatCount } from "#app/lib/format.ts";

/** What may be long and without a blank. */
const WORDS = new Set(["Order", "Customer", "Title", "Item"]);
const LONGEST = 80;
const shorten = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
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
        meta={(row) => (row.fault ? `${row.fault.column ?? "Row"}: ${row.fault.message}` : row.cells.slice(0, -1).map(shorten).filter(Boolean).join(" · "))}
        columns={[
          { head: "Row", cell: (row) => <RowNumber line={row.line} /> },
          ...heads.map((head, at) => ({
            head,
            numeric: NUMBERS.has(head),
            amount: at === heads.length - 1,
            cell: (row: (typeof rows)[number]) => (row.fault ? "" : WORDS.has(head) ? <span className="may-break">{shorten(row.cells[at] ?? "")}</span> : at === 0 || head === "Placed" ? <span className="day">{row.cells[at] ?? ""}</span> : (row.cells[at] ?? "")),
          })),
          ...(refused === 0 ? [] : [{ head: "What is wrong", cell: (row: (typeof rows)[number]) => (row.fault ? <span className="fault">{`${row.fault.column ? `${row.fault.column}: ` : ""}${row.fault.message}`}</span> : "") }]),
        ]}
      />
    </>
  );
}
