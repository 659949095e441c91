import { sql } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import type { BlockQuestion } from "../block.ts";

/** The last day whose orders count: the period's, or today where the period goes on. */
export const lastDayOf = ({ frame, today }: BlockQuestion): string => (frame.now.to < today ? frame.now.to : today);

/** The first day with an order, or the given day where that is earlier. */
export async function firstDayUpTo(tx: Tx, day: string): Promise<string> {
  const [row] = await tx.execute<{ first: string }>(sql`select least(min(day), ${day}::date)::text as first from analytics_api.order_days`);
  return row?.first ?? day;
}
