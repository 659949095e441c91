import type { ServiceContext } from "../context.ts";
import { recordActivities } from "../activity/record-activity.ts";

interface Export {
  /** The table's own name; the act is called after it: `orders.exported`. */
  table: string;
  /** Keys of the columns that went out. */
  columns: readonly string[];
  /** The filter in words. What was searched for may be a person's name, so it lies in the erasable details. */
  filter: string;
}

/** Writes down that a person took a table out of the house, before its first row leaves. */
export async function recordExport({ tx, person, now, requestId }: ServiceContext, { table, columns, filter }: Export): Promise<void> {
  await recordActivities(tx, [
    { at: now, actor: { kind: "person", id: person.id }, action: `${table}.exported`, category: "exports", fields: [...columns], requestId, details: { filter } },
  ]);
}
