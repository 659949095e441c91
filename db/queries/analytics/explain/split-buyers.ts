import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import type { DayRange } from "../../../metrics/types.ts";
import type { BuyerChange, ChangeQuestion } from "./types.ts";

const inside = (day: SQL, { from, to }: DayRange): SQL => sql`${day} between ${from}::date and ${to}::date`;

/** Revenue on customers' first days of buying, and of all customers, in the range. */
const ofCustomers = (range: DayRange): SQL => sql`
  coalesce(sum(d.revenue) filter (where d.day = h.first_order_day and ${inside(sql`d.day`, range)}), 0.00), coalesce(sum(d.revenue) filter (where ${inside(sql`d.day`, range)}), 0.00)`;

const ofEveryone = (range: DayRange): SQL => sql`(select coalesce(sum(revenue), 0.00) from analytics_api.order_days where ${inside(sql`day`, range)})`;

const LABELS = { new: "New customers", returning: "Returning customers", "walk-in": "Walk-ins" } as const;

/**
 * What new, returning and walk-in customers brought now and before; their changes sum to the whole
 * change. New is who bought for the first time on that very day: the same customer is returning
 * from the next day on, also in the same period.
 */
export async function splitBuyers(tx: Tx, { now, before }: Pick<ChangeQuestion, "now" | "before">): Promise<BuyerChange[]> {
  const rows = await tx.execute<{ key: BuyerChange["key"]; now: string; before: string; change: string }>(sql`
    with sums (fresh1, known1, fresh0, known0, whole1, whole0) as (
      select ${ofCustomers(now)}, ${ofCustomers(before)}, ${ofEveryone(now)}, ${ofEveryone(before)}
      from analytics_api.customer_days d join analytics_api.customer_history h on h.customer_id = d.customer_id
      where ${inside(sql`d.day`, now)} or ${inside(sql`d.day`, before)})
    select v.key, v.now::text as now, v.before::text as before, (v.now - v.before)::text as change
    from sums cross join lateral (values ('new', fresh1, fresh0), ('returning', known1 - fresh1, known0 - fresh0), ('walk-in', whole1 - known1, whole0 - known0)) v(key, now, before)`);
  return rows.map((row) => ({ ...row, label: LABELS[row.key] }));
}
