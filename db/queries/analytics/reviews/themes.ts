import { sql } from "drizzle-orm";
import type { ReviewTheme } from "../../../enums.ts";
import { defineBlock } from "../block.ts";
import { readReviews, toReviews } from "./given-reviews.ts";
import { THEME_WORDS } from "./review-words.ts";

export const themes = defineBlock({
  id: "themes",
  tab: "reviews",
  track: "B6",
  title: "What reviews talk about",
  words: "Reviews of these days by what they mention, found by words. A review may talk about several things, or none, so the shares do not sum to one.",
  formula: "count(reviews) by theme; share = part / all reviews; mean = avg(rating); bad = those whose text reads bad",
  time: "range",
  span: 6,
  whenEmpty: "No review of these days mentions a theme. Choose other days.",
  async read(tx, { frame: { now, before } }) {
    const past = before
      ? sql`select u.theme, count(*) as count from (select s.themes from ${readReviews(before)}) p cross join lateral unnest(p.themes) u(theme) group by u.theme`
      : sql`select null::text as theme, 0::bigint as count where false`;
    const found = await tx.execute<{ theme: ReviewTheme; count: string; share: string | null; mean: string | null; bad: string; before: string }>(sql`
      with n as materialized (select r.rating, s.label, s.themes from ${readReviews(now)}),
      b as (${past}),
      t as (select u.theme, count(*) as count, avg(n.rating) as mean, count(*) filter (where n.label = 'bad') as bad from n cross join lateral unnest(n.themes) u(theme) group by u.theme)
      select coalesce(t.theme, b.theme) as theme, coalesce(t.count, 0)::text as count, round(coalesce(t.count, 0)::numeric / nullif((select count(*) from n), 0), 6)::text as share,
        round(t.mean, 2)::text as mean, coalesce(t.bad, 0)::text as bad, coalesce(b.count, 0)::text as before
      from t full join b on b.theme = t.theme order by coalesce(t.count, 0) desc, coalesce(b.count, 0) desc, 1`);
    return {
      columns: [
        { key: "theme", label: "Theme", unit: "text" },
        { key: "count", label: "Reviews", unit: "count" },
        { key: "share", label: "Share", unit: "percent" },
        { key: "mean", label: "Mean stars", unit: "rating" },
        { key: "bad", label: "Read bad", unit: "count" },
        ...(before ? [{ key: "before", label: "Reviews before", unit: "count" as const }] : []),
      ],
      rows: found.map(({ theme, count, share, mean, bad, before: seenBefore }) => ({
        key: theme,
        cells: { theme: THEME_WORDS[theme], count, share, mean, bad, ...(before ? { before: seenBefore } : {}) },
        drills: {
          count: toReviews(now, { theme }),
          ...(mean === null ? {} : { mean: toReviews(now, { theme }, "mean") }),
          bad: toReviews(now, { theme, sentiment: "bad" }),
          ...(before ? { before: toReviews(before, { theme }) } : {}),
        },
      })),
      total: found.length,
      chart: { kind: "bars", label: "theme", value: "count", ...(before ? { before: "before" } : {}) },
      notes: [],
    };
  },
});
