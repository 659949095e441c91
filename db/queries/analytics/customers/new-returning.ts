import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import { type BlockCell, type BlockQuestion, type BlockRow, type CellUnit, type Drill, defineBlock } from "../block.ts";
import type { DayRange } from "../../../metrics/types.ts";
import { bucketRows } from "../../dashboard/frame.ts";

interface Bar extends Record<string, unknown> {
  start: string;
  end: string;
  new: string;
  returning: string;
  walk_in: string | null;
  total: string;
}

/** Revenue or orders of first days, later days and nobody known: every order is one of the three. */
const sums = (column: SQL, zero: SQL, { frame }: BlockQuestion): SQL => sql`
  with known as (
    select d.day, sum(case when h.first_order_day = d.day then d.${column} else ${zero} end) as first_time, sum(d.${column}) as known
    from analytics_api.customer_days d join analytics_api.customer_history h on h.customer_id = d.customer_id
    where d.day between ${frame.now.from}::date and ${frame.now.to}::date group by d.day),
  whole as (select day, sum(${column}) as whole from analytics_api.order_days where day between ${frame.now.from}::date and ${frame.now.to}::date group by day),
  days as (select w.day, w.whole, coalesce(k.known, ${zero}) as known, coalesce(k.first_time, ${zero}) as first_time from whole w left join known k on k.day = w.day)
  select b.start_day::text as start, b.end_day::text as "end", coalesce(sum(d.first_time), ${zero})::text as new,
    coalesce(sum(d.known - d.first_time), ${zero})::text as returning, coalesce(sum(d.whole - d.known), ${zero})::text as walk_in, coalesce(sum(d.whole), ${zero})::text as total
  from ${bucketRows(frame.buckets)} left join days d on d.day between b.start_day and b.end_day
  group by b.position, b.start_day, b.end_day order by b.position`;

/** So many bars fit into the bits of one number. */
const MOST_BITS = 63;

/** The bar of each day: `places`, one row whose list `of_day` holds it for each day of the period in order; null for a day without one. */
const places = (now: DayRange, of: SQL): SQL => sql`
  days as (select b.position, b.start_day + n as day from bars b cross join lateral generate_series(0, b.end_day - b.start_day) n),
  places as materialized (
    select array(select ${of} from generate_series(0, ${now.to}::date - ${now.from}::date) n left join days o on o.day = ${now.from}::date + n order by n) as of_day)`;

const placeOf = (now: DayRange): SQL => sql`(select of_day from places)[day - ${now.from}::date + 1]`;

/**
 * Parts of a statement up to `counted` (position, buyers): how many different people bought in each
 * bar. On bars of a day each row is somebody else. Few bars are the bits of one number per customer,
 * and customers alike are counted together. Else customers' days are read in the order of their
 * index, so that a customer's first in a bar is the one whose day before lies in another.
 */
function countBuyers({ frame: { now, buckets } }: BlockQuestion): SQL {
  const inDays = sql`day between ${now.from}::date and ${now.to}::date`;
  if (buckets.every(({ start, end }) => start === end)) {
    return sql`counted as (select b.position, count(*) as buyers from analytics_api.customer_days d join bars b on b.start_day = d.day where ${inDays} group by b.position)`;
  }
  if (buckets.length <= MOST_BITS) {
    return sql`${places(now, sql`1::bigint << (o.position - 1)::int`)},
      people as (select bit_or(${placeOf(now)}) as bars from analytics_api.customer_days where ${inDays} group by customer_id),
      alike as (select bars, count(*) as people from people group by bars),
      counted as (select b.position, sum(a.people) as buyers from alike a join bars b on a.bars & (1::bigint << (b.position - 1)::int) <> 0 group by b.position)`;
  }
  return sql`${places(now, sql`o.position`)},
    visits as (
      select position, lag(position) over (partition by customer_id order by day) as position_before
      from (select customer_id, day, ${placeOf(now)} as position from analytics_api.customer_days where ${inDays}) d),
    counted as (select position, count(*) as buyers from visits where position is distinct from position_before group by position)`;
}

