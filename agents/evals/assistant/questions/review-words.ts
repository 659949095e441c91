import { plain } from "../question.ts";

/** Reviews of these days with what their words say, as the shop keeps it beside each. */
const read = (from: string, to: string) => `(select r.rating, s.label, s.themes from reviews r join review_sentiments s on s.review_id = r.id where (r.review_date at time zone 'Europe/Berlin')::date between '${from}' and '${to}')`;
const themes = (from: string, to: string, order: string) => `select theme, count(*) as reviews, avg(rating) as rating, count(*) filter (where label = 'bad') as bad from ${read(from, to)} x, unnest(themes) theme group by theme order by ${order}`;
const labels = (from: string, to: string, label: string) => `select count(*) filter (where label = '${label}') as reviews, avg(case when label = '${label}' then 1.0 else 0.0 end) as share from ${read(from, to)} x`;

/** What reviews say, beside their stars. */
export const REVIEW_WORDS = plain("review words", [
  { id: "words-most", role: "marketing", question: "What do reviews talk about most this year?", right: [{ sql: themes("2026-01-01", "2026-06-30", "reviews desc"), first: { theme: "name", reviews: "count" } }] },
  { id: "words-complaints", role: "manager", question: "what do customers complain about most in their reviews of 2025?", right: [{ sql: themes("2025-01-01", "2025-12-31", "bad desc"), first: { theme: "name", bad: "count" } }] },
  { id: "words-delivery", role: "staff", question: "how many reviews mention delivery in the first half of 2026", right: [{ sql: `select * from (${themes("2026-01-01", "2026-06-30", "1")}) t where theme = 'delivery'`, first: { reviews: "count" } }] },
  { id: "words-sleeve", role: "buyer", question: "average stars of the reviews about sleeve and packaging in 2025?", right: [{ sql: `select * from (${themes("2025-01-01", "2025-12-31", "1")}) t where theme = 'sleeve'`, first: { rating: "rating" } }] },
  { id: "words-bad", role: "marketing", question: "How many reviews read as bad in 2026 so far?", right: [{ sql: labels("2026-01-01", "2026-06-30", "bad"), first: { reviews: "count" } }] },
  { id: "words-good-share", role: "marketing", question: "sentiment of our reviews in 2025, what share is positive", right: [{ sql: labels("2025-01-01", "2025-12-31", "good"), first: { share: "percent" } }] },
]);
