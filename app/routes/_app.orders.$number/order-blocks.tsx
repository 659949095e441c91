import { Link } from "@remix-run/react";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { ActivitySentence } from "#app/components/ui/activity-sentence.tsx";
import { MOVEMENT_WORDS, PAYMENT_METHOD_WORDS, PAYMENT_STATUS_WORDS } from "#app/components/ui/order-words.ts";
import type { OrderDetail } from "#app/lib/api-types.ts";
import { currencySymbol, formatAmount, formatCount, formatDateTime, formatMoney, inShopTime, formatDayOfYear } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";

type Shop = OrderDetail["shop"];

/** B1: what was sold, as at the time of sale. */
export function LinesBlock({ lines, order, shop }: { lines: OrderDetail["lines"]; order: OrderDetail["order"]; shop: Shop }) {
  const symbol = currencySymbol(shop.currency);
  return (
    <Block track="B1" title={lines.length === 1 ? "1 line" : `${formatCount(lines.length)} lines`}>
      <DataTable
        caption="Lines of the order"
        rows={lines}
        keyOf={(line) => line.id}
        meta={(line) => `${formatCount(line.quantity)} × ${formatAmount(line.unitPrice)}${isZero(line.discount) ? "" : ` less ${formatAmount(line.discount)}`}`}
        columns={[
          {
            head: "Record",
            cell: (line) => (
              <>
                <LineTitle line={line} />
                {line.artist ? <span className="by">{line.artist}</span> : null}
              </>
            ),
          },
          { head: "Number", cell: (line) => line.catalogueNumber ?? "–" },
          { head: "Copies", numeric: true, cell: (line) => formatCount(line.quantity) },
          { head: `Each ${symbol}`, numeric: true, cell: (line) => formatUnitPrice(line.unitPrice) },
          { head: `Less ${symbol}`, numeric: true, cell: (line) => (isZero(line.discount) ? "" : formatAmount(line.discount)) },
          { head: `Line ${symbol}`, numeric: true, amount: true, cell: (line) => formatAmount(line.lineTotal) },
        ]}
      />
      <dl className="sums">
        <div>
          <dt>Lines</dt>
          <dd>{formatAmount(order.linesTotal)}</dd>
        </div>
        <div>
          <dt>Shipping</dt>
          <dd>{formatAmount(order.shipping)}</dd>
        </div>
        <div>
          <dt>Tax</dt>
          <dd>{formatAmount(order.tax)}</dd>
        </div>
        <div className="all">
          <dt>Total {symbol}</dt>
          <dd>{formatAmount(order.total)}</dd>
        </div>
      </dl>
    </Block>
  );
}

const isZero = (amount: string): boolean => Number(amount) === 0;

/** Unit prices have four places; the last two are shown only where they say something. Told from the text: 16.9 × 100 is no whole number in binary. */
const formatUnitPrice = (price: string): string => (/^\d+(?:\.\d{1,2}0*)?$/.test(price) ? formatAmount(price) : price.replace(/0+$/, ""));

function LineTitle({ line }: { line: OrderDetail["lines"][number] }) {
  const title = <b>{line.title ?? line.description ?? "Not named by its source"}</b>;
  if (line.albumId === null) return title;
  return (
    <Link className="plain" to={paths.album(line.albumId)}>
      {title}
    </Link>
  );
}

type Payment = NonNullable<OrderDetail["payments"]>["rows"][number];

/** "all of the card payment of Sat 14 Nov 2026, 14:32": which payment a refund gives back. */
function sayOriginal(payment: Payment, all: readonly Payment[], shop: Shop): string | null {
  const original = all.find((other) => other.id === payment.refundOf);
  if (!original) return null;
  const method = original.method === "paypal" ? PAYMENT_METHOD_WORDS.paypal : PAYMENT_METHOD_WORDS[original.method].toLowerCase();
  const words = `of the ${method} payment of ${formatDateTime(original.paymentDate, shop.timeZone)}`;
  return original.amount === payment.amount ? `all ${words}` : `a part ${words}, ${formatMoney(original.amount, shop.currency)}`;
}

