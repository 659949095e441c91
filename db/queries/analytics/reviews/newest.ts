import { sql } from "drizzle-orm";
import type { ReviewSentiment } from "../../../enums.ts";
import { inRange } from "../../rows/filters.ts";
import { defineBlock } from "../block.ts";
import { SENTIMENT_WORDS } from "./review-words.ts";

const SHOWN = 20;
/** Characters of a text that a table shows. */
const TEXT_SHOWN = 600;

export const newest = defineBlock({
  id: "newest",
  tab: "reviews",
  track: "B4",
  title: "Newest reviews",
  words: "The twenty newest reviews of these days that say something. How a text reads is judged by its words alone and can be wrong.",
  formula: "reviews with a text, newest first, at most 20",
  time: "range",
  span: 12,
  personal: true,
  whenEmpty: "No review with a text was written in these days. Choose other days.",
  async read(tx, { frame: { now } }) {
    const found = await tx.execute<{ id: string; album_id: string; at: string; stars: number; title: string; customer: string; body: string; label: ReviewSentiment; total: number }>(sql`
      with page as materialized (
        select r.id, r.album_id, r.customer_id, r.review_date, r.rating, btrim(r.body) as body
        from reviews r where btrim(r.body) <> '' and ${inRange(sql`r.review_date`, now)} order by r.review_date desc, r.id desc limit ${SHOWN})
      select r.id, r.album_id, to_char(r.review_date at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, r.rating::int as stars, a.title, coalesce(c.name, 'Customer ' || c.number) as customer,
        case when length(r.body) > ${TEXT_SHOWN}::int then rtrim(left(r.body, ${TEXT_SHOWN}::int - 1)) || '…' else r.body end as body, s.label,
        (select count(*) from reviews r where btrim(r.body) <> '' and ${inRange(sql`r.review_date`, now)})::int as total
      from page r join albums a on a.id = r.album_id join customers c on c.id = r.customer_id join review_sentiments s on s.review_id = r.id
      order by r.review_date desc, r.id desc`);
    return {
      columns: [
        { key: "at", label: "Written", unit: "time" },
        { key: "stars", label: "Stars", unit: "number" },
        { key: "title", label: "Record", unit: "text" },
        { key: "customer", label: "Customer", unit: "text" },
        { key: "body", label: "Review", unit: "text" },
        { key: "reads", label: "Reads", unit: "text" },
      ],
      rows: found.map(({ id, album_id, at, stars, title, customer, body, label }) => ({
        key: id,
        cells: { at, stars, title, customer, body, reads: SENTIMENT_WORDS[label] },
        about: { page: "album", id: album_id },
      })),
      total: found[0]?.total ?? 0,
      chart: null,
      notes: [],
    };
  },
});
