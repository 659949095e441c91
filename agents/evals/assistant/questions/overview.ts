import { plain } from "../question.ts";
import { linesOf, ordersOf, paymentsOf, reviewsOf, SHELF } from "../sql-parts.ts";

const revenue = (from: string, to: string) => `select coalesce(sum(line_total), 0) as revenue from ${linesOf(from, to)} l`;
const marginSql = (from: string, to: string) =>
  `select (sum(line_total) - sum(quantity * unit_cost)) / sum(line_total) as margin from ${linesOf(from, to)} l where unit_cost is not null`;

/** How the shop is doing: one figure or a few of one period. Every metric of the registry is asked for here or in the files beside it. */
export const OVERVIEW = plain("overview", [
  {
    id: "overview-yesterday",
    role: "manager",
    question: "how did we do yesterday?",
    right: [{ sql: `select sum(revenue) as revenue, count(*) as orders from ${ordersOf("2026-06-29", "2026-06-29")} o`, first: { revenue: "money", orders: "count" } }],
  },
  { id: "overview-today", role: "staff", question: "takings today so far", right: [{ sql: revenue("2026-06-30", "2026-06-30"), first: { revenue: "money" } }] },
  { id: "overview-may-turnover", role: "manager", question: "What was our turnover in May 2026?", right: [{ sql: revenue("2026-05-01", "2026-05-31"), first: { revenue: "money" } }] },
  {
    id: "overview-net-q1",
    role: "manager",
    question: "net revenue for the first quarter of 2026, so after what we gave back",
    right: [
      {
        sql: `select (select sum(line_total) from ${linesOf("2026-01-01", "2026-03-31")} l)
          - (select sum(amount) from ${paymentsOf("2026-01-01", "2026-03-31")} p where status = 'refunded') as net`,
        first: { net: "money" },
      },
    ],
  },
  {
    id: "overview-refunds-last-month",
    role: "admin",
    question: "how much money did we refund last month",
    right: [{ sql: `select sum(amount) as refunds from ${paymentsOf("2026-05-01", "2026-05-31")} p where status = 'refunded'`, first: { refunds: "money" } }],
  },
  {
    id: "overview-average-order",
    role: "admin",
    question: "average order value in 2025 pls",
    right: [{ sql: `select sum(revenue) / count(*) as average from ${ordersOf("2025-01-01", "2025-12-31")} o`, first: { average: "money" } }],
  },
  {
    id: "overview-buyers-last-week",
    role: "marketing",
    question: "How many different customers bought something last week?",
    right: [{ sql: `select count(distinct customer_id) as customers from ${ordersOf("2026-06-22", "2026-06-28")} o`, first: { customers: "count" } }],
  },
  {
    id: "overview-repeat-rate",
    role: "marketing",
    question: "what share of the people who bought in April 2026 had bought from us before?",
    right: [
      {
        sql: `select avg(case when exists (select 1 from orders e where e.customer_id = b.customer_id and e.status <> 'cancelled'
            and (e.order_date at time zone 'Europe/Berlin')::date < '2026-04-01') then 1.0 else 0.0 end) as share
          from (select distinct customer_id from ${ordersOf("2026-04-01", "2026-04-30")} o where customer_id is not null) b`,
        first: { share: "percent" },
      },
    ],
  },
  {
    id: "overview-average-rating",
    role: "marketing",
    question: "avg star rating of the reviews written this year?",
    right: [{ sql: `select avg(rating) as rating from ${reviewsOf("2026-01-01", "2026-06-30")} r`, first: { rating: "rating" } }],
  },
  {
    id: "overview-reviews-june",
    role: "marketing",
    question: "how many reviews did we get in june",
    right: [{ sql: `select count(*) as reviews from ${reviewsOf("2026-06-01", "2026-06-30")} r`, first: { reviews: "count" } }],
  },
  { id: "overview-margin", role: "buyer", question: "Gross margin so far this quarter?", right: [{ sql: marginSql("2026-04-01", "2026-06-30"), first: { margin: "percent" } }] },
  {
    id: "overview-payment-success",
    role: "manager",
    question: "what's our payment success rate since the start of the year",
    right: [
      {
        sql: `select avg(case when status = 'completed' then 1.0 else 0.0 end) as rate from ${paymentsOf("2026-01-01", "2026-06-30")} p where status in ('completed', 'failed')`,
        first: { rate: "percent" },
      },
    ],
  },
  {
    id: "overview-stock-cost",
    role: "buyer",
    question: "what is our stock worth at cost right now",
    right: [{ sql: "select sum(i.on_hand * coalesce(i.unit_cost, a.unit_cost)) as value from inventory i join albums a on a.id = i.album_id", first: { value: "money" } }],
  },
  {
    id: "overview-stock-price",
    role: "buyer",
    question: "and if we sold everything on the shelves at list price, what would that be?",
    right: [{ sql: "select sum(i.on_hand * coalesce(i.list_price, a.list_price)) as value from inventory i join albums a on a.id = i.album_id", first: { value: "money" } }],
  },
  {
    id: "overview-out-of-stock",
    role: "staff",
    question: "how many titles are completely sold out at the moment?",
    right: [{ sql: `select count(*) as titles from ${SHELF} s where on_hand = 0`, first: { titles: "count" } }],
  },
  {
    id: "overview-low-stock",
    role: "buyer",
    question: "number of titles with low stock",
    right: [{ sql: `select count(*) as titles from ${SHELF} s where on_hand > 0 and on_hand <= reorder_point`, first: { titles: "count" } }],
  },
  {
    id: "overview-sell-through",
    role: "buyer",
    question: "sell-through for the last 90 days?",
    right: [
      {
        sql: `select -sum(quantity) filter (where movement = 'sale' and day >= '2026-04-02')::numeric
            / (coalesce(sum(quantity) filter (where day < '2026-04-02'), 0) + coalesce(sum(quantity) filter (where movement = 'restock' and day >= '2026-04-02'), 0)) as share
          from (select s.movement::text as movement, s.quantity, (s.occurred_at at time zone 'Europe/Berlin')::date as day from sales s) m where day <= '2026-06-30'`,
        first: { share: "percent" },
      },
    ],
  },
  {
    id: "overview-days-of-stock",
    role: "buyer",
    question: "How many days of stock do we have at the pace of June?",
    right: [
      {
        // Every shelf row on every day of June: bought on that day only where copies were there in the morning or came in.
        sql: `with moves as (select inventory_id, quantity, movement::text as movement, (occurred_at at time zone 'Europe/Berlin')::date as day from sales),
          daily as (select inventory_id, day, sum(quantity) as change, coalesce(sum(quantity) filter (where quantity > 0), 0) as came,
              coalesce(-sum(quantity) filter (where movement = 'sale'), 0) as sold from moves where day between '2026-06-01' and '2026-06-30' group by 1, 2),
          calendar as (select i.id, d::date as day, coalesce(o.stock, 0) as opening from inventory i cross join generate_series('2026-06-01'::date, '2026-06-30', '1 day') d
              left join (select inventory_id, sum(quantity) as stock from moves where day < '2026-06-01' group by 1) o on o.inventory_id = i.id),
          running as (select c.id, coalesce(m.came, 0) as came, coalesce(m.sold, 0) as sold,
              c.opening + coalesce(sum(m.change) over (partition by c.id order by c.day rows between unbounded preceding and 1 preceding), 0) as morning
              from calendar c left join daily m on m.inventory_id = c.id and m.day = c.day),
          paces as (select id, sum(sold) / nullif(count(*) filter (where morning + came > 0), 0)::numeric as pace from running group by id)
          select (select sum(on_hand) from inventory) / sum(pace) as days from paces`,
        first: { days: "days" },
      },
    ],
  },
  {
    id: "overview-units-half-june",
    role: "staff",
    question: "records sold between 1 and 15 June",
    right: [{ sql: `select sum(quantity) as units from ${linesOf("2026-06-01", "2026-06-15")} l`, first: { units: "count" } }],
  },
  {
    id: "overview-record-store-day",
    role: "manager",
    question: "How many orders did we have on Record Store Day this year, and how many records did we sell that day?",
    right: [{ sql: `select count(*) as orders, sum(units) as units from ${ordersOf("2026-04-18", "2026-04-18")} o`, first: { orders: "count", units: "count" } }],
  },
  {
    id: "overview-february-two",
    role: "manager",
    question: "revenue and gross margin in february 2026 please",
    right: [
      { sql: revenue("2026-02-01", "2026-02-28"), first: { revenue: "money" } },
      { sql: marginSql("2026-02-01", "2026-02-28"), first: { margin: "percent" } },
    ],
  },
  {
    id: "overview-day-before-yesterday",
    role: "staff",
    question: "how many orders came in the day before yesterday",
    right: [{ sql: `select count(*) as orders from ${ordersOf("2026-06-28", "2026-06-28")} o`, first: { orders: "count" } }],
  },
  { id: "overview-since-rsd", role: "manager", question: "what have we taken since Record Store Day?", right: [{ sql: revenue("2026-04-18", "2026-06-30"), first: { revenue: "money" } }] },
  {
    id: "overview-week-before-last",
    role: "marketing",
    question: "Hi! could you tell me how much we turned over in the week before last? thx",
    right: [{ sql: revenue("2026-06-15", "2026-06-21"), first: { revenue: "money" } }],
  },
  { id: "overview-saturday", role: "staff", question: "how much did we take on saturday", right: [{ sql: revenue("2026-06-27", "2026-06-27"), first: { revenue: "money" } }] },
  { id: "overview-last-march", role: "manager", question: "What was revenue last March?", right: [{ sql: revenue("2026-03-01", "2026-03-31"), first: { revenue: "money" } }] },
  {
    id: "overview-before-the-books",
    role: "admin",
    question: "what was revenue in march 2019?",
    right: [{ sql: revenue("2019-03-01", "2019-03-31"), first: { revenue: "none" } }],
  },
  {
    id: "overview-not-yet",
    role: "staff",
    question: "how many orders did we have in august 2026",
    right: [{ sql: `select count(*) as orders from ${ordersOf("2026-08-01", "2026-08-31")} o`, first: { orders: "none" } }],
  },
  {
    id: "overview-follow-month-before",
    role: "manager",
    after: ["What was our turnover in May 2026?"],
    question: "and the month before?",
    right: [{ sql: revenue("2026-04-01", "2026-04-30"), first: { revenue: "money" } }],
  },
  {
    id: "overview-follow-orders",
    role: "manager",
    after: ["revenue last week?"],
    question: "how many orders was that",
    right: [{ sql: `select count(*) as orders from ${ordersOf("2026-06-22", "2026-06-28")} o`, first: { orders: "count" } }],
  },
]);