/** Different people per bar: those who came for the first time in it and those who had bought before it. */
const people = (question: BlockQuestion): SQL => sql`
  with bars as (select b.position, b.start_day, b.end_day from ${bucketRows(question.frame.buckets)}),
  ${countBuyers(question)},
  sums as (
    select b.position, b.start_day, b.end_day, coalesce(c.buyers, 0) as buyers,
      (select count(*) from analytics_api.customer_history where first_order_day between b.start_day and b.end_day) as first_time
    from bars b left join counted c on c.position = b.position)
  select start_day::text as start, end_day::text as "end", first_time::text as new, (buyers - first_time)::text as returning, null as walk_in, buyers::text as total
  from sums order by position`;

const drillOf = (by: string, days: { from: string; to: string }, buyer: "new" | "returning" | "walk-in" | null): Drill => {
  const narrow = buyer ? { buyer } : {};
  if (by === "orders") return { set: "orders", measure: "count", days, narrow };
  if (by === "customers") return { set: "customers", measure: "customers", days, narrow };
  return { set: "lines", measure: "revenue", days, narrow };
};

async function read(tx: Tx, question: BlockQuestion) {
  const { by } = question;
  const statement = by === "customers" ? people(question) : by === "orders" ? sums(sql`order_count`, sql`0`, question) : sums(sql`revenue`, sql`0.00`, question);
  const bars = await tx.execute<Bar>(statement);
  const unit: CellUnit = by === "orders" || by === "customers" ? "count" : "money";
  const rows = bars.map((bar): BlockRow => {
    const days = { from: bar.start, to: bar.end };
    const walkIn: Record<string, BlockCell> = bar.walk_in === null ? {} : { walk_in: bar.walk_in };
    return {
      key: bar.start,
      cells: { start: bar.start, end: bar.end, new: bar.new, returning: bar.returning, ...walkIn, total: bar.total },
      drills: {
        new: drillOf(by, days, "new"),
        returning: drillOf(by, days, "returning"),
        ...(bar.walk_in === null ? {} : { walk_in: drillOf(by, days, "walk-in") }),
        total: drillOf(by, days, null),
      },
    };
  });
  const shown = by === "customers" ? ["new", "returning"] : ["new", "returning", "walk_in"];
  const isEmpty = bars.every((bar) => Number(bar.total) === 0);
  const note =
    by === "customers"
      ? "A customer counts once in each bar: as new in the bar of the first order, as returning in every other. Walk-ins are nobody known and left out, so bars do not add up to the period."
      : "New is what customers bought on the first day they ever bought; returning is what they bought on any later day. Walk-ins left no name. The three add up to the total.";
  return {
    columns: [
      { key: "start", label: "From", unit: "day" as const },
      { key: "end", label: "To", unit: "day" as const },
      { key: "new", label: "New", unit },
      { key: "returning", label: "Returning", unit },
      ...(by === "customers" ? [] : [{ key: "walk_in", label: "Walk-ins", unit }]),
      { key: "total", label: "Total", unit },
    ],
    rows: isEmpty ? [] : rows,
    total: isEmpty ? 0 : rows.length,
    chart: { kind: "time" as const, x: "start", y: shown },
    notes: [note],
  };
}

/** B1: how much of each bar came from people who bought for the first time. */
export const newReturning = defineBlock({
  id: "new-returning",
  tab: "customers",
  track: "B1",
  title: "New and returning customers",
  words: "What customers bought on their first day of buying, on later days, and what walk-ins bought. Cancelled orders are left out.",
  formula: "revenue on a customer's first order day | on later days | of orders without a customer",
  time: "range",
  span: 12,
  choices: [
    { value: "revenue", label: "Revenue" },
    { value: "orders", label: "Orders" },
    { value: "customers", label: "Customers" },
  ],
  whenEmpty: "Nobody bought anything in these days. Choose a longer period.",
  read,
});
