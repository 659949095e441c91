import type { OpenQuestion } from "../question.ts";
import { linesOf, ordersOf } from "../sql-parts.ts";

const open = (questions: readonly Omit<OpenQuestion, "kind">[]): OpenQuestion[] => questions.map((question) => ({ kind: "open", ...question }));

const revenue = (from: string, to: string, where = "true") => ({ sql: `select coalesce(sum(line_total), 0) as revenue from ${linesOf(from, to)} l where ${where}`, first: { revenue: "money" } }) as const;
const units = (from: string, to: string, where = "true") => ({ sql: `select coalesce(sum(quantity), 0) as units from ${linesOf(from, to)} l where ${where}`, first: { units: "count" } }) as const;

/** Questions that two people understand in two ways: it must ask back naming both, or say which it took and be right for that. */
export const OPEN = open([
  {
    id: "open-waltz-for-debby",
    topic: "album",
    role: "staff",
    question: "how many copies of Waltz for Debby did we sell in 2025",
    readings: [
      { says: ["bill evans"], right: [units("2025-01-01", "2025-12-31", "title = 'Waltz for Debby' and artist = 'Bill Evans'")] },
      { says: ["zetterlund"], right: [units("2025-01-01", "2025-12-31", "title = 'Waltz for Debby' and artist = 'Monica Zetterlund'")] },
    ],
  },
  {
    id: "open-q3",
    topic: "comparison",
    role: "manager",
    question: "Q3 against Q3 last year?",
    // Q3 of this year has not begun: the last one there was against the one before, or the coming one, of which there is nothing yet.
    readings: [
      { says: ["q3 2024", "third quarter of 2024", "jul 2024", "july 2024", "2024"], right: [revenue("2025-07-01", "2025-09-30"), revenue("2024-07-01", "2024-09-30")] },
      { says: ["not begun", "has not", "hasn't", "no data", "yet", "nothing", "no orders", "q3 2026", "2026"], right: [revenue("2025-07-01", "2025-09-30")] },
    ],
  },
  {
    id: "open-coltrane",
    topic: "artists",
    role: "buyer",
    question: "what did Coltrane bring in this year?",
    readings: [
      { says: ["john coltrane"], right: [revenue("2026-01-01", "2026-06-30", "artist = 'John Coltrane'")] },
      { says: ["alice coltrane"], right: [revenue("2026-01-01", "2026-06-30", "artist = 'Alice Coltrane'")] },
      { says: ["coltrane"], right: [revenue("2026-01-01", "2026-06-30", "artist like '%Coltrane%'")] },
    ],
  },
  {
    id: "open-slashes",
    topic: "overview",
    role: "admin",
    question: "revenue on 04/05/2026",
    readings: [
      { says: ["4 may", "may 4", "2026-05-04", "4th of may"], right: [revenue("2026-05-04", "2026-05-04")] },
      { says: ["5 april", "april 5", "2026-04-05", "5 apr", "apr 5", "5th of april"], right: [revenue("2026-04-05", "2026-04-05")] },
    ],
  },
  {
    id: "open-best-sellers",
    topic: "top albums",
    role: "marketing",
    question: "what are our best sellers?",
    // Of which time, and by copies or by money.
    readings: [
      ...([["2026-06-01", ["last 30 days", "30 days", "june 2026", "1 june"]], ["2026-01-01", ["this year", "1 january", "2026"]], ["2023-07-01", ["all time", "since july 2023", "1 july 2023"]]] as const).flatMap(([from, says]) =>
        (["units", "revenue"] as const).map((by) => ({
          says,
          right: [
            {
              sql: `select title, sum(quantity) as units, sum(line_total) as revenue from ${linesOf(from, "2026-06-30")} l where album_id is not null group by album_id, title order by ${by} desc, title`,
              first: { title: "name", [by]: by === "units" ? ("count" as const) : ("money" as const) },
            } as const,
          ],
        })),
      ),
    ],
  },
  {
    id: "open-best-customers",
    topic: "top customers",
    role: "manager",
    question: "who is our best customer?",
    // Of which time, and by money or by the number of orders.
    readings: (
      [
        ["2026-06-01", ["last 30 days", "30 days", "june 2026", "1 june"], "revenue", "money"],
        ["2026-01-01", ["this year", "1 january"], "revenue", "money"],
        ["2026-01-01", ["this year", "1 january"], "orders", "count"],
        ["2023-07-01", ["all time", "since july 2023", "1 july 2023"], "revenue", "money"],
        ["2023-07-01", ["all time", "since july 2023", "1 july 2023"], "orders", "count"],
      ] as const
    ).map(([from, says, by, kind]) => ({
      says,
      right: [
        {
          sql: `select customer, sum(revenue) as revenue, count(*) as orders from ${ordersOf(from, "2026-06-30")} o where customer_id is not null group by customer_id, customer order by ${by} desc, customer`,
          first: { customer: "name", [by]: kind },
        } as const,
      ],
    })),
  },
]);
