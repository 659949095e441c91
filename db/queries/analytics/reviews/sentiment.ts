import { sql } from "drizzle-orm";
import { REVIEW_SENTIMENTS, type ReviewSentiment } from "../../../enums.ts";
import { defineBlock } from "../block.ts";
import { sayCount } from "../say.ts";
import { readReviews, toReviews } from "./given-reviews.ts";
import { SENTIMENT_WORDS } from "./review-words.ts";

const STARS = [5, 4, 3, 2, 1] as const;
type StarColumn = `s${(typeof STARS)[number]}`;
type Found = { label: ReviewSentiment; count: string; share: string | null; mean: string | null; before: string; happy: string; unhappy: string } & Record<StarColumn, string>;

export const sentiment = defineBlock({
  id: "sentiment",
  tab: "reviews",
  track: "B5",
  title: "What reviews say",
  words:
    "Every review of these days by how its text reads: good, mixed, bad, or without a judging word. It is read by words, from a list of rated words and the shop's own, so irony and quiet complaints are missed, and a small flaw in a happy text may count as bad. Beside it, the stars that were given.",
  formula: "praise less blame: bad below 0.2; mixed where blame is at least half of praise; count(reviews) by reading and rating",
  time: "range",
  span: 6,
  choices: [
    { value: "share", label: "Shares" },
    { value: "stars", label: "Against stars" },
  ],
  whenEmpty: "No review was written in these days. Choose other days.",
  async read(tx, { frame: { now, before }, by }) {
    const stars = sql.join(STARS.map((star) => sql`(count(n.rating) filter (where n.rating = ${sql.raw(String(star))}))::text as ${sql.identifier(`s${star}`)}`), sql`, `);
    const past = before ? sql`(select count(*) from ${readReviews(before)} and s.label = v.label)` : sql`0`;
    const found = await tx.execute<Found>(sql`
      with n as materialized (select r.rating, s.label from ${readReviews(now)})
      select v.label, count(n.label)::text as count, round(count(n.label)::numeric / nullif((select count(*) from n), 0), 6)::text as share, round(avg(n.rating), 2)::text as mean,
        ${stars}, ${past}::text as before,
        (select count(*) from n where label = 'bad' and rating >= 4)::text as happy, (select count(*) from n where label = 'good' and rating <= 2)::text as unhappy
      from unnest(${sql.param(`{${REVIEW_SENTIMENTS.join(",")}}`)}::text[]) with ordinality v(label, position) left join n on n.label = v.label group by v.label, v.position order by v.position`);
    const rows = found.map((row) => ({
      key: row.label,
      cells: {
        reads: SENTIMENT_WORDS[row.label],
        count: row.count,
        share: row.share,
        mean: row.mean,
        ...Object.fromEntries(STARS.map((star) => [`s${star}`, row[`s${star}`]])),
        ...(before ? { before: row.before } : {}),
      },
      drills: {
        count: toReviews(now, { sentiment: row.label }),
        ...(row.mean === null ? {} : { mean: toReviews(now, { sentiment: row.label }, "mean") }),
        ...Object.fromEntries(STARS.map((star) => [`s${star}`, toReviews(now, { sentiment: row.label, stars: star })])),
        ...(before ? { before: toReviews(before, { sentiment: row.label }) } : {}),
      },
    }));
    const any = found.some((row) => row.count !== "0" || row.before !== "0");
    const { happy = "0", unhappy = "0" } = found[0] ?? {};
    return {
      columns: [
        { key: "reads", label: "Reads", unit: "text" },
        { key: "count", label: "Reviews", unit: "count" },
        { key: "share", label: "Share", unit: "percent" },
        { key: "mean", label: "Mean stars", unit: "rating" },
        ...STARS.map((star) => ({ key: `s${star}`, label: star === 1 ? "1 star" : `${star} stars`, unit: "count" as const })),
        ...(before ? [{ key: "before", label: "Reviews before", unit: "count" as const }] : []),
      ],
      rows: any ? rows : [],
      total: any ? rows.length : 0,
      chart: by === "stars" ? { kind: "heat", label: "reads", columns: STARS.map((star) => `s${star}`) } : { kind: "parts", label: "reads", value: "count" },
      notes: any
        ? [`${sayCount(happy, "review", "reviews")} with four or five stars ${happy === "1" ? "reads" : "read"} bad, ${sayCount(unhappy, "review", "reviews")} with one or two ${unhappy === "1" ? "reads" : "read"} good.`]
        : [],
    };
  },
});
