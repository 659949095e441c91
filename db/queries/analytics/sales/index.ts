import type { BlockDefinition } from "../block.ts";
import { channels } from "./channels.ts";
import { discounts } from "./discounts.ts";
import { explainChangeBlock } from "./explain-change.ts";
import { paymentMethods } from "./payment-methods.ts";
import { revenueOverTime } from "./revenue-over-time.ts";
import { topAlbums } from "./top-albums.ts";
import { weekdayHour } from "./weekday-hour.ts";
import { weekdays } from "./weekdays.ts";

/** The blocks of the tab, in the order of the page. */
export const SALES_BLOCKS: readonly BlockDefinition[] = [revenueOverTime, weekdayHour, weekdays, paymentMethods, channels, topAlbums, discounts, explainChangeBlock];
