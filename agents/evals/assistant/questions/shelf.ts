import { plain } from "../question.ts";

/** Rows of the shelf with their record. */
const SHELF_ROWS = `(select i.*, a.title, ar.name as artist, l.name as label, g.name as genre, a.catalogue_number, coalesce(i.unit_cost, a.unit_cost) as cost
  from inventory i join albums a on a.id = i.album_id left join artists ar on ar.id = a.artist_id left join labels l on l.id = a.label_id left join genres g on g.id = a.genre_id)`;
const onShelf = (where: string) => `select title, catalogue_number, on_hand, on_order from ${SHELF_ROWS} s where condition = 'new' and ${where} order by title`;
/** The ledger with its day. */
const LEDGER = "(select s.*, (s.occurred_at at time zone 'Europe/Berlin')::date as day from sales s)";
const STAYED = "m.undoes is null and not exists (select from sales u where u.undoes = m.id)";

const RECORDS = plain("stock of a record", [
  { id: "shelf-number", role: "staff", question: "is BLP 1577 in stock? how many copies?", right: [{ sql: onShelf("catalogue_number = 'BLP 1577'"), first: { title: "name", on_hand: "count" } }] },
  { id: "shelf-number-left", role: "buyer", question: "how many copies of BLP 4195 are left", right: [{ sql: onShelf("catalogue_number = 'BLP 4195'"), first: { on_hand: "count" } }] },
  { id: "shelf-title", role: "staff", question: "do we still have Speak No Evil on the shelf?", right: [{ sql: onShelf("title = 'Speak No Evil'"), first: { on_hand: "count" } }] },
  { id: "shelf-on-order", role: "buyer", question: "is Moanin' on order? how many on hand?", right: [{ sql: onShelf("title = 'Moanin''' and artist = 'Art Blakey & The Jazz Messengers'"), first: { on_hand: "count" } }] },
  { id: "shelf-lasts", role: "buyer", question: "how long will our copies of Maiden Voyage last, by the sales of the last 90 days", right: [{ sql: `
    with row as (select * from ${SHELF_ROWS} s where title = 'Maiden Voyage' and condition = 'new')
    select on_hand * (select count(*) from generate_series(date '2026-04-02', date '2026-06-30', interval '1 day') d where (select coalesce(sum(quantity), 0) from ${LEDGER} m where m.inventory_id = row.id and m.day < d::date)
        + (select coalesce(sum(quantity), 0) from ${LEDGER} m where m.inventory_id = row.id and m.day = d::date and quantity > 0) > 0)
      / -(select sum(quantity) from ${LEDGER} m where m.inventory_id = row.id and movement = 'sale' and day between '2026-04-02' and '2026-06-30')::numeric as days from row`, first: { days: "days" } }] },
]);

/** Copies on hand whose row neither sold nor was restocked in half a year. */
const dead = (order: string) => `
  select title, sum(on_hand) as copies, sum(on_hand * cost) as cost, count(*) over () as titles, sum(sum(on_hand * cost)) over () as all_cost from (
    select s.*, (select max(day) from ${LEDGER} m where m.inventory_id = s.id and movement = 'sale' and ${STAYED}) as sold, (select max(day) from ${LEDGER} m where m.inventory_id = s.id and movement = 'restock' and ${STAYED}) as came from ${SHELF_ROWS} s where on_hand > 0) x
  where coalesce(date '2026-06-30' - sold >= 180, true) and coalesce(date '2026-06-30' - came >= 180, true) group by album_id, title order by ${order}`;

/** Copies on hand by how long ago they came, the first in being the first out. */
const aged = (where: string) => `
  select count(*) as copies, sum(cost) as cost, count(distinct album_id) as titles from (
    select s.album_id, s.on_hand, s.cost, m.movement, date '2026-06-30' - m.day as days, row_number() over (partition by s.id order by m.occurred_at desc, m.id desc, n) as place
    from ${SHELF_ROWS} s join ${LEDGER} m on m.inventory_id = s.id and m.quantity > 0 and ${STAYED} cross join lateral generate_series(1, m.quantity) n) x
  where place <= on_hand and movement <> 'adjustment' and ${where}`;

const SLOW = plain("slow stock", [
  { id: "slow-dead-top", role: "buyer", question: "Dead stock: which three titles tie up the most money?", right: [{ sql: dead("cost desc"), each: { title: "name" }, first: { cost: "money" }, top: 3 }] },
  { id: "slow-dead-value", role: "manager", question: "how much money is tied up in dead stock, at cost", right: [{ sql: dead("1"), first: { all_cost: "money" } }] },
  { id: "slow-movers-count", role: "buyer", question: "how many titles on the shelf have not sold for half a year?", right: [{ sql: dead("1"), first: { titles: "count" } }] },
  { id: "slow-old-copies", role: "buyer", question: "how many copies have been on the shelf for over a year?", right: [{ sql: aged("days > 365"), first: { copies: "count" } }] },
  { id: "slow-age-cost", role: "manager", question: "age of our stock: what are the copies from the last 30 days worth at cost?", right: [{ sql: aged("days <= 30"), first: { cost: "money" } }] },
  { id: "slow-how-old", role: "manager", question: "how old is our stock?", right: [{ sql: aged("days <= 30"), first: { copies: "count" } }, { sql: aged("days between 91 and 180"), first: { copies: "count" } }, { sql: aged("days > 365"), first: { copies: "count" } }] },
]);