/** B2: money in and out, for those who may see it. A refund names the payment that it gives back. */
export function PaymentsBlock({ payments, note, order, shop }: { payments: OrderDetail["payments"]; note: string | null; order: OrderDetail["order"]; shop: Shop }) {
  return (
    <Block track="B2" title="Payments" tools={payments && payments.rows.length > 0 ? <span>{formatMoney(payments.money.paid, shop.currency)} paid in the end</span> : null}>
      {payments === null ? (
        <p className="quiet">{note}</p>
      ) : payments.rows.length === 0 ? (
        <p className="quiet">No payment was written down. Imported history often has none.</p>
      ) : (
        <>
          <DataTable
            caption="Payments of the order"
            rows={payments.rows}
            keyOf={(payment) => payment.id}
            meta={(payment) => `${PAYMENT_METHOD_WORDS[payment.method]} · ${formatDateTime(payment.paymentDate, shop.timeZone)}`}
            columns={[
              {
                head: "What",
                cell: (payment) => (
                  <>
                    <b>{PAYMENT_STATUS_WORDS[payment.status]}</b>
                    {payment.refundOf ? <span className="by">{sayOriginal(payment, payments.rows, shop)}</span> : null}
                  </>
                ),
              },
              { head: "By", cell: (payment) => PAYMENT_METHOD_WORDS[payment.method] },
              { head: "When", cell: (payment) => formatDateTime(payment.paymentDate, shop.timeZone) },
              { head: `Amount ${currencySymbol(shop.currency)}`, numeric: true, amount: true, cell: (payment) => formatAmount(payment.status === "refunded" ? `-${payment.amount}` : payment.amount) },
            ]}
          />
          <dl className="sums">
            <div>
              <dt>Received</dt>
              <dd>{formatAmount(payments.money.received)}</dd>
            </div>
            {isZero(payments.money.refunded) ? null : (
              <div>
                <dt>Given back</dt>
                <dd>{formatAmount(`-${payments.money.refunded}`)}</dd>
              </div>
            )}
            <div className="all">
              <dt>Paid in the end {currencySymbol(shop.currency)}</dt>
              <dd>{formatAmount(payments.money.paid)}</dd>
            </div>
            {order.status === "cancelled" || isZero(payments.money.open) || !isZero(payments.money.refunded) ? null : (
              <div>
                <dt>{payments.money.open.startsWith("-") ? "More than asked" : "Still open"}</dt>
                <dd>{formatAmount(payments.money.open.replace("-", ""))}</dd>
              </div>
            )}
          </dl>
        </>
      )}
    </Block>
  );
}

/** B3: what the order moved on the shelf. */
export function MovementsBlock({ movements, shop }: { movements: OrderDetail["movements"]; shop: Shop }) {
  return (
    <Block track="B3" title="Stock movements">
      {movements.length === 0 ? (
        <p className="quiet">Nothing moved on the shelf. Imported history does not touch the stock.</p>
      ) : (
        <DataTable
          caption="Stock movements of the order"
          rows={movements}
          keyOf={(movement) => movement.id}
          meta={(movement) => [MOVEMENT_WORDS[movement.movement], movement.reason, formatDateTime(movement.occurredAt, shop.timeZone), movement.person].filter(Boolean).join(" · ")}
          columns={[
            {
              head: "Record",
              cell: (movement) => (
                <Link className="plain" to={paths.album(movement.albumId)}>
                  <b>{movement.title}</b>
                </Link>
              ),
            },
            { head: "What", cell: (movement) => MOVEMENT_WORDS[movement.movement] },
            { head: "Why", cell: (movement) => movement.reason ?? "–" },
            { head: "When", cell: (movement) => formatDateTime(movement.occurredAt, shop.timeZone) },
            { head: "Who", cell: (movement) => movement.person ?? "–" },
            { head: "Copies", numeric: true, amount: true, cell: (movement) => `${movement.quantity > 0 ? "+" : ""}${formatCount(movement.quantity)}` },
          ]}
        />
      )}
    </Block>
  );
}

/** C1: what was written down about the order, oldest first. */
export function TimelineBlock({ timeline, shop, orderId }: { timeline: OrderDetail["timeline"]; shop: Shop; orderId: string }) {
  return (
    <Block track="C1" title="What happened" tools={<Link to={paths.activityOf("order", orderId)}>In the activity log</Link>}>
      {timeline.length === 0 ? (
        <p className="quiet">Nothing was written down about this order.</p>
      ) : (
        <ol className="timeline">
          {timeline.map((entry) => {
            const { day, clock } = inShopTime(entry.at, shop.timeZone);
            return (
              <li key={entry.id}>
                <time dateTime={entry.at.toISOString()}>
                  {formatDayOfYear(day)}
                  <br />
                  {clock}
                </time>
                <span className="long">
                  <ActivitySentence entry={entry} currency={shop.currency} />
                </span>
              </li>
            );
          })}
        </ol>
      )}
    </Block>
  );
}
