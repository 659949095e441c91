import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";

/**
 * US dollars for so many tokens of a model by the newest price that is valid on the shop's day of `at`;
 * null when the model has no price by then. Computed in SQL, as all money.
 */
export async function priceTokens(tx: Tx, { model, at, inputTokens, outputTokens }: { model: string; at: Date; inputTokens: number; outputTokens: number }): Promise<string | null> {
  const [row] = await tx.execute<{ cost: string }>(sql`
    select round((input_usd * ${inputTokens}::bigint + output_usd * ${outputTokens}::bigint) / 1000000, 6)::text as cost
    from ai_prices where model = ${model} and valid_from <= (${at.toISOString()}::timestamptz at time zone (select time_zone from settings))::date order by valid_from desc limit 1`);
  return row?.cost ?? null;
}

/** A price as the list shows it; US dollars per million tokens. */
export interface AiPrice {
  id: string;
  model: string;
  inputUsd: string;
  outputUsd: string;
  validFrom: string;
  source: string;
  updatedAt: string;
  /** Whether it is the one that holds on `today`. */
  isCurrent: boolean;
}

/** All prices, by model, newest first. */
export async function listPrices(tx: Tx, today: string): Promise<AiPrice[]> {
  const rows = await tx.execute<{ id: string; model: string; input_usd: string; output_usd: string; valid_from: string; source: string; updated_at: string; is_current: boolean }>(sql`
    select id, model, input_usd::text as input_usd, output_usd::text as output_usd, valid_from::text as valid_from, source, updated_at::text as updated_at,
      coalesce(valid_from = max(valid_from) filter (where valid_from <= ${today}::date) over (partition by model), false) as is_current
    from ai_prices order by model, valid_from desc`);
  return rows.map((row) => ({ id: row.id, model: row.model, inputUsd: row.input_usd, outputUsd: row.output_usd, validFrom: row.valid_from, source: row.source, updatedAt: row.updated_at, isCurrent: row.is_current }));
}

/** Models that answered lately and have no price. */
export async function listUnpriced(tx: Tx, since: Date): Promise<string[]> {
  const rows = await tx.execute<{ model: string }>(sql`
    select distinct model from agent_runs r where r.provider <> 'offline' and r.started_at >= ${since.toISOString()}::timestamptz and not exists (select from ai_prices p where p.model = r.model) order by model limit 20`);
  return rows.map(({ model }) => model);
}
