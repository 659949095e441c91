import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import type { BlockCell, BlockQuestion } from "../block.ts";
import type { RawBlock } from "./raw.ts";
import { bars, byKey, dayOf, type RawRows } from "./raw-days.ts";
import { rawByMethod } from "./raw-sales.ts";

const day = dayOf(sql`p.payment_date`);
const amount = sql`coalesce(sum(p.amount), 0.00)::text`;
const read = async (tx: Tx, statement: SQL, { frame }: BlockQuestion): Promise<RawRows> => byKey(await tx.execute<Record<string, BlockCell>>(statement), frame.before ? [] : ["before"]);

/** Payments as rows of day, method, status, amount: read once, asked per bar. */
const paid = sql`paid as materialized (select ${day} as day, p.method, p.status, p.amount from payments p)`;

const amountOverTime = (tx: Tx, question: BlockQuestion, status: string): Promise<RawRows> =>
  read(
    tx,
    sql`with ${paid}
      select s::text as key, s::text as start, e::text as "end", (select ${amount} from paid p where p.status = ${status} and p.day between s and e) as amount,
        (select count(*)::text from paid p where p.status = ${status} and p.day between s and e) as count,
        case when bs is not null then (select ${amount} from paid p where p.status = ${status} and p.day between bs and be) end as before
      from ${bars(question.frame.buckets)} b`,
    question,
  );

async function list(tx: Tx, { frame: { now }, today }: BlockQuestion, status: string): Promise<RawRows> {
  const direction = status === "pending" ? sql`asc` : sql`desc`;
  return byKey(
    await tx.execute<Record<string, BlockCell>>(sql`
      select p.id as key, p.amount::text as amount, (select order_number from orders o where o.id = p.order_id) as order, ${today}::date - ${day} as age
      from payments p where p.status = ${status} and ${day} between ${now.from}::date and ${now.to}::date order by p.payment_date ${direction}, p.id ${direction} limit 50`),
  );
}

/** Hand-written SQL over base tables for every block of the tab payments. Lists need the rights of a manager. */
export const RAW_PAYMENTS: Record<string, RawBlock> = {
  "amount-per-day": (tx, question) => amountOverTime(tx, question, "completed"),

  "success-rate": (tx, question) => {
    const rate = (where: SQL) => sql`(select round(avg(case p.status when 'completed' then 1.0 else 0 end), 6)::text from paid p where p.status in ('completed', 'failed') and ${where})`;
    const count = (status: string) => sql`(select count(*)::text from paid p where p.status = ${status} and p.day between s and e)`;
    return read(
      tx,
      sql`with ${paid} select s::text as key, s::text as start, e::text as "end", ${rate(sql`p.day between s and e`)} as rate, ${count("completed")} as completed, ${count("failed")} as failed,
          ${rate(sql`p.day between bs and be`)} as before from ${bars(question.frame.buckets)} b`,
      question,
    );
  },

  "by-method": (tx, question) => {
    const { from, to } = question.frame.now;
    const sum = (status: string) => sql`coalesce(sum(p.amount) filter (where p.status = ${status}), 0)::numeric(16, 2)::text`;
    const count = (status: string) => sql`(count(*) filter (where p.status = ${status}))::text`;
    return read(
      tx,
      sql`select p.method::text as key, ${sum("completed")} as amount, ${count("completed")} as completed, ${sum("failed")} as failed_amount, ${count("failed")} as failed,
          ${sum("refunded")} as refunded_amount, ${count("refunded")} as refunded, round(avg(case p.status when 'completed' then 1.0 when 'failed' then 0 end), 6)::text as success_rate
        from payments p where p.status in ('completed', 'failed', 'refunded') and ${day} between ${from}::date and ${to}::date group by p.method`,
      question,
    );
  },

  "by-status": (tx, question) => {
    const { now, before } = question.frame;
    const on = ({ from, to }: { from: string; to: string }) => sql`${day} between ${from}::date and ${to}::date`;
    return read(
      tx,
      sql`select t.status::text as key, (select count(*)::text from payments p where p.status = t.status and ${on(now)}) as count, (select coalesce(sum(p.amount), 0.00)::text from payments p where p.status = t.status and ${on(now)}) as amount,
          round((select count(*)::numeric from payments p where p.status = t.status and ${on(now)}) / nullif((select count(*) from payments p where ${on(now)}), 0), 6)::text as share,
          ${before ? sql`(select count(*)::text from payments p where p.status = t.status and ${on(before)})` : sql`null::text`} as before
        from (select distinct p.status from payments p where ${on(now)} ${before ? sql`or ${on(before)}` : sql``}) t`,
      question,
    );
  },

  failed: (tx, question) => list(tx, question, "failed"),

  pending: (tx, question) => list(tx, question, "pending"),

  refunds: (tx, question) => (question.by === "method" ? rawByMethod(tx, question, "refunded") : amountOverTime(tx, question, "refunded")),
};
