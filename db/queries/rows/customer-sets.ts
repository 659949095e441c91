import type { SQL } from "drizzle-orm";
import type { RowFilter } from "./filters.ts";

/** The customers of the filter's group, frequency or cohort as rows of customer_id; null where it names none of them. */
export function customerSet(_filter: RowFilter): SQL | null {
  return null;
}
