import { plain } from "../question.ts";
import { linesOf, ordersOf } from "../sql-parts.ts";

/** What a group of records (or a channel) brought in a period, best first. */
const by = (column: string, from: string, to: string, order = "revenue desc") =>
  `select ${column} as name, sum(line_total) as revenue, sum(quantity) as units, sum(line_total) / sum(quantity) as average_price,
    sum(line_total) / sum(sum(line_total)) over () as share
  from ${linesOf(from, to)} l group by 1 having ${column} is not null order by ${order}, name`;
/** One of them; its share is of all revenue of the period. */
const one = (column: string, name: string, from: string, to: string) =>
  `select sum(line_total) as revenue, sum(quantity) as units, sum(line_total) / sum(quantity) as average_price,
    sum(line_total) / (select sum(line_total) from ${linesOf(from, to)} w) as share
  from ${linesOf(from, to)} l where ${column} = '${name}'`;

const GENRES = plain("genres", [
  {
    id: "genres-last-quarter",
    role: "manager",
    question: "revenue by genre last quarter - the top three are enough",
    right: [{ sql: by("genre", "2026-01-01", "2026-03-31"), each: { name: "name", revenue: "money" }, top: 3 }],
  },
  { id: "genres-hard-bop-share", role: "buyer", question: "what share of revenue came from hard bop in 2025?", right: [{ sql: one("genre", "Hard bop", "2025-01-01", "2025-12-31"), first: { share: "percent" } }] },
  { id: "genres-most-copies-may", role: "marketing", question: "which genre sold the most copies in may", right: [{ sql: by("genre", "2026-05-01", "2026-05-31", "units desc"), first: { name: "name", units: "count" } }] },
  {
    id: "genres-weakest",
    role: "buyer",
    question: "Which three genres earned us the least so far this year?",
    right: [{ sql: by("genre", "2026-01-01", "2026-06-30", "revenue"), each: { name: "name" }, first: { revenue: "money" }, top: 3 }],
  },
  { id: "genres-bossa", role: "marketing", question: "how much did bossanova make in Q2 2026", right: [{ sql: one("genre", "Bossa nova", "2026-04-01", "2026-06-30"), first: { revenue: "money" } }] },
  {
    id: "genres-vocal-price",
    role: "buyer",
    question: "average price per copy for vocal records in 2025",
    right: [{ sql: one("genre", "Vocal", "2025-01-01", "2025-12-31"), first: { average_price: "money" } }],
  },
  {
    id: "genres-follow-by-genre",
    role: "manager",
    after: ["What was our turnover in May 2026?"],
    question: "and by genre?",
    right: [{ sql: by("genre", "2026-05-01", "2026-05-31"), each: { name: "name" }, first: { revenue: "money" }, top: 3 }],
  },
]);

const LABELS = plain("labels", [
  { id: "labels-top-2025", role: "buyer", question: "top 5 labels by revenue in 2025", right: [{ sql: by("label", "2025-01-01", "2025-12-31"), each: { name: "name" }, first: { revenue: "money" }, top: 5 }] },
  { id: "labels-ecm", role: "buyer", question: "What did ECM bring us last year, and how many copies was that?", right: [{ sql: one("label", "ECM", "2025-01-01", "2025-12-31"), first: { revenue: "money", units: "count" } }] },
  { id: "labels-blue-note-share", role: "manager", question: "blue note's share of our revenue this year", right: [{ sql: one("label", "Blue Note", "2026-01-01", "2026-06-30"), first: { share: "percent" } }] },
  { id: "labels-most-copies", role: "staff", question: "which label did we sell most copies of last month", right: [{ sql: by("label", "2026-05-01", "2026-05-31", "units desc"), first: { name: "name", units: "count" } }] },
  { id: "labels-riverside", role: "buyer", question: "how much revenue with Riversde in 2025?", right: [{ sql: one("label", "Riverside", "2025-01-01", "2025-12-31"), first: { revenue: "money" } }] },
  {
    id: "labels-follow-prestige",
    role: "buyer",
    after: ["how much revenue did Riverside make in 2025?"],
    question: "what about Prestige?",
    right: [{ sql: one("label", "Prestige", "2025-01-01", "2025-12-31"), first: { revenue: "money" } }],
  },
]);

