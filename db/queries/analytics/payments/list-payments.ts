import { sql } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import type { PaymentMethod } from "../../../enums.ts";
import { sumPayments } from "../../payments/sum-payments.ts";
import { inRange } from "../../rows/filters.ts";
import type { BlockData, BlockQuestion } from "../block.ts";
import { METHOD_WORDS } from "../payment-words.ts";
import { sayCount, sayMoney } from "../say.ts";

const SHOWN = 50;

/** Written out, so that the planner sees that the index `payments_open` holds all of them. */
const IS = { failed: sql`p.status = 'failed'`, pending: sql`p.status = 'pending'` } as const;

interface Listed {
  status: "failed" | "pending";
  /** What the sentences call them: "failed payment", "failed payments". */
  one: string;
  many: string;
  oldestFirst: boolean;
}

/**
 * Payments of the days with one status as a block's table, with the reader's rights: row-level
 * security leaves the rows to managers and admins. How many there are and their amount come from
 * the read model, so everyone is told those, and who may see the rows.
 */
export async function listPaymentRows(tx: Tx, question: BlockQuestion, { status, one, many, oldestFirst }: Listed): Promise<BlockData> {
  const { frame, today, currency } = question;
  const sums = await sumPayments(tx, frame.now, status, { today });
  const direction = oldestFirst ? sql`asc` : sql`desc`;
  const rows = await tx.execute<{ id: string; at: string; order_id: string; order_number: number; customer: string; method: PaymentMethod; amount: string; age: number }>(sql`
    select p.id, to_char(p.payment_date at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, o.id as order_id, o.order_number,
      case when o.customer_id is null then 'Walk-in' else coalesce(c.name, 'Customer ' || c.number) end as customer, p.method::text as method, p.amount::text as amount,
      ${today}::date - (p.payment_date at time zone (select time_zone from settings))::date as age
    from (
      select p.id, p.order_id, p.payment_date, p.method, p.amount from payments p
      where ${IS[status]} and ${inRange(sql`p.payment_date`, frame.now)} order by p.payment_date ${direction}, p.id ${direction} limit ${SHOWN}) p
    join orders o on o.id = p.order_id left join customers c on c.id = o.customer_id order by p.payment_date ${direction}, p.id ${direction}`);
  const total = Number(sums.count);
  const notes: string[] = [];
  if (total > 0) notes.push(`${sayCount(total, one, many)}, ${sayMoney(sums.amount, currency)} together.`);
  if (rows.length === 0 && total > 0) notes.push("Only managers and admins see which ones.");
  else if (total > rows.length) notes.push(`These are the ${oldestFirst ? "oldest" : "newest"} ${rows.length}.`);
  return {
    columns: [
      { key: "at", label: "When", unit: "time" },
      { key: "order", label: "Order", unit: "number" },
      { key: "customer", label: "Customer", unit: "text" },
      { key: "method", label: "Paid by", unit: "text" },
      { key: "amount", label: "Amount", unit: "money" },
      { key: "age", label: "Days ago", unit: "days" },
    ],
    rows: rows.map((row) => ({
      key: row.id,
      cells: { at: row.at, order: row.order_number, customer: row.customer, method: METHOD_WORDS[row.method], amount: row.amount, age: row.age },
      about: { page: "order", id: row.order_id },
    })),
    total,
    chart: null,
    notes,
  };
}
