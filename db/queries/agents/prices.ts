import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";

/**
 * US dollars for so many tokens of a model by the newest price that is valid on `day`; null when the
 * model has no price. Computed in SQL, as all money.
 */
export async function priceTokens(tx: Tx, { model, day, inputTokens, outputTokens }: { model: string; day: string; inputTokens: number; outputTokens: number }): Promise<string | null> {
  const [row] = await tx.execute<{ cost: string }>(sql`
    select round((input_usd * ${inputTokens}::bigint + output_usd * ${outputTokens}::bigint) / 1000000, 6)::text as cost
    from ai_prices where model = ${model} and valid_from <= ${day}::date order by valid_from desc limit 1`);
  return row?.cost ?? null;
}
