import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { z } from "zod/v4";
import { MANAGERS } from "#db/policies.ts";
import { orders, payments } from "#db/schema/index.ts";
import type { recordSaleInput } from "../../contracts/record-sale.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";

type PricedLine = { position: number; album_id: string; unit_price: string | null; unit_cost: string | null; discount: string; line_total: string };

/**
 * Records a paid sale: order, lines, stock movements, payment and activity, in the caller's
 * transaction. line_total is round(quantity x unit price, 2) - discount, where an order discount
 * is spread over the lines in proportion to their amounts and the remainder of the rounding goes
 * to the largest line. All arithmetic is SQL's.
 *
 * Returns the new order's id, number and total (shop currency, two decimals). Throws FORBIDDEN,
 * and BAD_REQUEST for an unknown shelf, a missing price, or a discount above the amount.
 */
export async function recordSale(ctx: ServiceContext, input: z.output<typeof recordSaleInput>): Promise<{ id: string; orderNumber: number; total: string }> {
  const { tx, person, now } = ctx;
  requireRoles(person, MANAGERS, "Recording a sale is for managers and admins.");

  const column = <T>(pick: (line: (typeof input.lines)[number]) => T) => `{${input.lines.map((line) => pick(line) ?? "NULL").join(",")}}`;
  const priced = await tx.execute<PricedLine>(sql`
    with given as (
      select g.position, i.album_id, g.quantity, coalesce(g.unit_price, i.list_price, a.list_price) as unit_price,
        coalesce(i.unit_cost, a.unit_cost) as unit_cost, g.discount
      from unnest(${column((line) => line.inventoryId)}::uuid[], ${column((line) => line.quantity)}::int[],
                  ${column((line) => line.unitPrice)}::numeric[], ${column((line) => line.discount)}::numeric[])
           with ordinality as g(inventory_id, quantity, unit_price, discount, position)
      join inventory i on i.id = g.inventory_id join albums a on a.id = i.album_id
    ), amounts as (
      select *, round(quantity * unit_price, 2) - discount as amount from given
    ), shares as (
      select *, coalesce(round(${input.orderDiscount}::numeric * amount / nullif(sum(amount) over (), 0), 2), 0) as share,
        row_number() over (order by amount desc, position) as size_rank
      from amounts
    )
    select position::int, album_id, unit_price, unit_cost,
      discount + share + case when size_rank = 1 then ${input.orderDiscount}::numeric - sum(share) over () else 0 end as discount,
      amount - share - case when size_rank = 1 then ${input.orderDiscount}::numeric - sum(share) over () else 0 end as line_total
    from shares order by position`);

  if (priced.length !== input.lines.length) throw new AppError("BAD_REQUEST", "A line names a shelf that does not exist.");
  for (const line of priced) {
    if (line.unit_price === null) throw new AppError("BAD_REQUEST", `Line ${line.position} has no price: the record has none, so say one.`);
    if (line.line_total.startsWith("-")) throw new AppError("BAD_REQUEST", `The discount on line ${line.position} is larger than its amount.`);
  }

  const id = v7();
  const itemIds = priced.map(() => v7());
  const totals = `{${priced.map((line) => line.line_total).join(",")}}`;
  const [order] = await tx
    .insert(orders)
    .values({
      id,
      customerId: input.customerId,
      status: "completed",
      channel: input.channel,
      orderDate: now,
      currency: sql`(select currency from settings)`,
      shipping: input.shipping,
      tax: input.tax,
      total: sql`(select sum(t) from unnest(${totals}::numeric[]) t) + ${input.shipping}::numeric + ${input.tax}::numeric`,
    })
    .returning({ orderNumber: orders.orderNumber, total: orders.total });
  if (!order) throw new AppError("INTERNAL_SERVER_ERROR", "The order was not saved.");

  const nullable = (pick: (line: PricedLine) => string | null) => `{${priced.map((line) => pick(line) ?? "NULL").join(",")}}`;
  const ids = `{${itemIds.join(",")}}`;
  await tx.execute(sql`
    insert into order_items (id, order_id, position, album_id, quantity, unit_price, discount, line_total, unit_cost)
    select l.id, ${id}::uuid, l.position, l.album_id, l.quantity, l.unit_price, l.discount, l.line_total, l.unit_cost
    from unnest(${ids}::uuid[], ${nullable((line) => line.album_id)}::uuid[], ${column((line) => line.quantity)}::int[], ${nullable((line) => line.unit_price)}::numeric[],
                ${nullable((line) => line.discount)}::numeric[], ${totals}::numeric[], ${nullable((line) => line.unit_cost)}::numeric[])
         with ordinality as l(id, album_id, quantity, unit_price, discount, line_total, unit_cost, position)`);
  await tx.execute(sql`
    insert into sales (id, inventory_id, movement, quantity, order_item_id, user_id, occurred_at)
    select l.id, l.inventory_id, 'sale', -l.quantity, l.item_id, ${person.id}::uuid, ${now.toISOString()}::timestamptz
    from unnest(${`{${priced.map(() => v7()).join(",")}}`}::uuid[], ${column((line) => line.inventoryId)}::uuid[], ${column((line) => line.quantity)}::int[], ${ids}::uuid[])
         as l(id, inventory_id, quantity, item_id)`);
  if (Number(order.total) > 0) {
    await tx.insert(payments).values({ orderId: id, status: "completed", method: input.paymentMethod, amount: order.total, paymentDate: now });
  }
  await recordActivities(tx, [
    { at: now, actor: { kind: "person", id: person.id }, action: "order.created", category: "sales", object: { type: "order", id }, requestId: ctx.requestId },
  ]);
  return { id, orderNumber: order.orderNumber, total: order.total };
}
