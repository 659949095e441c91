import { sql, type SQL } from "drizzle-orm";
import { onDays } from "../../../metrics/sources.ts";
import type { DayRange } from "../../../metrics/types.ts";
import type { Drill, RowNarrowing } from "../block.ts";

/** Reviews `r` of the range, from the owner-rights view: the same for every role. */
export const givenReviews = (range: DayRange): SQL => sql`analytics_api.reviews r where ${onDays(sql`r.review_date`, sql`r.day`, range)}`;

/** The same with what each says, as `s`. */
export const readReviews = (range: DayRange): SQL =>
  sql`analytics_api.reviews r join analytics_api.review_sentiments s on s.review_id = r.id where ${onDays(sql`r.review_date`, sql`r.day`, range)}`;

/** Leads to the reviews of the range that are narrowed so; their number is the cell, or their mean. */
export const toReviews = (days: DayRange, narrow: RowNarrowing, measure: "count" | "mean" | null = "count"): Drill => ({ set: "reviews", measure, days, narrow });
