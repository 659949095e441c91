import { plain } from "../question.ts";
import { linesOf } from "../sql-parts.ts";

/** One record with its shelf (new copies), sales of all time and reviews. */
const record = (title: string, artist: string) => `
  select a.title, a.artist, a.label, a.genre, a.year, a.list_price, a.unit_cost, i.on_hand, i.on_order, coalesce(i.reorder_point, s.low_stock_threshold) as reorder_point,
    (select sum(quantity) from ${linesOf("2023-07-01", "2026-06-30")} l where l.album_id = a.id) as units,
    (select sum(line_total) from ${linesOf("2023-07-01", "2026-06-30")} l where l.album_id = a.id) as revenue,
    (select coalesce(sum(quantity), 0) from ${linesOf("2026-06-01", "2026-06-30")} l where l.album_id = a.id) as units_lately,
    (select avg(rating) from reviews r where r.album_id = a.id) as rating, (select count(*) from reviews r where r.album_id = a.id) as reviews
  from analytics_api.albums a join inventory i on i.album_id = a.id and i.condition = 'new' cross join settings s
  where a.title = '${title.replaceAll("'", "''")}' and a.artist = '${artist}'`;

const ALBUMS = plain("album", [
  { id: "album-shelf", role: "staff", question: "how many copies of Kind of Blue do we have on the shelf?", right: [{ sql: record("Kind of Blue", "Miles Davis"), first: { on_hand: "count" } }] },
  { id: "album-price", role: "staff", question: "what do we charge for the sidewinder", right: [{ sql: record("The Sidewinder", "Lee Morgan"), first: { list_price: "money" } }] },
  { id: "album-cost", role: "buyer", question: "What does Maiden Voyage cost us?", right: [{ sql: record("Maiden Voyage", "Herbie Hancock"), first: { unit_cost: "money" } }] },
  { id: "album-label-year", role: "staff", question: "which label is speak no evil on, and what year is it from", right: [{ sql: record("Speak No Evil", "Wayne Shorter"), first: { label: "name", year: "number" } }] },
  { id: "album-sold-ever", role: "buyer", question: "copies of Midnight Blue sold in all the time we have?", right: [{ sql: record("Midnight Blue", "Kenny Burrell"), first: { units: "count" } }] },
  { id: "album-earned-ever", role: "manager", question: "how much has Song for my Father brought us altogether", right: [{ sql: record("Song for My Father", "Horace Silver"), first: { revenue: "money" } }] },
  { id: "album-typo", role: "staff", question: "is 'Somthin Else' by Cannonball Aderley in stock? how many?", right: [{ sql: record("Somethin' Else", "Cannonball Adderley"), first: { on_hand: "count" } }] },
  { id: "album-stars", role: "marketing", question: "How many stars does Soul Station have and from how many reviews?", right: [{ sql: record("Soul Station", "Hank Mobley"), first: { rating: "rating", reviews: "count" } }] },
  { id: "album-on-order", role: "buyer", question: "have we got any Midnight Blue on order, and how many", right: [{ sql: record("Midnight Blue", "Kenny Burrell"), first: { on_order: "count" } }] },
  { id: "album-follow-price", role: "staff", after: ["how many copies of Kind of Blue do we have on the shelf?"], question: "and what does it sell for?", right: [{ sql: record("Kind of Blue", "Miles Davis"), first: { list_price: "money" } }] },
]);

const rated = (where: string, least: number, order: string) =>
  `select a.title, avg(r.rating) as rating, count(*) as reviews from reviews r join analytics_api.albums a on a.id = r.album_id where ${where} group by a.id, a.title having count(*) >= ${least} order by ${order}, title`;

const RATINGS = plain("ratings", [
  { id: "ratings-mingus-worst", role: "staff", question: "Which Charles Mingus album gets the worst ratings (5 reviews or more)?", right: [{ sql: rated("artist = 'Charles Mingus'", 5, "2"), first: { title: "name", rating: "rating" } }] },
  { id: "ratings-best-ten", role: "marketing", question: "best rated record of all with at least 10 reviews", right: [{ sql: rated("true", 10, "2 desc"), first: { title: "name", rating: "rating" } }] },
  { id: "ratings-worst-ten", role: "buyer", question: "worst rated record with at least 10 reviews?", right: [{ sql: rated("true", 10, "2"), first: { title: "name", rating: "rating" } }] },
  { id: "ratings-blue-note", role: "marketing", question: "top rated blue note record, 10 reviews or more", right: [{ sql: rated("label = 'Blue Note'", 10, "2 desc"), first: { title: "name", rating: "rating" } }] },
  { id: "ratings-fusion", role: "staff", question: "which fusion record has the best reviews (5 or more of them)", right: [{ sql: rated("genre = 'Fusion'", 5, "2 desc"), first: { title: "name", rating: "rating" } }] },
]);

/** One record, and what people think of records. */
export const RECORDS = [...ALBUMS, ...RATINGS];