/** Copies sold by the ledger as a share of those there at first or received. */
const sellThrough = (by: string, from: string, to: string, rest: string) => `
  select ${by} as name, sum(sold) as sold, sum(sold)::numeric / nullif(sum(opening) + sum(received), 0) as rate from (
    select s.*, (select coalesce(sum(quantity), 0) from ${LEDGER} m where m.inventory_id = s.id and day < '${from}') as opening,
      (select coalesce(sum(quantity), 0) from ${LEDGER} m where m.inventory_id = s.id and movement = 'restock' and day between '${from}' and '${to}') as received,
      (select coalesce(-sum(quantity), 0) from ${LEDGER} m where m.inventory_id = s.id and movement = 'sale' and day between '${from}' and '${to}') as sold from ${SHELF_ROWS} s) x group by 1 ${rest}`;

const SELL_THROUGH = plain("sell-through", [
  { id: "through-genres", role: "buyer", question: "sell-through by genre in the first quarter of 2026", right: [{ sql: sellThrough("genre", "2026-01-01", "2026-03-31", "order by sold desc"), each: { name: "name", rate: "percent" }, top: 5 }] },
  { id: "through-hard-bop", role: "buyer", question: "what's the sell-through of hard bop in 2025?", right: [{ sql: sellThrough("genre", "2025-01-01", "2025-12-31", "having genre = 'Hard bop'"), first: { rate: "percent" } }] },
  { id: "through-blue-note", role: "buyer", question: "sell through rate of blue note records this year", right: [{ sql: sellThrough("label", "2026-01-01", "2026-06-30", "having label = 'Blue Note'"), first: { rate: "percent" } }] },
  { id: "through-labels", role: "manager", question: "Which label had the best sell-through in the first half of 2026?", right: [{ sql: `select * from (${sellThrough("label", "2026-01-01", "2026-06-30", "order by sold desc limit 20")}) t order by rate desc`, first: { name: "name", rate: "percent" } }] },
]);

/** How long titles last at the pace of these days, counting only days on which they could be bought. */
const lasting = (from: string, to: string, order: string) => `
  with days as (select s.id, d::date as day, coalesce(sum(m.quantity) filter (where m.day = d::date), 0) as change, coalesce(sum(m.quantity) filter (where m.day = d::date and m.quantity > 0), 0) as came,
      coalesce(-sum(m.quantity) filter (where m.day = d::date and m.movement = 'sale'), 0) as sold
    from inventory s cross join generate_series(timestamp '${from}', timestamp '${to}', interval '1 day') d left join ${LEDGER} m on m.inventory_id = s.id and m.day = d::date where s.condition = 'new' and s.on_hand > 0 group by s.id, d),
  opened as (select inventory_id, sum(quantity) as stock from ${LEDGER} m where m.day < '${from}' group by inventory_id),
  ran as (select d.*, coalesce(o.stock, 0) + sum(change) over (partition by d.id order by d.day) - change as began from days d left join opened o on o.inventory_id = d.id),
  paced as (select id, sum(sold) as sold, count(*) filter (where began + came > 0) as days from ran group by id)
  select s.title, round(s.on_hand * p.days / p.sold::numeric, 1) as lasts from paced p join ${SHELF_ROWS} s on s.id = p.id where p.sold > 0 and p.days > 0 order by s.on_hand * p.days / p.sold::numeric ${order}, p.sold desc, s.title`;

const LASTING = plain("running out", [
  { id: "lasting-first", role: "buyer", question: "Which titles run out first, at the pace of the last 90 days?", right: [{ sql: lasting("2026-04-02", "2026-06-30", ""), each: { title: "name" }, first: { lasts: "days" }, top: 3 }] },
  { id: "lasting-quarter", role: "buyer", question: "going by the sales of Q2 2026, what do we run out of first?", right: [{ sql: lasting("2026-04-01", "2026-06-30", ""), first: { title: "name", lasts: "days" } }] },
  { id: "lasting-longest", role: "manager", question: "which record will last the longest at the pace of 2026 so far", right: [{ sql: lasting("2026-01-01", "2026-06-30", "desc"), first: { title: "name", lasts: "days" } }] },
  { id: "lasting-days", role: "buyer", question: "days of stock per title, the shortest five, by the sales of may", right: [{ sql: lasting("2026-05-01", "2026-05-31", ""), each: { title: "name" }, first: { lasts: "days" }, top: 5 }] },
]);

/** The shelf, title by title. */
export const SHELF_WORK = [...RECORDS, ...SLOW, ...SELL_THROUGH, ...LASTING];
