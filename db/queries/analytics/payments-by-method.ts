import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { PaymentMethod, PaymentStatus } from "../../enums.ts";
import type { BlockColumn, BlockData, BlockQuestion } from "./block.ts";
import { METHOD_WORDS } from "./payment-words.ts";

/** Count, amount and share by method of the payments with one status, largest amount first, as a block's table; `label` names its count. */
export async function readByMethod(tx: Tx, { frame }: BlockQuestion, status: PaymentStatus, { label }: { label: string }): Promise<BlockData> {
  const { now, before } = frame;
  const past = before ? sql`union all select method, 0 as payment_count, 0.00 as amount, amount as before from analytics_api.payment_days where status = ${status} and day between ${before.from}::date and ${before.to}::date` : sql``;
  const rows = await tx.execute<{ method: PaymentMethod; count: string; amount: string; share: string | null; before: string }>(sql`
    with sums as (
      select method, sum(payment_count) as count, sum(amount) as amount, sum(before) as before
      from (select method, payment_count, amount, 0.00 as before from analytics_api.payment_days where status = ${status} and day between ${now.from}::date and ${now.to}::date ${past}) d
      group by method)
    select method::text as method, count::text as count, amount::text as amount, round(amount / nullif(sum(amount) over (), 0), 6)::text as share, before::text as before
    from sums order by sums.amount desc, sums.before desc, method`);
  const columns: BlockColumn[] = [
    { key: "method", label: "Paid by", unit: "text" },
    { key: "amount", label: "Amount", unit: "money" },
    { key: "share", label: "Share", unit: "percent" },
    { key: "count", label, unit: "count" },
  ];
  if (before) columns.push({ key: "before", label: "Amount before", unit: "money" });
  return {
    columns,
    rows: rows.map((row) => {
      const narrow = { method: row.method, status };
      const drill = { set: "payments", narrow } as const;
      return {
        key: row.method,
        cells: { method: METHOD_WORDS[row.method], amount: row.amount, share: row.share, count: row.count, ...(before ? { before: row.before } : {}) },
        drills: {
          amount: { ...drill, measure: "amount", days: now },
          count: { ...drill, measure: "count", days: now },
          ...(before ? { before: { ...drill, measure: "amount", days: before } } : {}),
        },
      };
    }),
    total: rows.length,
    chart: { kind: "bars", label: "method", value: "amount", ...(before ? { before: "before" } : {}) },
    notes: [],
  };
}
