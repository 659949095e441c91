import { plain } from "../question.ts";
import { linesOf, reviewsOf } from "../sql-parts.ts";

const sold = (from: string, to: string, where: string) => `select sum(line_total) as revenue, count(*) as lines, sum(quantity) as units from ${linesOf(from, to)} l where ${where}`;
const moved = (day: string, where: string) => `select count(*) as movements from (select * from sales where (occurred_at at time zone 'Europe/Berlin')::date = '${day}') s where ${where}`;

/** The single rows behind a figure. */
export const ROWS = plain("rows", [
  { id: "rows-one-star", role: "marketing", question: "list the reviews with 1 star from June 2026", right: [{ sql: `select distinct title from ${reviewsOf("2026-06-01", "2026-06-30")} r where rating = 1`, each: { title: "name" }, anyOrder: true }] },
  { id: "rows-one-star-count", role: "staff", question: "how many 1 star reviews did we get in 2026?", right: [{ sql: `select count(*) as reviews from ${reviewsOf("2026-01-01", "2026-06-30")} r where rating = 1`, first: { reviews: "count" } }] },
  { id: "rows-two-stars-genre", role: "marketing", question: "reviews of hard bop records with two stars, 2026", right: [{ sql: `select count(*) as reviews from ${reviewsOf("2026-01-01", "2026-06-30")} r where rating = 2 and genre = 'Hard bop'`, first: { reviews: "count" } }] },
  { id: "rows-movements", role: "buyer", question: "show me the stock movements of 29 June 2026, how many were there", right: [{ sql: moved("2026-06-29", "true"), first: { movements: "count" } }] },
  { id: "rows-saturdays", role: "manager", question: "How much hard bop did we sell on Saturdays in May 2026, in euros?", right: [{ sql: sold("2026-05-01", "2026-05-31", "genre = 'Hard bop' and extract(isodow from day) = 6"), first: { revenue: "money" } }] },
  { id: "rows-sundays-web", role: "marketing", question: "revenue on sundays through the web shop, June 2026", right: [{ sql: sold("2026-06-01", "2026-06-30", "channel = 'web' and extract(isodow from day) = 7"), first: { revenue: "money" } }] },
  { id: "rows-label-channel", role: "manager", question: "show the sales of Blue Note records via discogs in the week of 22 to 28 June 2026, what do they add up to", right: [{ sql: sold("2026-06-22", "2026-06-28", "label = 'Blue Note' and channel = 'discogs'"), first: { revenue: "money" } }] },
  { id: "rows-artist-saturday", role: "staff", question: "miles davis sales on fridays in 2026, how much money", right: [{ sql: sold("2026-01-01", "2026-06-30", "artist = 'Miles Davis' and extract(isodow from day) = 5"), first: { revenue: "money" } }] },
]);
