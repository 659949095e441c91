import { Link } from "@remix-run/react";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { MOVEMENT_WORDS, PAYMENT_METHOD_WORDS, PAYMENT_STATUS_WORDS, sayChannel, sayCustomer } from "#app/components/ui/order-words.ts";
import type { RowsList } from "#app/lib/api-types.ts";
import { currencySymbol, formatAmount, formatCount, formatDayOfYear, inShopTime } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";

type Table = NonNullable<RowsList["table"]>;
type TableOf<Kind extends Table["kind"]> = Extract<Table, { kind: Kind }>;

interface KindProps<Kind extends Table["kind"]> {
  table: TableOf<Kind>;
  shop: RowsList["shop"];
}

const sayDay = (at: Date, timeZone: string): string => formatDayOfYear(inShopTime(at, timeZone).day);

const OrderLink = ({ number }: { number: number }) => (
  <Link to={paths.order(number)}>
    <b>{formatCount(number)}</b>
  </Link>
);

/** A title that leads to the page of its record; one that the shop does not know leads nowhere. */
const RecordLink = ({ albumId, title }: { albumId: string | null; title: string }) =>
  albumId === null ? (
    <b>{title}</b>
  ) : (
    <Link className="plain" to={paths.album(albumId)}>
      <b>{title}</b>
    </Link>
  );

/** The rows of a figure, each kind with its own columns. */
export function MetricRows({ table, shop }: { table: Table; shop: RowsList["shop"] }) {
  switch (table.kind) {
    case "lines":
      return <LineRows table={table} shop={shop} />;
    case "orders":
      return <OrderRows table={table} shop={shop} />;
    case "customers":
      return <CustomerRows table={table} shop={shop} />;
    case "reviews":
      return <ReviewRows table={table} shop={shop} />;
    case "payments":
      return <PaymentRows table={table} shop={shop} />;
    case "stock":
      return <StockRows table={table} shop={shop} />;
    case "movements":
      return <MovementRows table={table} shop={shop} />;
  }
}

function LineRows({ table, shop }: KindProps<"lines">) {
  const symbol = currencySymbol(shop.currency);
  return (
    <DataTable
      caption="Order lines, newest first"
      rows={table.rows}
      keyOf={(row) => row.id}
      meta={(row) => (
        <>
          Order <OrderLink number={row.orderNumber} /> · {sayDay(row.at, shop.timeZone)} · {formatCount(row.quantity)} × {formatAmount(row.unitPrice)}
        </>
      )}
      columns={[
        {
          head: "Record",
          cell: (row) => (
            <>
              <RecordLink albumId={row.albumId} title={row.title ?? "Not named by its source"} />
              {row.artist ? <span className="by">{row.artist}</span> : null}
            </>
          ),
        },
        { head: "Order", cell: (row) => <OrderLink number={row.orderNumber} /> },
        { head: "Day", cell: (row) => sayDay(row.at, shop.timeZone) },
        { head: "Customer", cell: (row) => sayCustomer(row.customerName, row.customerNumber) },
        { head: "Copies", numeric: true, cell: (row) => formatCount(row.quantity) },
        { head: `Each ${symbol}`, numeric: true, cell: (row) => formatAmount(row.unitPrice) },
        { head: `Line ${symbol}`, numeric: true, amount: true, cell: (row) => formatAmount(row.lineTotal) },
      ]}
    />
  );
}

function OrderRows({ table, shop }: KindProps<"orders">) {
  return (
    <DataTable
      caption="Orders, newest first"
      rows={table.rows}
      keyOf={(row) => row.id}
      meta={(row) => `${sayDay(row.at, shop.timeZone)} · ${sayCustomer(row.customerName, row.customerNumber)}`}
      columns={[
        { head: "Order", cell: (row) => <OrderLink number={row.orderNumber} /> },
        { head: "Day", cell: (row) => sayDay(row.at, shop.timeZone) },
        { head: "Customer", cell: (row) => sayCustomer(row.customerName, row.customerNumber) },
        { head: "From", cell: (row) => sayChannel(row.channel) },
        { head: "Records", numeric: true, cell: (row) => formatCount(row.units) },
        { head: `Revenue ${currencySymbol(shop.currency)}`, numeric: true, amount: true, cell: (row) => formatAmount(row.revenue) },
      ]}
    />
  );
}

/** How a customer's history stands to the days that are shown. */
const sayHistory = (row: TableOf<"customers">["rows"][number]): string => (row.orders === 0 ? "bought nothing" : row.returning ? "came back" : "new");

