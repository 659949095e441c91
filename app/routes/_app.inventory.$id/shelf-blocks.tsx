import { Link, useSearchParams } from "@remix-run/react";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { UndoForm } from "#app/components/stock/done-note.tsx";
import { sayCopy, sayDays, sayPrice } from "#app/components/stock/stock-words.ts";
import { MOVEMENT_WORDS } from "#app/components/ui/order-words.ts";
import type { ShelfPage } from "#app/lib/api-types.ts";
import { currencySymbol, formatCount, formatDateTime, formatDayOfYear, formatMoney, inShopTime } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { patchSearch, toQuery } from "#app/lib/search-params.ts";

type Shop = ShelfPage["shop"];

/** What is known of the place and its record. */
export function FactsBlock({ page }: { page: ShelfPage }) {
  const { shelf, shop, lastCount } = page;
  const symbol = currencySymbol(shop.currency);
  const facts: [string, string | null][] = [
    ["Lasts", sayDays(shelf.daysOfStock)],
    ["Reorder at", shelf.condition === "new" ? `${formatCount(shelf.reorderPoint)}${shelf.ownReorderPoint === null ? ", the shop's setting" : ""}` : null],
    ["Desired", shelf.desiredLevel === null ? null : formatCount(shelf.desiredLevel)],
    ["On order", shelf.onOrder === 0 ? null : formatCount(shelf.onOrder)],
    [`Price ${symbol}`, shelf.price === null ? null : sayPrice(shelf.price)],
    [`Cost ${symbol}`, shelf.unitCost === null ? null : sayPrice(shelf.unitCost)],
    ["Stands at", shelf.location],
    ["Supplier", shelf.supplier === null ? null : `${shelf.supplier}, ${formatCount(shelf.leadTimeDays ?? 0)} ${shelf.leadTimeDays === 1 ? "day" : "days"}`],
    ["Counted", lastCount === null ? null : `${formatDayOfYear(inShopTime(lastCount.at, shop.timeZone).day)}, ${formatCount(lastCount.counted)}${lastCount.person ? `, ${lastCount.person}` : ""}`],
    ["Label", shelf.label],
    ["Genre", shelf.genre],
    ["Year", shelf.year === null ? null : String(shelf.year)],
    ["Format", shelf.format],
    ["Barcode", shelf.barcode],
  ];
  return (
    <Block track="A2" title="The record" tools={<Link to={paths.album(shelf.albumId)}>Album page</Link>}>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="long">{value ?? "–"}</dd>
          </div>
        ))}
      </dl>
      {page.copies.length > 0 ? (
        <ul className="copies">
          {page.copies.map((copy) => (
            <li key={copy.id}>
              <Link className="link" to={paths.inventoryRow(copy.id)}>
                {sayCopy(copy) ?? "New copies"}
              </Link>
              <span className="num">
                {formatCount(copy.onHand)}
                {copy.price === null ? "" : ` · ${formatMoney(copy.price, shop.currency)}`}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </Block>
  );
}

/** Every movement with who and why, newest first. */
export function LedgerBlock({ page, formKey }: { page: ShelfPage; formKey: string }) {
  const { ledger, shop, mayWork } = page;
  const [search] = useSearchParams();
  if (ledger.movements.length === 0) {
    return (
      <Block track="B1" title="Movements">
        <p className="quiet">Nothing moved here yet.</p>
      </Block>
    );
  }
  return (
    <Block track="B1" title="Movements">
      <DataTable
        caption="Stock movements"
        rows={ledger.movements}
        keyOf={(row) => row.id}
        meta={(row) => metaOf(row, shop)}
        columns={[
          {
            head: "What",
            cell: (row) => (
              <>
                <b>{row.isUndo ? "Taken back" : MOVEMENT_WORDS[row.movement]}</b>
                {row.undone ? <span className="quiet"> · undone{row.undoneBy ? ` by ${row.undoneBy}` : ""}</span> : null}
                {mayWork && row.mayBeUndone ? <UndoForm of="movement" id={row.id} formKey={formKey} words="Undo" what={`${MOVEMENT_WORDS[row.movement]} ${formatDateTime(row.at, shop.timeZone)}`} /> : null}
              </>
            ),
          },
          { head: "Why", cell: (row) => <Why row={row} /> },
          { head: "When", cell: (row) => formatDateTime(row.at, shop.timeZone) },
          { head: "Who", cell: (row) => row.person ?? "–" },
          { head: "Then", numeric: true, cell: (row) => formatCount(row.after) },
          { head: "Copies", numeric: true, amount: true, cell: (row) => <b>{row.quantity > 0 ? `+${formatCount(row.quantity)}` : formatCount(row.quantity)}</b> },
        ]}
      />
      {ledger.nextCursor || search.has("cursor") ? (
        <p className="pager">
          {search.has("cursor") ? (
            <Link className="btn bare s" to={toQuery(patchSearch(search, { cursor: null }))} preventScrollReset>
              Newest
            </Link>
          ) : null}
          {ledger.nextCursor ? (
            <Link className="btn s" to={toQuery(patchSearch(search, { cursor: ledger.nextCursor, done: null }))} preventScrollReset>
              Earlier movements
            </Link>
          ) : null}
        </p>
      ) : null}
    </Block>
  );
}

type Row = ShelfPage["ledger"]["movements"][number];

function Why({ row }: { row: Row }) {
  if (row.orderNumber === null) return <>{row.reason ?? "–"}</>;
  return (
    <>
      <Link to={paths.order(row.orderNumber)}>Order {formatCount(row.orderNumber)}</Link>
      {row.reason ? <span className="by">{row.reason}</span> : null}
    </>
  );
}

const metaOf = (row: Row, shop: Shop): string =>
  [row.orderNumber === null ? row.reason : `order ${formatCount(row.orderNumber)}${row.reason ? `, ${row.reason}` : ""}`, formatDateTime(row.at, shop.timeZone), row.person, `then ${formatCount(row.after)}`].filter(Boolean).join(" · ");
