import { sql } from "drizzle-orm";
import type { Tx } from "./client.ts";

/**
 * The version of what figures are made of, as this transaction sees it: equal in two transactions only if
 * both see the same rows (ADR 013). Null in a transaction whose reads do not stand for one moment that
 * others see too, because it is no snapshot or may have written something itself.
 */
export async function readFigureVersion(tx: Tx): Promise<string | null> {
  const [row] = await tx.execute<{ version: string; is_one_moment: boolean }>(sql`
    select version, current_setting('transaction_isolation') in ('repeatable read', 'serializable') and current_setting('transaction_read_only') = 'on' as is_one_moment
    from analytics_api.figure_version`);
  return row?.is_one_moment ? row.version : null;
}

/** Says that figures may be others from here on, for whoever changes rows while the triggers rest (a restore). The owner of the schema only. */
export async function stepFigureVersion(tx: Tx): Promise<void> {
  await tx.execute(sql`select misty_internal.step_figure_version()`);
}
