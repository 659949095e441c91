import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../client.ts";

/** A budget and what was spent of it in the month of the shop's time zone that `now` falls in. Amounts in US dollars as text. */
export interface BudgetUse {
  id: string;
  /** Null for the whole shop. */
  userId: string | null;
  person: string | null;
  monthlyUsd: string;
  warnPercent: number;
  stops: boolean;
  spentUsd: string;
  /** Whole percent, rounded down. */
  percent: number;
  /** Runs whose cost is unknown and whose model has no price at all: they are not in what was spent. */
  uncounted: number;
  isUsedUp: boolean;
  isNear: boolean;
  month: string;
  updatedAt: string;
}

type Row = { id: string; user_id: string | null; person: string | null; monthly: string; warn_percent: number; stops: boolean; spent: string; percent: number; uncounted: number; used_up: boolean; near: boolean; month: string; updated_at: string };

/**
 * What runs of the month came to. Where a run's own cost is unknown (it was cut, or had no price), its tokens count by
 * the price of its model that held on its day, or the first after it. A run that goes on has told no tokens yet, so it counts for nothing.
 */
const statement = (now: Date, which: SQL): SQL => sql`
  select b.id, b.user_id, p.name as person, b.monthly_usd::text as monthly, b.warn_percent, b.stops, s.spent::text as spent, floor(s.spent * 100 / b.monthly_usd)::int as percent, s.uncounted,
    s.spent >= b.monthly_usd as used_up, s.spent * 100 >= b.monthly_usd * b.warn_percent as near, to_char(m.first, 'YYYY-MM-DD') as month, b.updated_at::text as updated_at
  from (select zone, date_trunc('month', ${now.toISOString()}::timestamptz at time zone zone) as first from (select time_zone as zone from settings) z) m
  cross join ai_budgets b left join people p on p.id = b.user_id
  cross join lateral (
    select coalesce(sum(coalesce(r.cost_usd, round((price.input_usd * r.input_tokens + price.output_usd * r.output_tokens) / 1000000, 6))), 0) as spent,
      (count(*) filter (where r.cost_usd is null and r.status <> 'running' and price.model is null))::int as uncounted
    from agent_runs r
    left join lateral (select a.model, a.input_usd, a.output_usd from ai_prices a where r.cost_usd is null and a.model = r.model
      order by a.valid_from > (r.started_at at time zone m.zone)::date, abs(a.valid_from - (r.started_at at time zone m.zone)::date) limit 1) price on true
    where r.started_at >= (m.first at time zone m.zone) and r.started_at < ((m.first + interval '1 month') at time zone m.zone) and r.provider <> 'offline' and (b.user_id is null or r.user_id = b.user_id)) s
  where ${which} order by b.user_id is not null, p.name, b.id`;

const read = (row: Row): BudgetUse => ({
  id: row.id,
  userId: row.user_id,
  person: row.person,
  monthlyUsd: row.monthly,
  warnPercent: row.warn_percent,
  stops: row.stops,
  spentUsd: row.spent,
  percent: row.percent,
  uncounted: row.uncounted,
  isUsedUp: row.used_up,
  isNear: row.near,
  month: row.month,
  updatedAt: row.updated_at,
});

/** Every budget with what was spent of it this month, the whole shop's first. */
export async function listBudgets(tx: Tx, now: Date): Promise<BudgetUse[]> {
  return (await tx.execute<Row>(statement(now, sql`true`))).map(read);
}

/** The budgets that stop this person (null: the command line, which only the shop's holds) and are used up. Needs the system's rights: a person does not see what others spent. */
export async function listUsedUp(tx: Tx, now: Date, personId: string | null): Promise<BudgetUse[]> {
  const own = personId === null ? sql`false` : sql`b.user_id = ${personId}::uuid`;
  return (await tx.execute<Row>(statement(now, sql`b.stops and (b.user_id is null or ${own}) and s.spent >= b.monthly_usd`))).map(read);
}
