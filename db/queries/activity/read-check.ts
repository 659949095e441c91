import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";

/** What the newest check of the log since then wrote down; null when there was none. `report` is null where it was erased. */
export async function readLastCheck(tx: Tx, since: Date): Promise<{ at: Date; isWhole: boolean; report: unknown } | null> {
  const [row] = await tx.execute<{ seconds: string; whole: boolean; report: unknown }>(sql`
    select extract(epoch from l.occurred_at)::text as seconds, l.result = 'succeeded' as whole, d.details as report
    from activity_logs l left join activity_details d on d.activity_id = l.id
    where l.action = 'activity.checked' and l.occurred_at >= ${since.toISOString()}::timestamptz order by l.occurred_at desc, l.id desc limit 1`);
  return row ? { at: new Date(Number(row.seconds) * 1000), isWhole: row.whole, report: row.report } : null;
}
