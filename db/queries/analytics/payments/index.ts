import type { BlockDefinition } from "../block.ts";
import { amountPerDay } from "./amount-per-day.ts";
import { byMethod } from "./by-method.ts";
import { byStatus } from "./by-status.ts";
import { failedPayments } from "./failed.ts";
import { pendingPayments } from "./pending.ts";
import { refunds } from "./refunds.ts";
import { successRate } from "./success-rate.ts";

/** The blocks of the tab, in the order of the page. */
export const PAYMENTS_BLOCKS: readonly BlockDefinition[] = [amountPerDay, successRate, byMethod, byStatus, failedPayments, pendingPayments, refunds];
