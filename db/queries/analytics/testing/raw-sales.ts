import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import type { BlockCell, BlockQuestion } from "../block.ts";
import type { RawBlock } from "./raw.ts";
import { bars, byKey, clock, counted, dailySums, dayOf, type RawRows } from "./raw-days.ts";
import { rawExplain } from "./raw-explain.ts";

const read = async (tx: Tx, statement: SQL, { frame }: BlockQuestion): Promise<RawRows> => byKey(await tx.execute<Record<string, BlockCell>>(statement), frame.before ? [] : ["before"]);

const REVENUE = sql`coalesce(sum(d.revenue), 0.00)::numeric(16, 2)::text`;
const OVER_TIME: Record<string, SQL> = {
  revenue: REVENUE,
  orders: sql`coalesce(sum(d.orders), 0)::text`,
  units: sql`coalesce(sum(d.units), 0)::text`,
  average_order_value: sql`round(sum(d.revenue) / nullif(sum(d.orders), 0), 2)::text`,
  gross_margin: sql`round((sum(d.costed) - sum(d.cost)) / nullif(sum(d.costed), 0), 6)::text`,
};

/** An amount of lines `l` in a range, as text with two decimals. */
const money = (amount: SQL): SQL => sql`coalesce(sum(${amount}), 0.00)::numeric(16, 2)::text`;

