import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import type { DayRange } from "../../../metrics/types.ts";
import type { BuyerChange, ChangeQuestion } from "./types.ts";

/** One row of fresh, known, whole: revenue on customers' first days of buying, of all customers, and of everyone. */
const sums = ({ from, to }: DayRange): SQL => sql`
  select coalesce(sum(d.revenue) filter (where d.day = h.first_order_day), 0.00) as fresh, coalesce(sum(d.revenue), 0.00) as known,
    (select coalesce(sum(revenue), 0.00) from analytics_api.order_days where day between ${from}::date and ${to}::date) as whole
  from analytics_api.customer_days d join analytics_api.customer_history h on h.customer_id = d.customer_id
  where d.day between ${from}::date and ${to}::date`;

const LABELS = { new: "New customers", returning: "Returning customers", "walk-in": "Walk-ins" } as const;

/**
 * What new, returning and walk-in customers brought now and before; their changes sum to the whole
 * change. New is who bought for the first time on that very day: the same customer is returning
 * from the next day on, also in the same period.
 */
export async function splitBuyers(tx: Tx, { now, before }: Pick<ChangeQuestion, "now" | "before">): Promise<BuyerChange[]> {
  const rows = await tx.execute<{ key: BuyerChange["key"]; now: string; before: string; change: string }>(sql`
    with sums as (select n.fresh as fresh1, n.known as known1, n.whole as whole1, p.fresh as fresh0, p.known as known0, p.whole as whole0 from (${sums(now)}) n cross join (${sums(before)}) p)
    select v.key, v.now::text as now, v.before::text as before, (v.now - v.before)::text as change
    from sums cross join lateral (values ('new', fresh1, fresh0), ('returning', known1 - fresh1, known0 - fresh0), ('walk-in', whole1 - known1, whole0 - known0)) v(key, now, before)`);
  return rows.map((row) => ({ ...row, label: LABELS[row.key] }));
}
