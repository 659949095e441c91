import type { SQL } from "drizzle-orm";
import { customersOfBuyer } from "../customers/buyers.ts";
import { customersOfCohort } from "../customers/cohorts.ts";
import { customersOfFrequency } from "../customers/frequency.ts";
import { customersOfGroup } from "../customers/rfm.ts";
import { customersOfSpend } from "../customers/spend.ts";
import type { RowFilter } from "./filters.ts";

/**
 * The customers whom the filter names by group, frequency, spend, cohort or kind of buyer, as rows of
 * customer_id; null where it names none of them. Groups and cohorts are as of the last of the days.
 */
export function customerSet({ group, frequency, spend, cohort, active, buyer, days }: RowFilter): SQL | null {
  if (group) return customersOfGroup(group, days.to);
  if (frequency) return customersOfFrequency(frequency, days);
  if (spend) return customersOfSpend(spend, days);
  if (cohort) return customersOfCohort(cohort, active, days.to);
  return buyer === "new" || buyer === "returning" ? customersOfBuyer(buyer, days) : null;
}
