import { sql, type SQL } from "drizzle-orm";
import type { DayRange } from "../../metrics/types.ts";

/** One bar of a chart over time and the days it stands beside. */
export interface TimeBucket {
  start: string;
  end: string;
  before: DayRange | null;
}

/** What the blocks of a dashboard are computed over. */
export interface Frame {
  now: DayRange;
  /** Null when nothing is compared. */
  before: DayRange | null;
  /** The period cut into the bars of its charts, in order. */
  buckets: readonly TimeBucket[];
  grain: "day" | "week" | "month";
}

/** An array parameter both databases take: text, cast in SQL. */
const dates = (values: readonly (string | null)[]): SQL => sql`${sql.param(`{${values.map((value) => value ?? "NULL").join(",")}}`)}::date[]`;

/** The buckets as rows of position (from 1), start_day, end_day, before_start, before_end. */
export const bucketRows = (buckets: readonly TimeBucket[]): SQL =>
  sql`unnest(${dates(buckets.map((b) => b.start))}, ${dates(buckets.map((b) => b.end))}, ${dates(buckets.map((b) => b.before?.from ?? null))}, ${dates(buckets.map((b) => b.before?.to ?? null))})
    with ordinality as b(start_day, end_day, before_start, before_end, position)`;
