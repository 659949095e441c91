import { sql } from "drizzle-orm";
import { STOCK_DESK } from "#db/policies.ts";
import type { CreateSupplierInput } from "../../contracts/suppliers.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";

export const SUPPLIERS_SENTENCE = "Suppliers are kept by buyers, managers and admins.";

/** The sentence for a name that another supplier has. */
export function nameTaken(name: string): AppError {
  const sentence = `A supplier called ${name} is there already.`;
  return new AppError("CONFLICT", sentence, { name: sentence });
}

/** Adds a supplier with its lead time. Throws FORBIDDEN, and CONFLICT for a name that is taken, case aside. */
export async function createSupplier(ctx: ServiceContext, input: CreateSupplierInput): Promise<{ id: string }> {
  requireRoles(ctx.person, STOCK_DESK, SUPPLIERS_SENTENCE);
  const { tx } = ctx;
  const [made] = await tx.execute(sql`insert into suppliers (id, name, lead_time_days) values (${input.key}::uuid, ${input.name}, ${input.leadTimeDays}) on conflict do nothing returning id`);
  if (!made) {
    const [same] = await tx.execute(sql`select from suppliers where id = ${input.key}::uuid and name = ${input.name} and lead_time_days = ${input.leadTimeDays}`);
    if (same) return { id: input.key };
    throw nameTaken(input.name);
  }
  await recordActivities(tx, [{ at: ctx.now, actor: { kind: "person", id: ctx.person.id }, action: "supplier.created", category: "stock", object: { type: "supplier", id: input.key }, requestId: ctx.requestId }]);
  return { id: input.key };
}
