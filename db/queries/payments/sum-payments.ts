import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { PaymentMethod, PaymentStatus } from "../../enums.ts";
import type { DayRange } from "../../metrics/types.ts";

export interface PaymentSums {
  count: string;
  amount: string;
  /** The first day with such a payment, in the shop's time zone; null without any. */
  oldestDay: string | null;
  /** Days from that day to `today`. */
  oldestAge: number | null;
}

/** Count, amount and oldest day of the payments of a status; from the read model, so the same for every role. */
export async function sumPayments(tx: Tx, range: DayRange, status: PaymentStatus, { method, today }: { method?: PaymentMethod | undefined; today: string }): Promise<PaymentSums> {
  const [row] = await tx.execute<{ count: string; amount: string; oldest_day: string | null; oldest_age: number | null }>(sql`
    select coalesce(sum(payment_count), 0)::text as count, coalesce(sum(amount), 0.00)::text as amount, min(day)::text as oldest_day, ${today}::date - min(day) as oldest_age
    from analytics_api.payment_days where status = ${status} and payment_count > 0 and day between ${range.from}::date and ${range.to}::date ${method ? sql`and method = ${method}` : sql``}`);
  return { count: row?.count ?? "0", amount: row?.amount ?? "0.00", oldestDay: row?.oldest_day ?? null, oldestAge: row?.oldest_age ?? null };
}

/** How payments by one method went. */
export interface PaymentMethodRow {
  method: PaymentMethod;
  completed: string;
  amount: string;
  /** Of the amount of all completed payments, 0 to 1. */
  share: string | null;
  failed: string;
  failedAmount: string;
  refunded: string;
  refundedAmount: string;
  /** completed / (completed + failed), 0 to 1; null where neither happened. */
  successRate: string | null;
}

/** The methods with payments in the range, largest amount first. Pending and cancelled payments are left out. */
export async function readPaymentMethods(tx: Tx, range: DayRange): Promise<PaymentMethodRow[]> {
  const of = (status: PaymentStatus, what: "payment_count" | "amount") => sql`coalesce(sum(${sql.identifier(what)}) filter (where status = ${status}), ${what === "amount" ? sql`0.00` : sql`0`})::numeric`;
  const rows = await tx.execute<{ method: PaymentMethod; completed: string; amount: string; share: string | null; failed: string; failed_amount: string; refunded: string; refunded_amount: string; success_rate: string | null }>(sql`
    with sums as (
      select method, ${of("completed", "payment_count")} as completed, ${of("completed", "amount")} as amount, ${of("failed", "payment_count")} as failed,
        ${of("failed", "amount")} as failed_amount, ${of("refunded", "payment_count")} as refunded, ${of("refunded", "amount")} as refunded_amount
      from analytics_api.payment_days where status in ('completed', 'failed', 'refunded') and day between ${range.from}::date and ${range.to}::date
      group by method having sum(payment_count) > 0)
    select method::text as method, completed::text as completed, amount::text as amount, round(amount / nullif(sum(amount) over (), 0), 6)::text as share,
      failed::text as failed, failed_amount::text as failed_amount, refunded::text as refunded, refunded_amount::text as refunded_amount,
      round(completed / nullif(completed + failed, 0), 6)::text as success_rate
    from sums order by sums.amount desc, sums.completed desc, method`);
  return rows.map(({ failed_amount, refunded_amount, success_rate, ...row }) => ({ ...row, failedAmount: failed_amount, refundedAmount: refunded_amount, successRate: success_rate }));
}