function CustomerRows({ table, shop }: KindProps<"customers">) {
  return (
    <DataTable
      caption="Customers, who brought most first"
      rows={table.rows}
      keyOf={(row) => row.id}
      meta={(row) => `${formatCount(row.orders)} ${row.orders === 1 ? "order" : "orders"} · ${sayHistory(row)}`}
      columns={[
        {
          head: "Customer",
          cell: (row) => (
            <Link to={paths.orders(new URLSearchParams({ customer: String(row.number) }))}>
              <b>{sayCustomer(row.name, row.number)}</b>
            </Link>
          ),
        },
        { head: "Favourite genre", cell: (row) => row.favouriteGenre ?? "–" },
        { head: "First order", cell: (row) => (row.firstOrderDay === null ? "–" : formatDayOfYear(row.firstOrderDay)) },
        { head: "In these days", cell: sayHistory },
        { head: "Orders", numeric: true, cell: (row) => formatCount(row.orders) },
        { head: `Revenue ${currencySymbol(shop.currency)}`, numeric: true, amount: true, cell: (row) => formatAmount(row.revenue) },
      ]}
    />
  );
}

function ReviewRows({ table, shop }: KindProps<"reviews">) {
  return (
    <DataTable
      caption="Reviews, newest first"
      rows={table.rows}
      keyOf={(row) => row.id}
      meta={(row) => (
        <>
          {sayCustomer(row.customerName, row.customerNumber)} · {sayDay(row.at, shop.timeZone)}
          {row.body ? <span className="by">{row.body}</span> : null}
        </>
      )}
      columns={[
        { head: "Record", cell: (row) => <RecordLink albumId={row.albumId} title={row.title} /> },
        { head: "Review", cell: (row) => <span className="words">{row.body ?? "–"}</span> },
        { head: "Customer", cell: (row) => sayCustomer(row.customerName, row.customerNumber) },
        { head: "Day", cell: (row) => sayDay(row.at, shop.timeZone) },
        { head: "Stars", numeric: true, amount: true, cell: (row) => <span title={`${row.rating} of 5`}>{row.rating}</span> },
      ]}
    />
  );
}

function PaymentRows({ table, shop }: KindProps<"payments">) {
  return (
    <DataTable
      caption="Payments, newest first"
      rows={table.rows}
      keyOf={(row) => row.id}
      meta={(row) => `${sayDay(row.at, shop.timeZone)} · ${PAYMENT_METHOD_WORDS[row.method]} · ${PAYMENT_STATUS_WORDS[row.status].toLowerCase()}`}
      columns={[
        { head: "Order", cell: (row) => <OrderLink number={row.orderNumber} /> },
        { head: "Day", cell: (row) => sayDay(row.at, shop.timeZone) },
        { head: "Customer", cell: (row) => sayCustomer(row.customerName, row.customerNumber) },
        { head: "Paid by", cell: (row) => PAYMENT_METHOD_WORDS[row.method] },
        { head: "Status", cell: (row) => PAYMENT_STATUS_WORDS[row.status] },
        { head: `Amount ${currencySymbol(shop.currency)}`, numeric: true, amount: true, cell: (row) => formatAmount(row.amount) },
      ]}
    />
  );
}

function StockRows({ table, shop }: KindProps<"stock">) {
  const symbol = currencySymbol(shop.currency);
  const money = (value: string | null) => (value === null ? "–" : formatAmount(value));
  return (
    <DataTable
      caption="Stock, by title"
      rows={table.rows}
      keyOf={(row) => row.id}
      meta={(row) => [row.artist, row.catalogueNumber, row.mediaGrade].filter(Boolean).join(" · ")}
      columns={[
        { head: "Record", cell: (row) => <RecordLink albumId={row.albumId} title={row.title} /> },
        { head: "Artist", cell: (row) => row.artist ?? "–" },
        { head: "Number", cell: (row) => row.catalogueNumber ?? "–" },
        { head: "Copy", cell: (row) => (row.condition === "new" ? "new" : `used, ${row.mediaGrade ?? "not graded"}`) },
        { head: "On order", numeric: true, cell: (row) => formatCount(row.onOrder) },
        { head: `Cost ${symbol}`, numeric: true, cell: (row) => money(row.unitCost) },
        { head: `Price ${symbol}`, numeric: true, cell: (row) => money(row.listPrice) },
        { head: "Left", numeric: true, amount: true, cell: (row) => (row.onHand <= 0 ? <span className="state out">out</span> : formatCount(row.onHand)) },
      ]}
    />
  );
}

function MovementRows({ table, shop }: KindProps<"movements">) {
  return (
    <DataTable
      caption="Stock movements, newest first"
      rows={table.rows}
      keyOf={(row) => row.id}
      meta={(row) => `${MOVEMENT_WORDS[row.movement]} · ${sayDay(row.at, shop.timeZone)}`}
      columns={[
        { head: "Record", cell: (row) => <RecordLink albumId={row.albumId} title={row.title} /> },
        { head: "What", cell: (row) => MOVEMENT_WORDS[row.movement] },
        { head: "Why", cell: (row) => row.reason ?? "–" },
        { head: "Order", cell: (row) => (row.orderNumber === null ? "–" : <OrderLink number={row.orderNumber} />) },
        { head: "Who", cell: (row) => row.personName ?? "–" },
        { head: "Day", cell: (row) => sayDay(row.at, shop.timeZone) },
        { head: "Copies", numeric: true, amount: true, cell: (row) => formatCount(row.quantity) },
      ]}
    />
  );
}
