import type { BlockDefinition } from "../block.ts";
import { cohortRetention } from "./cohort-retention.ts";
import { lifetimeValue } from "./lifetime-value.ts";
import { newCustomers } from "./new-customers.ts";
import { newReturning } from "./new-returning.ts";
import { orderFrequency } from "./order-frequency.ts";
import { rfm } from "./rfm.ts";
import { spendBands } from "./spend-bands.ts";
import { topCustomers } from "./top-customers.ts";

/** The blocks of the tab, in the order of the page. */
export const CUSTOMERS_BLOCKS: readonly BlockDefinition[] = [newReturning, rfm, cohortRetention, orderFrequency, newCustomers, topCustomers, lifetimeValue, spendBands];
