import { sql } from "drizzle-orm";
import type { Tx } from "../client.ts";

/*
 * The read models as plain sums over the base tables, written by hand from their definition
 * and on purpose without a word of the triggers' SQL.
 */
const ZONE = "(select time_zone from settings)";
const COUNTED = `
  select o.id as order_id, (o.order_date at time zone ${ZONE})::date as day, o.channel, o.customer_id, o.shipping, o.tax,
    case when o.time_known then extract(hour from o.order_date at time zone ${ZONE})::smallint end as hour
  from orders o where o.status in ('open', 'completed')`;
const LINES = `
  select c.day, c.hour, c.channel, c.customer_id, i.album_id, i.quantity, i.line_total, i.discount, i.unit_cost
  from order_items i join (${COUNTED}) c using (order_id)`;
const ALBUM_SUMS = `count(*)::int, sum(quantity)::bigint, sum(line_total),
  coalesce(sum(line_total) filter (where unit_cost is not null), 0), coalesce(sum(quantity * unit_cost), 0)`;

const MODELS: Record<string, { columns: string; raw: string }> = {
  daily_order_stats: {
    columns: "day, channel, order_count, line_count, units, revenue, discount, shipping, tax, costed_revenue, cost",
    raw: `select o.day, o.channel, o.n::int, coalesce(l.n, 0)::int, coalesce(l.units, 0)::bigint, coalesce(l.revenue, 0), coalesce(l.discount, 0),
        o.shipping, o.tax, coalesce(l.costed, 0), coalesce(l.cost, 0)
      from (select day, channel, count(*) n, sum(shipping) shipping, sum(tax) tax from (${COUNTED}) c group by 1, 2) o
      left join (select day, channel, count(*) n, sum(quantity) units, sum(line_total) revenue, sum(discount) discount,
          sum(line_total) filter (where unit_cost is not null) costed, sum(quantity * unit_cost) cost
        from (${LINES}) x group by 1, 2) l using (day, channel)`,
  },
  daily_hour_stats: {
    columns: "day, hour, order_count, units, revenue",
    raw: `select o.day, o.hour, o.n::int, coalesce(l.units, 0)::bigint, coalesce(l.revenue, 0)
      from (select day, hour, count(*) n from (${COUNTED}) c where hour is not null group by 1, 2) o
      left join (select day, hour, sum(quantity) units, sum(line_total) revenue from (${LINES}) x group by 1, 2) l using (day, hour)`,
  },
  daily_album_sales: {
    columns: "day, album_id, channel, line_count, units, revenue, costed_revenue, cost",
    raw: `select day, album_id, channel, ${ALBUM_SUMS} from (${LINES}) x group by 1, 2, 3`,
  },
  monthly_album_sales: {
    columns: "month, album_id, channel, line_count, units, revenue, costed_revenue, cost",
    raw: `select date_trunc('month', day)::date, album_id, channel, ${ALBUM_SUMS} from (${LINES}) x group by 1, 2, 3`,
  },
  daily_payment_stats: {
    columns: "day, method, status, payment_count, amount",
    raw: `select (payment_date at time zone ${ZONE})::date, method, status, count(*)::int, sum(amount) from payments group by 1, 2, 3`,
  },
  customer_days: {
    columns: "customer_id, day, order_count, units, revenue",
    raw: `select o.customer_id, o.day, o.n::int, coalesce(l.units, 0)::bigint, coalesce(l.revenue, 0)
      from (select customer_id, day, count(*) n from (${COUNTED}) c where customer_id is not null group by 1, 2) o
      left join (select customer_id, day, sum(quantity) units, sum(line_total) revenue from (${LINES}) x group by 1, 2) l using (customer_id, day)`,
  },
  customer_stats: {
    columns: "customer_id, first_order_day, last_order_day, order_count, units, revenue",
    raw: `select o.customer_id, o.first_day, o.last_day, o.n::int, coalesce(l.units, 0)::bigint, coalesce(l.revenue, 0)
      from (select customer_id, min(day) first_day, max(day) last_day, count(*) n from (${COUNTED}) c where customer_id is not null group by 1) o
      left join (select customer_id, sum(quantity) units, sum(line_total) revenue from (${LINES}) x group by 1) l using (customer_id)`,
  },
  stock_days: {
    columns: "inventory_id, day, movement_count, change, came, received, sold",
    raw: `select inventory_id, (occurred_at at time zone ${ZONE})::date, count(*)::int, sum(quantity)::int, sum(greatest(quantity, 0))::int,
        sum(case when movement = 'restock' then quantity else 0 end)::int, sum(case when movement = 'sale' then -quantity else 0 end)::int
      from sales group by 1, 2`,
  },
};

/** Rows of the read models that are not what the base tables add up to, one line each; empty when all is exact. */
export async function findReadModelErrors(tx: Tx): Promise<string[]> {
  const parts = Object.entries(MODELS).map(
    ([table, { columns, raw }]) => `
      select '${table} has ' || to_jsonb(x)::text as error from (select ${columns} from ${table} except all (${raw})) x
      union all select '${table} lacks ' || to_jsonb(x)::text from ((${raw}) except all select ${columns} from ${table}) x`,
  );
  const rows = await tx.execute<{ error: string }>(sql.raw(parts.join(" union all ")));
  return rows.map((row) => row.error);
}

/** All rows of the read models as text, to compare before and after a rebuild. */
export async function readModelRows(tx: Tx): Promise<string[]> {
  const parts = Object.entries(MODELS).map(([table, { columns }]) => `select '${table} ' || to_jsonb(x)::text as line from (select ${columns} from ${table}) x`);
  const rows = await tx.execute<{ line: string }>(sql.raw(`${parts.join(" union all ")} order by 1`));
  return rows.map((row) => row.line);
}

/** Shelf rows whose on_hand is not the sum of their ledger. */
export async function findStockErrors(tx: Tx): Promise<string[]> {
  const rows = await tx.execute<{ error: string }>(
    sql`select i.id || ' has ' || i.on_hand || ', its ledger ' || coalesce(s.sum, 0) as error
      from inventory i left join (select inventory_id, sum(quantity) from sales group by 1) s on s.inventory_id = i.id where i.on_hand <> coalesce(s.sum, 0)`,
  );
  return rows.map((row) => row.error);
}