const ARTISTS = plain("artists", [
  { id: "artists-top-june", role: "marketing", question: "top 3 artists in June by revenue", right: [{ sql: by("artist", "2026-06-01", "2026-06-30"), each: { name: "name" }, first: { revenue: "money" }, top: 3 }] },
  { id: "artists-miles-2025", role: "manager", question: "how much did we make with Miles Davis in 2025", right: [{ sql: one("artist", "Miles Davis", "2025-01-01", "2025-12-31"), first: { revenue: "money" } }] },
  { id: "artists-hancock-typo", role: "staff", question: "herbie hancok - how many copies sold this year?", right: [{ sql: one("artist", "Herbie Hancock", "2026-01-01", "2026-06-30"), first: { units: "count" } }] },
  { id: "artists-best-ever", role: "buyer", question: "Which artist has brought in the most money since we started in July 2023?", right: [{ sql: by("artist", "2023-07-01", "2026-06-30"), first: { name: "name", revenue: "money" } }] },
  {
    id: "artists-mingus-monk",
    role: "marketing",
    question: "charles mingus or thelonious monk, who made us more in the last 12 months, july 2025 to june 2026?",
    right: [
      { sql: one("artist", "Charles Mingus", "2025-07-01", "2026-06-30"), first: { revenue: "money" } },
      { sql: one("artist", "Thelonious Monk", "2025-07-01", "2026-06-30"), first: { revenue: "money" } },
    ],
  },
  {
    id: "artists-follow-rollins",
    role: "manager",
    after: ["how much did we make with Miles Davis in 2025"],
    question: "and Sonny Rollins?",
    right: [{ sql: one("artist", "Sonny Rollins", "2025-01-01", "2025-12-31"), first: { revenue: "money" } }],
  },
]);

const CHANNELS = plain("channels", [
  { id: "channels-web-month", role: "marketing", question: "how much did the web shop make last month", right: [{ sql: one("channel", "web", "2026-05-01", "2026-05-31"), first: { revenue: "money" } }] },
  {
    id: "channels-discogs-orders",
    role: "staff",
    question: "number of Discogs orders this year",
    right: [{ sql: `select count(*) as orders from ${ordersOf("2026-01-01", "2026-06-30")} o where channel = 'discogs'`, first: { orders: "count" } }],
  },
  {
    id: "channels-three-2025",
    role: "manager",
    question: "Shop, web and Discogs: what did each of them take in 2025?",
    right: [{ sql: by("channel", "2025-01-01", "2025-12-31"), each: { name: "name", revenue: "money" }, anyOrder: true }],
  },
  { id: "channels-discogs-share", role: "manager", question: "what percentage of our sales in Q2 2026, in euros, came through discogs", right: [{ sql: one("channel", "discogs", "2026-04-01", "2026-06-30"), first: { share: "percent" } }] },
  {
    id: "channels-web-growth",
    role: "marketing",
    question: "did the webshop take more in may than in april? how much in each?",
    right: [
      { sql: one("channel", "web", "2026-05-01", "2026-05-31"), first: { revenue: "money" } },
      { sql: one("channel", "web", "2026-04-01", "2026-04-30"), first: { revenue: "money" } },
    ],
  },
  {
    id: "channels-follow",
    role: "manager",
    after: ["takings last month?"],
    question: "split that by channel",
    right: [{ sql: by("channel", "2026-05-01", "2026-05-31"), each: { name: "name", revenue: "money" }, anyOrder: true }],
  },
]);

/** How genres, labels, artists and channels do. */
export const PERFORMANCE = [...GENRES, ...LABELS, ...ARTISTS, ...CHANNELS];
