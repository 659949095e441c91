import { sql } from "drizzle-orm";
import { withSystem } from "#db/rls.ts";
import { AppError } from "#server/errors.ts";
import type { ImportInput, ImportPlan } from "./types.ts";

/** Formats whose files say what the tax was; the others only say what was charged. */
export const FORMATS_WITH_TAX: readonly string[] = ["shopify-orders"];

/**
 * Whether the source's prices include tax is asked once and kept: what was said last for this
 * format holds until something else is said. Unsaid so far, the file decides.
 *
 * Throws AppError when prices are said to include a tax that the file does not state, because it
 * could not be taken out of them. A mapping that names the tax's column says both itself.
 */
export async function settleTax(input: ImportInput, plan: ImportPlan): Promise<ImportInput> {
  const { db, options } = input;
  if (plan.tax !== undefined) return { ...input, options: { ...options, tax: options.tax ?? plan.tax } };
  if (!FORMATS_WITH_TAX.includes(plan.format)) {
    if (options.tax === "included") throw new AppError("BAD_REQUEST", `A ${plan.format} import has no column that says the tax, so it cannot be taken out of the prices; nothing was imported.`);
    return input;
  }
  if (options.tax !== undefined) return input;
  const [kept] = await withSystem(db, "look up what was said about tax", (tx) =>
    tx.execute<{ tax_included: boolean }>(sql`
      select tax_included from import_batches where format = ${plan.format} and status = 'completed' and tax_included is not null order by completed_at desc, id desc limit 1`),
  );
  return kept ? { ...input, options: { ...options, tax: kept.tax_included ? "included" : "excluded" } } : input;
}
