import { Link } from "@remix-run/react";
import { MoneyFigure } from "#app/components/ui/money-figure.tsx";
import { ORDER_STATUS_WORDS, sayChannel, sayCustomer } from "#app/components/ui/order-words.ts";
import type { OrderDetail } from "#app/lib/api-types.ts";
import { formatDateTime } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";

interface OrderCoverProps {
  order: OrderDetail["order"];
  shop: OrderDetail["shop"];
}

/** The sleeve of an order: what was asked for, by whom, when and from where. */
export function OrderCover({ order, shop }: OrderCoverProps) {
  const foreign = order.currency !== shop.currency;
  return (
    <section className="sleeve order-cover" aria-labelledby="a1">
      <h2 id="a1">
        <span className="track" aria-hidden="true">
          A1
        </span>
        Total
      </h2>
      <p className="figure">
        <MoneyFigure value={order.total} currency={shop.currency} />
      </p>
      <dl>
        <div>
          <dt>Status</dt>
          <dd>{ORDER_STATUS_WORDS[order.status]}</dd>
        </div>
        <div>
          <dt>Placed</dt>
          <dd>{formatDateTime(order.orderDate, shop.timeZone, order.timeKnown)}</dd>
        </div>
        <div>
          <dt>Customer</dt>
          <dd>
            {order.customerNumber === null ? (
              sayCustomer(null, null)
            ) : (
              <Link to={paths.orders(new URLSearchParams({ customer: String(order.customerNumber) }))}>{sayCustomer(order.customerName, order.customerNumber)}</Link>
            )}
          </dd>
        </div>
        <div>
          <dt>From</dt>
          <dd>{sayChannel(order.channel)}</dd>
        </div>
        {order.externalId ? (
          <div>
            <dt>Number there</dt>
            <dd>{order.externalId}</dd>
          </div>
        ) : null}
        {foreign ? (
          <div>
            <dt>Charged in</dt>
            <dd>
              {order.currency}, counted at {Number(order.exchangeRate).toString()}
            </dd>
          </div>
        ) : null}
      </dl>
    </section>
  );
}
