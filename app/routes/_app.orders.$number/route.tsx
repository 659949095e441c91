import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { formatCount } from "#app/lib/format.ts";
import { orderInput } from "#server/contracts/orders.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { OrderCover } from "./order-cover.tsx";
import { LinesBlock, MovementsBlock, PaymentsBlock, TimelineBlock } from "./order-blocks.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `Order ${formatCount(data.order.orderNumber)} · Misty` : "Order · Misty" }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const asked = orderInput.safeParse(params);
  if (!asked.success) throw Response.json({ sentence: "An order has a number, and this address has none.", fields: {}, requestId: context.requestId, unexpected: false }, { status: 404 });
  return (await callerFor(request, context)).orders.byNumber(asked.data);
}

/** One order: what was sold, what was paid, what it moved on the shelf, and what happened to it. */
export default function OrderPage() {
  const page = useLoaderData<typeof loader>();
  const { order, shop } = page;
  return (
    <>
      <div className="page-head">
        <div>
          <p className="label">Order</p>
          <h1>{formatCount(order.orderNumber)}</h1>
        </div>
      </div>
      <div className="order">
        <div className="stack">
          <LinesBlock lines={page.lines} order={order} shop={shop} />
          <PaymentsBlock payments={page.payments} note={page.paymentsNote} order={order} shop={shop} />
          <MovementsBlock movements={page.movements} shop={shop} />
        </div>
        <OrderCover order={order} shop={shop} />
        <TimelineBlock timeline={page.timeline} shop={shop} orderId={page.order.id} />
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
