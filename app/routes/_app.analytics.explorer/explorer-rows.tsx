import { Link } from "@remix-run/react";
import { ArrowLeft, ArrowRight } from "lucide-react";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { currencySymbol } from "#app/lib/format.ts";
import type { ExplorerPage } from "#app/lib/api-types.ts";
import type { ExplorerAddress } from "#server/contracts/explorer.ts";
import { albumHref, customerOrdersHref, orderHref } from "#server/contracts/links.ts";
import { toAddress } from "./explorer-address.ts";
import { type ExplorerColumn, isNumeric, sayCell } from "./say-cell.ts";

type Row = ExplorerPage["rows"][number];

/** Cells that a narrow row says under its first line. */
const IN_META = 4;

function hrefOf(column: ExplorerColumn, link: string | null): string | null {
  if (link === null) return null;
  if (column.link === "order") return orderHref(Number(link));
  if (column.link === "customer") return customerOrdersHref(Number(link));
  return column.link === "album" ? albumHref(link) : null;
}

interface ExplorerRowsProps {
  page: ExplorerPage;
  address: ExplorerAddress;
}

/** The rows of a page: heads sort, cells lead to what they name. */
export function ExplorerRows({ page, address }: ExplorerRowsProps) {
  const { table, rows, timeZone } = page;
  const columns = page.columns.flatMap((key) => table.columns.filter((column) => column.key === key));
  const amountAt = columns.findLastIndex((column, at) => at > 0 && isNumeric(column));
  const say = (row: Row, at: number) => sayCell(row.cells[at] ?? null, columns[at] as ExplorerColumn, timeZone);
  const sortOf = (column: ExplorerColumn) => {
    if (!column.sortable) return {};
    const now = page.sort === column.key ? page.dir : null;
    const firstDir = isNumeric(column) || column.kind === "time" || column.kind === "day" ? "desc" : "asc";
    const dir = now === null ? firstDir : now === "asc" ? "desc" : "asc";
    return { sort: { href: toAddress(address, { sort: column.key, dir }), now } };
  };
  return (
    <DataTable
      caption={table.label}
      rows={rows}
      keyOf={(row) => row.key}
      meta={(row) => {
        const said = columns.flatMap((column, at) => (at === 0 || at === amountAt || !row.cells[at] ? [] : [{ column, text: say(row, at) }]));
        return said.slice(0, IN_META).map(({ column, text }, n) => (
          <span key={column.key}>
            {n > 0 ? " · " : ""}
            <bdi className="cell">{isNumeric(column) || column.kind === "boolean" ? `${column.label} ${text}` : text}</bdi>
          </span>
        ));
      }}
      columns={columns.map((column, at) => ({
        head: column.kind === "money" ? `${column.label} ${currencySymbol(page.currency)}` : column.label,
        // The first column names the row, and on a phone carries its second line.
        numeric: at > 0 && isNumeric(column),
        amount: at === amountAt,
        ...sortOf(column),
        cell: (row: Row) => {
          const text = say(row, at);
          const href = hrefOf(column, row.links[at] ?? null);
          const said = <bdi className="cell">{at === 0 ? <b>{text}</b> : text}</bdi>;
          return href && row.cells[at] !== null ? <Link to={href}>{said}</Link> : said;
        },
      }))}
    />
  );
}

/** To the pages around, by key: forward and back. */
export function ExplorerPager({ page, address }: ExplorerRowsProps) {
  const { rows, next, previous, table } = page;
  const noun = table.noun[rows.length === 1 ? 0 : 1];
  return (
    <nav className="pager" aria-label="Pages">
      <span className="quiet">
        {rows.length} {noun} on this page{next || !previous ? "" : ", the last one"}
      </span>
      <span className="ends">
        {previous ? (
          <>
            <Link className="btn bare s" to={toAddress(address)}>
              To the first page
            </Link>
            <Link className="btn s" rel="prev" to={toAddress(address, {}, { before: previous })}>
              <ArrowLeft className="i" aria-hidden="true" />
              Previous page
            </Link>
          </>
        ) : null}
        {next ? (
          <Link className="btn s" rel="next" to={toAddress(address, {}, { after: next })}>
            Next page
            <ArrowRight className="i" aria-hidden="true" />
          </Link>
        ) : null}
      </span>
    </nav>
  );
}