/** Hand-written SQL over base tables for every block of the tab sales. */
export const RAW_SALES: Record<string, RawBlock> = {
  "revenue-over-time": (tx, question) => {
    const value = OVER_TIME[question.by] ?? REVENUE;
    return read(
      tx,
      sql`with daily as materialized (${dailySums})
        select s::text as key, s::text as start, e::text as "end", (select ${value} from daily d where d.day between s and e) as value,
          case when bs is not null then (select ${value} from daily d where d.day between bs and be) end as before
        from ${bars(question.frame.buckets)} b`,
      question,
    );
  },

  "weekday-hour": async (tx, { frame, by }) => {
    const rows = await tx.execute<{ weekday: number; hour: number; value: string }>(sql`
      with placed as (
        select extract(isodow from ${clock(sql`o.order_date`)})::int as weekday, extract(hour from ${clock(sql`o.order_date`)})::int as hour,
          (select coalesce(sum(line_total), 0) from order_items l where l.order_id = o.id) as revenue
        from orders o where ${counted(frame.now)} and o.time_known)
      select w as weekday, h as hour, ${by === "revenue" ? sql`coalesce(sum(p.revenue), 0.00)::numeric(16, 2)::text` : sql`count(p.weekday)::text`} as value
      from generate_series(1, 7) w cross join generate_series((select min(hour) from placed), (select max(hour) from placed)) h
      left join placed p on p.weekday = w and p.hour = h group by w, h`);
    const table: RawRows = {};
    for (const { weekday, hour, value } of rows) table[weekday] = { ...table[weekday], [`h${hour}`]: value };
    return table;
  },

  weekdays: async (tx, question) => {
    const { now, before } = question.frame;
    const days = { from: now.from, to: now.to < question.today ? now.to : question.today };
    const mean = (of: { from: string; to: string }) => sql`(
      select round(coalesce((select sum(l.line_total) from order_items l join orders o on o.id = l.order_id where ${counted(of)} and extract(isodow from ${dayOf(sql`o.order_date`)}) = w), 0)
        / nullif(count(*), 0), 2)::text from generate_series(${of.from}::date::timestamp, ${of.to}::date::timestamp, interval '1 day') d where extract(isodow from d) = w)`;
    const table = await read(
      tx,
      sql`select w::text as key, ${mean(days)} as average, ${before ? mean(before) : sql`null::text`} as before,
          (select count(*)::text from generate_series(${days.from}::date::timestamp, ${days.to}::date::timestamp, interval '1 day') d where extract(isodow from d) = w) as days,
          (select ${money(sql`l.line_total`)} from order_items l join orders o on o.id = l.order_id where ${counted(days)} and extract(isodow from ${dayOf(sql`o.order_date`)}) = w) as revenue
        from generate_series(1, 7) w where w in (select extract(isodow from d) from generate_series(${days.from}::date::timestamp, ${days.to}::date::timestamp, interval '1 day') d)`,
      question,
    );
    // Without a sale on either side there is nothing to compare.
    return Object.values(table).every((row) => Number(row["revenue"] ?? 0) === 0 && Number(row["before"] ?? 0) === 0) ? {} : table;
  },

  "payment-methods": (tx, question) => rawByMethod(tx, question, "completed"),

  channels: (tx, question) => {
    const { now, before } = question.frame;
    const lines = (what: SQL, of: { from: string; to: string }) => sql`(select ${what} from order_items l join orders o on o.id = l.order_id where ${counted(of)} and o.channel = c.channel)`;
    const revenue = lines(sql`coalesce(sum(l.line_total), 0)`, now);
    const count = (of: { from: string; to: string }) => sql`(select count(*) from orders o where ${counted(of)} and o.channel = c.channel)`;
    return read(
      tx,
      sql`select c.channel as key, ${lines(money(sql`l.line_total`), now)} as revenue, ${lines(sql`coalesce(sum(l.quantity), 0)::text`, now)} as units, ${count(now)}::text as orders,
          round(${revenue} / nullif(${count(now)}, 0), 2)::text as average_order,
          round(${revenue} / nullif((select sum(l.line_total) from order_items l join orders o on o.id = l.order_id where ${counted(now)}), 0), 6)::text as share,
          ${before ? lines(money(sql`l.line_total`), before) : sql`null::text`} as before
        from (select distinct channel from orders) c where ${count(now)} > 0 ${before ? sql`or ${count(before)} > 0` : sql``}`,
      question,
    );
  },

  "top-albums": (tx, question) => {
    const { now, before } = question.frame;
    const units = question.by === "units";
    const chosen = units ? sql`coalesce(sum(l.quantity), 0)::text` : money(sql`l.line_total`);
    return read(
      tx,
      sql`select a.id as key, ${money(sql`l.line_total`)} as revenue, sum(l.quantity)::text as units,
          ${before ? sql`(select ${chosen} from order_items l join orders o on o.id = l.order_id where l.album_id = a.id and ${counted(before)})` : sql`null::text`} as before
        from albums a join order_items l on l.album_id = a.id join orders o on o.id = l.order_id where ${counted(now)} group by a.id
        order by ${units ? sql`sum(l.quantity) desc, sum(l.line_total) desc` : sql`sum(l.line_total) desc, sum(l.quantity) desc`}, a.id limit 20`,
      question,
    );
  },

  discounts: (tx, question) =>
    read(
      tx,
      sql`with daily as materialized (${dailySums})
        select s::text as key, s::text as start, e::text as "end",
          (select round(sum(discount) / nullif(sum(discount) + sum(revenue), 0), 6)::text from daily d where d.day between s and e) as share,
          (select coalesce(sum(discount), 0.00)::numeric(16, 2)::text from daily d where d.day between s and e) as discount,
          (select ${REVENUE} from daily d where d.day between s and e) as revenue,
          case when bs is not null then (select round(sum(discount) / nullif(sum(discount) + sum(revenue), 0), 6)::text from daily d where d.day between bs and be) end as before
        from ${bars(question.frame.buckets)} b`,
      question,
    ),

  "explain-change": rawExplain,
};

/** Payments with one status by method; also the reference of the refunds by method. */
export function rawByMethod(tx: Tx, question: BlockQuestion, status: string): Promise<RawRows> {
  const { now, before } = question.frame;
  const on = ({ from, to }: { from: string; to: string }) => sql`p.status = ${status} and ${dayOf(sql`p.payment_date`)} between ${from}::date and ${to}::date`;
  const amount = (where: SQL) => sql`(select ${money(sql`p.amount`)} from payments p where p.method = m.method and ${where})`;
  return read(
    tx,
    sql`select m.method::text as key, ${amount(on(now))} as amount, (select count(*)::text from payments p where p.method = m.method and ${on(now)}) as count,
        round(${amount(on(now))}::numeric / nullif((select sum(p.amount) from payments p where ${on(now)}), 0), 6)::text as share,
        ${before ? amount(on(before)) : sql`null::text`} as before
      from (select distinct p.method from payments p where (${on(now)}) ${before ? sql`or (${on(before)})` : sql``}) m`,
    question,
  );
}
