import { sql } from "drizzle-orm";
import { defineBlock } from "../block.ts";
import { sayCount, sayMoney } from "../say.ts";
import { listPaymentRows } from "./list-payments.ts";

export const pendingPayments = defineBlock({
  id: "pending",
  tab: "payments",
  track: "B6",
  title: "Pending payments",
  words: "Payments of these days that have neither arrived nor failed, the oldest first.",
  formula: "payments with status pending, by payment_date",
  time: "range",
  span: 12,
  personal: true,
  whenEmpty: "No payment of these days is pending.",
  async read(tx, question) {
    const data = await listPaymentRows(tx, question, { status: "pending", one: "pending payment", many: "pending payments", oldestFirst: true });
    const [older] = await tx.execute<{ count: number; amount: string }>(sql`
      select coalesce(sum(payment_count), 0)::int as count, coalesce(sum(amount), 0.00)::text as amount from analytics_api.payment_days where status = 'pending' and day < ${question.frame.now.from}::date`);
    if (!older || older.count === 0) return data;
    return { ...data, notes: [...data.notes, `${sayCount(older.count, "older payment is", "older payments are")} pending too, ${sayMoney(older.amount, question.currency)}: choose an earlier first day to see ${older.count === 1 ? "it" : "them"}.`] };
  },
});
