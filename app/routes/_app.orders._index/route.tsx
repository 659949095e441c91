import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { Pager } from "#app/components/data-table/pager.tsx";
import { Band } from "#app/components/layout/band.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { CsvLink } from "#app/components/layout/view-switch.tsx";
import { ORDER_STATUS_MARKS, ORDER_STATUS_WORDS, sayChannel, sayCustomer } from "#app/components/ui/order-words.ts";
import { currencySymbol, formatAmount, formatCount, formatMoney, inShopTime, formatDayOfYear } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { patchSearch, toQuery } from "#app/lib/search-params.ts";
import { ordersInput } from "#server/contracts/orders.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { OrderFilters } from "./order-filters.tsx";

export const meta: MetaFunction = () => [{ title: "Orders · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const input = ordersInput.parse(Object.fromEntries(new URL(request.url).searchParams));
  const caller = await callerFor(request, context);
  const [list, channels] = await Promise.all([caller.orders.list(input), caller.orders.channels()]);
  return { list, channels };
}

type SortKey = "date" | "number" | "total";

export default function OrdersPage() {
  const { list, channels } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { orders, currency, timeZone, filters, period } = list;
  const sortBy = (key: SortKey) => {
    const now = list.sort === key ? list.dir : null;
    return { href: toQuery(patchSearch(search, { sort: key, dir: now === "desc" ? "asc" : "desc", cursor: null })), now };
  };
  const when = (order: (typeof orders)[number]) => {
    const { day, clock } = inShopTime(order.orderDate, timeZone);
    return order.timeKnown ? `${formatDayOfYear(day)}, ${clock}` : formatDayOfYear(day);
  };
  const narrowed = Boolean(filters.q ?? filters.status ?? filters.channel ?? filters.customer ?? filters.batch ?? period);
  return (
    <div className="page-body list-page">
      <Band label="Orders" title={period ? period.range : filters.batch ? "Orders of an import" : narrowed ? "Some orders" : "All orders"}>
        <p>{sayOrder(list.sort, list.dir)}</p>
      </Band>
      <Block track="A1" title="Orders" tools={<CsvLink title="Orders" href={paths.ordersCsv(patchSearch(search, { cursor: null }))} />}>
        <OrderFilters filters={filters} channels={channels} period={period} narrowed={narrowed} />
        {orders.length === 0 ? (
          <div className="empty">
            <h3>{narrowed ? "No order fits these filters" : "No orders yet"}</h3>
            <p>{narrowed ? "Take one of them away, or look at all orders." : "Orders appear here with the first sale or import."}</p>
            {narrowed ? (
              <Link className="btn s" to={paths.orders()}>
                Show all orders
              </Link>
            ) : null}
          </div>
        ) : (
          <>
            <DataTable
              caption="Orders"
              rows={orders}
              keyOf={(order) => order.id}
              meta={(order) => `${when(order)} · ${sayCustomer(order.customerName, order.customerNumber)}${order.status === "completed" ? "" : ` · ${ORDER_STATUS_WORDS[order.status].toLowerCase()}`}`}
              columns={[
                { head: "Number", sort: sortBy("number"), cell: (order) => <Link to={paths.order(order.orderNumber)}><b>{formatCount(order.orderNumber)}</b></Link> },
                { head: "Placed", sort: sortBy("date"), cell: when },
                { head: "Customer", cell: (order) => sayCustomer(order.customerName, order.customerNumber) },
                { head: "From", cell: (order) => sayChannel(order.channel) },
                { head: "Status", cell: (order) => <span className={ORDER_STATUS_MARKS[order.status]}>{ORDER_STATUS_WORDS[order.status]}</span> },
                { head: "Records", numeric: true, cell: (order) => formatCount(order.units) },
                { head: `Total ${currencySymbol(currency)}`, numeric: true, amount: true, sort: sortBy("total"), cell: (order) => <span title={formatMoney(order.total, currency)}>{formatAmount(order.total)}</span> },
              ]}
            />
            <Pager shown={orders.length} nextCursor={list.nextCursor} noun={orders.length === 1 ? "order" : "orders"} />
          </>
        )}
      </Block>
    </div>
  );
}

/** How the list is sorted, as a sentence. */
function sayOrder(sort: SortKey, dir: "asc" | "desc"): string {
  const words = { date: { desc: "Newest first.", asc: "Oldest first." }, number: { desc: "Highest number first.", asc: "Lowest number first." }, total: { desc: "Largest first.", asc: "Smallest first." } };
  return words[sort][dir];
}

export const ErrorBoundary = ErrorPage;
