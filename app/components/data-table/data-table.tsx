import { Link } from "@remix-run/react";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";

/** One column. Where it is narrow, the first column and the `amount` make the first line; the rest is said in `meta`. */
export interface Column<Row> {
  head: string;
  cell: (row: Row) => ReactNode;
  numeric?: boolean;
  /** Stays beside the first column where it is narrow. */
  amount?: boolean;
  /** The address that sorts by this column, and how it is sorted now. */
  sort?: { href: string; now: "asc" | "desc" | null };
}

interface DataTableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** The second line of a row where it is narrow. */
  meta: (row: Row) => ReactNode;
}

const SORT_WORDS = { asc: "ascending", desc: "descending" } as const;

/** A table of working rows: 44 pixels high, two lines per row on a phone. */
export function DataTable<Row>({ caption, columns, rows, keyOf, meta }: DataTableProps<Row>) {
  return (
    <div className="rows">
      <SortsOfNarrow columns={columns} />
      <table className="table">
        <caption className="sr">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.head} scope="col" className={column.numeric ? "num" : undefined} aria-sort={column.sort?.now ? SORT_WORDS[column.sort.now] : undefined}>
                {column.sort ? <SortLink head={column.head} sort={column.sort} /> : column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column, at) => (
                <td key={column.head} className={[column.numeric ? "num" : "long", column.amount ? "amount" : at === 0 ? "first" : "aside"].join(" ")}>
                  {column.cell(row)}
                  {at === 0 ? <span className="meta by">{meta(row)}</span> : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The head is not there where it is narrow, so the ways to sort stand above the rows. */
function SortsOfNarrow<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  const sortable = columns.flatMap(({ head, sort }) => (sort ? [{ head, sort }] : []));
  if (sortable.length === 0) return null;
  return (
    <p className="sorts">
      <span className="quiet">Sort by</span>
      {sortable.map(({ head, sort }) => (
        <span key={head} aria-current={sort.now ? "true" : undefined}>
          <SortLink head={head} sort={sort} />
        </span>
      ))}
    </p>
  );
}

function SortLink({ head, sort }: { head: string; sort: NonNullable<Column<unknown>["sort"]> }) {
  const Icon = sort.now === "asc" ? ArrowUp : ArrowDown;
  return (
    <Link to={sort.href} preventScrollReset>
      {head}
      {sort.now ? <Icon className="i" aria-hidden="true" /> : null}
    </Link>
  );
}
