import { sql } from "drizzle-orm";
import { STOCK_DESK } from "#db/policies.ts";
import type { EditSupplierInput } from "../../contracts/suppliers.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";
import { nameTaken, SUPPLIERS_SENTENCE } from "./create-supplier.ts";

/** Changes a supplier's name or lead time. Throws FORBIDDEN, NOT_FOUND, and CONFLICT for a name that another one has. */
export async function editSupplier(ctx: ServiceContext, input: EditSupplierInput): Promise<{ id: string; changed: boolean }> {
  requireRoles(ctx.person, STOCK_DESK, SUPPLIERS_SENTENCE);
  const { tx } = ctx;
  // One change of names at a time: a unique violation would end the transaction and its sentence with it.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('suppliers', 4))`);
  const [known] = await tx.execute<{ name: string; lead_time_days: number }>(sql`select name, lead_time_days from suppliers where id = ${input.id}::uuid for no key update`);
  if (!known) throw new AppError("NOT_FOUND", "This supplier does not exist any more.");
  const fields = [...(known.name === input.name ? [] : ["name"]), ...(known.lead_time_days === input.leadTimeDays ? [] : ["lead_time_days"])];
  if (fields.length === 0) return { id: input.id, changed: false };
  const [taken] = await tx.execute(sql`select from suppliers where lower(name) = lower(${input.name}) and id <> ${input.id}::uuid`);
  if (taken) throw nameTaken(input.name);
  await tx.execute(sql`update suppliers set name = ${input.name}, lead_time_days = ${input.leadTimeDays} where id = ${input.id}::uuid`);
  await recordActivities(tx, [{ at: ctx.now, actor: { kind: "person", id: ctx.person.id }, action: "supplier.edited", category: "stock", object: { type: "supplier", id: input.id }, fields, requestId: ctx.requestId }]);
  return { id: input.id, changed: true };
}
