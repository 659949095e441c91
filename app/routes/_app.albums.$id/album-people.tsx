import { Link } from "@remix-run/react";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { MOVEMENT_WORDS, ORDER_STATUS_WORDS, sayCustomer } from "#app/components/ui/order-words.ts";
import type { AlbumDetail } from "#app/lib/api-types.ts";
import { currencySymbol, formatAmount, formatCount, formatDateTime, formatDayOfYear, inShopTime, plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";

type Movement = AlbumDetail["movements"][number];

const ofCustomer = (number: number): string => paths.orders(new URLSearchParams({ customer: String(number) }));

/** Why a copy moved: the reason that was given, else the order it moved for. */
function Why({ movement }: { movement: Movement }) {
  const order = movement.orderNumber === null ? null : <Link to={paths.order(movement.orderNumber)}>Order {formatCount(movement.orderNumber)}</Link>;
  if (!movement.reason) return order ?? <>–</>;
  return (
    <>
      {movement.reason}
      {order ? <>, {order}</> : null}
    </>
  );
}

/** C1: what moved last on the shelf, by whom and why. */
export function AlbumMovementsBlock({ page: { album, movements, shop, links } }: { page: AlbumDetail }) {
  return (
    <Block
      track="C1"
      title="Last movements"
      span={12}
      tools={
        <>
          {movements.length > 0 ? <Link to={links.movements}>Movements of these days</Link> : null}
          <Link to={paths.activityOf("album", album.id)}>In the activity log</Link>
        </>
      }
    >
      {movements.length === 0 ? (
        <p className="quiet">Nothing has moved yet.</p>
      ) : (
        <DataTable
          caption="Movements of the shelf, newest first"
          rows={movements}
          keyOf={(movement) => movement.id}
          meta={(movement) => (
            <>
              {formatDateTime(movement.at, shop.timeZone)}
              {movement.person ? ` · ${movement.person}` : ""} · <Why movement={movement} />
            </>
          )}
          columns={[
            {
              head: "What",
              cell: (movement) => (
                <b>
                  {MOVEMENT_WORDS[movement.movement]}
                  {movement.condition === "used" ? `, used ${movement.mediaGrade ?? ""}` : ""}
                </b>
              ),
            },
            { head: "Why", cell: (movement) => <Why movement={movement} /> },
            { head: "When", cell: (movement) => formatDateTime(movement.at, shop.timeZone) },
            { head: "Who", cell: (movement) => movement.person ?? "–" },
            { head: "Copies", numeric: true, amount: true, cell: (movement) => `${movement.quantity > 0 ? "+" : ""}${formatCount(movement.quantity)}` },
          ]}
        />
      )}
    </Block>
  );
}

/** C2: who bought it in the period. */
export function AlbumBuyersBlock({ page: { buyers, shop, links } }: { page: AlbumDetail }) {
  return (
    <Block track="C2" title="Who bought it" span={6} tools={buyers.customers > 0 ? <Link to={links.buyers}>{buyers.customers === 1 ? "The customer" : `All ${formatCount(buyers.customers)} customers`}</Link> : null}>
      {buyers.top.length === 0 ? (
        <p className="quiet">No customer known by name bought it in these days.</p>
      ) : (
        <DataTable
          caption="Customers of these days, most copies first"
          rows={buyers.top}
          keyOf={(buyer) => buyer.id}
          meta={(buyer) => `${plural(buyer.units, "copy", "copies")} · ${plural(buyer.orders, "order")}`}
          columns={[
            { head: "Customer", cell: (buyer) => <Link to={ofCustomer(buyer.number)}>{sayCustomer(buyer.name, buyer.number)}</Link> },
            { head: "Orders", numeric: true, cell: (buyer) => formatCount(buyer.orders) },
            { head: "Copies", numeric: true, cell: (buyer) => formatCount(buyer.units) },
            { head: `Paid ${currencySymbol(shop.currency)}`, numeric: true, amount: true, cell: (buyer) => formatAmount(buyer.revenue) },
          ]}
        />
      )}
      {buyers.walkInUnits > 0 ? <p className="quiet small">And {plural(buyers.walkInUnits, "copy", "copies")} to walk-ins without a name.</p> : null}
    </Block>
  );
}

/** C3: the newest orders with it, whatever the period. */
export function AlbumOrdersBlock({ page: { orders, shop, links } }: { page: AlbumDetail }) {
  const sayDay = (at: Date) => formatDayOfYear(inShopTime(at, shop.timeZone).day);
  return (
    <Block track="C3" title="Newest orders with it" span={6} tools={orders.length > 0 ? <Link to={links.orders}>Orders of these days</Link> : null}>
      {orders.length === 0 ? (
        <p className="quiet">No order has a line with this record.</p>
      ) : (
        <DataTable
          caption="Orders with this record, newest first"
          rows={orders}
          keyOf={(order) => order.id}
          meta={(order) => `${sayDay(order.at)} · ${sayCustomer(order.customerName, order.customerNumber)}${order.status === "completed" ? "" : ` · ${ORDER_STATUS_WORDS[order.status]}`}`}
          columns={[
            { head: "Order", cell: (order) => <Link to={paths.order(order.orderNumber)}>{formatCount(order.orderNumber)}</Link> },
            { head: "Day", cell: (order) => sayDay(order.at) },
            { head: "Customer", cell: (order) => sayCustomer(order.customerName, order.customerNumber) },
            { head: "Status", cell: (order) => ORDER_STATUS_WORDS[order.status] },
            { head: "Copies", numeric: true, cell: (order) => formatCount(order.units) },
            { head: `Line ${currencySymbol(shop.currency)}`, numeric: true, amount: true, cell: (order) => formatAmount(order.lineTotal) },
          ]}
        />
      )}
    </Block>
  );
}
