import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import type { BlockCell, BlockQuestion } from "../block.ts";
import type { RawBlock } from "./raw.ts";
import { byKey, dayOf, type RawRows } from "./raw-days.ts";

const read = async (tx: Tx, statement: SQL): Promise<RawRows> => byKey(await tx.execute<Record<string, BlockCell>>(statement));

/** The shelf with the price, cost and reorder point that count. */
const shelf = sql`shelf as materialized (
  select i.id, i.album_id, i.condition, i.media_grade::text as grade, i.on_hand, i.on_order, coalesce(i.list_price, a.list_price) as price, coalesce(i.unit_cost, a.unit_cost) as cost,
    coalesce(i.reorder_point, (select low_stock_threshold from settings)) as point, a.genre_id, a.label_id, a.artist_id
  from inventory i join albums a on a.id = i.album_id)`;

/** Movements that stayed: neither undone nor an undoing. */
const stayed = sql`s.undoes is null and not exists (select from sales u where u.undoes = s.id)`;

const PRICES = sql`(values ('0-15', 0, 15), ('15-25', 15, 25), ('25-35', 25, 35), ('35-50', 35, 50), ('50+', 50, 10000000))`;

const bands: RawBlock = (tx) =>
  read(
    tx,
    sql`with ${shelf}, judged as (
        select a.id, s.on_hand, s.cost, s.price, case when s.id is null then 'none' when s.on_hand < 0 then 'below' when s.on_hand = 0 then 'out' when s.on_hand <= s.point then 'low' else 'fine' end as band
        from albums a left join shelf s on s.album_id = a.id and s.condition = 'new')
      select b.band as key, count(j.id)::int as titles, round(count(j.id)::numeric / (select count(*) from albums), 6)::text as share,
        case when b.band <> 'none' then coalesce(sum(j.on_hand), 0)::int end as copies, round(sum(j.on_hand * j.cost), 2)::text as cost, round(sum(j.on_hand * j.price), 2)::text as price
      from (select unnest(array['out', 'low', 'fine', 'below', 'none']) as band) b left join judged j on j.band = b.band
      where exists (select from inventory) group by b.band having count(j.id) > 0 or b.band in ('out', 'low', 'fine')`,
  );

/** The group of a shelf row in words, "none" where it is not known. */
const groupKey = (by: string): SQL => {
  if (by === "price") return sql`coalesce((select p.band from ${PRICES} p(band, low, high) where s.price >= p.low and s.price < p.high), 'none')`;
  return by === "label" ? sql`coalesce(s.label_id::text, 'none')` : by === "artist" ? sql`coalesce(s.artist_id::text, 'none')` : sql`coalesce(s.genre_id::text, 'none')`;
};

const groupName = sql`(select name from genres where id::text = key union select name from labels where id::text = key union select name from artists where id::text = key)`;

/** The twenty that come first, and all that come after as one. */
const topTwenty = (ranked: SQL, columns: SQL): SQL => sql`select case when place <= 20 then key else 'others' end as key, ${columns} from (${ranked}) r group by 1`;

const value: RawBlock = (tx, { by }) =>
  read(
    tx,
    sql`with ${shelf}, keyed as (select s.*, ${groupKey(by)} as key from shelf s),
      sums as (select key, sum(on_hand) as copies, sum(on_hand * cost) as cost, sum(on_hand * price) as price, count(distinct album_id) filter (where on_hand > 0) as titles from keyed group by key having count(*) filter (where on_hand <> 0) > 0)
      ${topTwenty(
        sql`select *, row_number() over (order by coalesce(cost, 0) desc, copies desc, key = 'none', ${groupName}, key) as place from sums`,
        sql`sum(titles)::int as titles, sum(copies)::int as copies, round(sum(cost), 2)::text as cost, round(sum(price), 2)::text as price, round(sum(cost) / nullif((select sum(cost) from sums), 0), 6)::text as share`,
      )}`,
  );

const prices: RawBlock = (tx) =>
  read(
    tx,
    sql`with ${shelf}, keyed as (select s.*, ${groupKey("price")} as key from shelf s)
      select b.key, count(distinct k.album_id) filter (where k.on_hand > 0)::int as titles, coalesce(sum(k.on_hand), 0)::int as copies, round(sum(k.on_hand * k.cost), 2)::text as cost, round(sum(k.on_hand * k.price), 2)::text as price
      from (select band as key from ${PRICES} p(band, low, high) union all select 'none') b left join keyed k on k.key = b.key
      where exists (select from inventory) group by b.key having count(k.id) > 0 or b.key <> 'none'`,
  );

const sellThrough: RawBlock = (tx, { frame: { now }, by }) => {
  const sum = (where: SQL): SQL => sql`(select coalesce(sum(m.quantity), 0) from sales m where m.inventory_id = s.id and ${where})`;
  const inside = sql`${dayOf(sql`m.occurred_at`)} between ${now.from}::date and ${now.to}::date`;
  return read(
    tx,
    sql`with ${shelf}, keyed as (
        select ${groupKey(by)} as key, ${sum(sql`${dayOf(sql`m.occurred_at`)} < ${now.from}::date`)} as opening, ${sum(sql`m.movement = 'restock' and ${inside}`)} as received, -${sum(sql`m.movement = 'sale' and ${inside}`)} as sold from shelf s),
      sums as (select key, sum(opening) as opening, sum(received) as received, sum(sold) as sold from keyed where opening <> 0 or received <> 0 or sold <> 0 group by key)
      ${topTwenty(
        sql`select *, row_number() over (order by sold desc, opening + received desc, key = 'none', ${groupName}, key) as place from sums`,
        sql`sum(opening)::int as opening, sum(received)::int as received, sum(sold)::int as sold, case when sum(opening) + sum(received) > 0 then round(sum(sold) / (sum(opening) + sum(received)), 6)::text end as rate`,
      )}`,
  );
};

const dead: RawBlock = (tx, { today }) => {
  const last = (movement: string): SQL => sql`max(${dayOf(sql`s.occurred_at`)}) filter (where s.movement = ${movement})`;
  return read(
    tx,
    sql`with ${shelf}, last as materialized (select s.inventory_id, ${last("sale")} as sold, ${last("restock")} as came from sales s where ${stayed} group by s.inventory_id),
      judged as (select h.*, l.sold, l.came from shelf h left join last l on l.inventory_id = h.id where h.on_hand > 0),
      quiet as (select * from judged where (sold is null or ${today}::date - sold >= 180) and (came is null or ${today}::date - came >= 180))
      select q.album_id as key, sum(on_hand)::int as copies, round(sum(on_hand * cost), 2)::text as cost, min(${today}::date - sold) as since_sale, min(${today}::date - came) as since_restock
      from quiet q join albums a on a.id = q.album_id group by q.album_id, a.title order by coalesce(sum(on_hand * cost), 0) desc, sum(on_hand) desc, a.title, q.album_id limit 50`,
  );
};

/** Every copy that ever came stands in a row of its own; the newest of them, as many as are on hand, are still there. */
const age: RawBlock = (tx, { today }) =>
  read(
    tx,
    sql`with ${shelf}, arrivals as (
        select h.id, h.album_id, h.on_hand, h.cost, s.movement, ${today}::date - ${dayOf(sql`s.occurred_at`)} as days, row_number() over (partition by h.id order by s.occurred_at desc, s.id desc, n) as place
        from shelf h join sales s on s.inventory_id = h.id and s.quantity > 0 and ${stayed} cross join lateral generate_series(1, s.quantity) n),
      here as (select *, case when movement = 'adjustment' then 'none' when days > 365 then '366+' when days > 180 then '181-365' when days > 90 then '91-180' when days > 30 then '31-90' else '0-30' end as key from arrivals where place <= on_hand)
      select b.key, count(distinct h.album_id)::int as titles, count(h.id)::int as copies, round(count(h.id)::numeric / (select sum(on_hand) from shelf where on_hand > 0), 6)::text as share, round(sum(h.cost), 2)::text as cost
      from (select unnest(array['0-30', '31-90', '91-180', '181-365', '366+', 'none']) as key) b left join here h on h.key = b.key
      where exists (select from here) group by b.key having count(h.id) > 0 or b.key <> 'none'`,
  );

const lasting: RawBlock = (tx, { frame: { now }, by }: BlockQuestion) => {
  const day = dayOf(sql`m.occurred_at`);
  return read(
    tx,
    sql`with ${shelf}, moved as materialized (
        select m.inventory_id, ${day} as day, sum(m.quantity) as net, coalesce(sum(m.quantity) filter (where m.quantity > 0), 0) as came, -coalesce(sum(m.quantity) filter (where m.movement = 'sale'), 0) as sold
        from sales m group by 1, 2),
      opened as materialized (select inventory_id, sum(net) as stock from moved where day < ${now.from}::date group by inventory_id),
      grid as (
        select s.id, coalesce(m.came, 0) as came, coalesce(m.sold, 0) as sold,
          coalesce(o.stock, 0)
            + coalesce(sum(m.net) over (partition by s.id order by d rows between unbounded preceding and 1 preceding), 0) as began
        from shelf s cross join generate_series(${now.from}::date, ${now.to}::date, interval '1 day') d left join moved m on m.inventory_id = s.id and m.day = d::date left join opened o on o.inventory_id = s.id
        where s.condition = 'new' and s.on_hand > 0),
      paced as (select s.*, g.sold, g.days_in_stock from shelf s join (select id, sum(sold) as sold, count(*) filter (where began + came > 0) as days_in_stock from grid group by id) g on g.id = s.id)
      select p.album_id as key, p.on_hand, p.on_order, sold::int as sold, days_in_stock::int as days_in_stock, round(sold::numeric / days_in_stock, 3)::text as per_day, round(on_hand * days_in_stock / sold::numeric, 1)::text as days
      from paced p join albums a on a.id = p.album_id where sold > 0 and days_in_stock > 0
      order by on_hand * days_in_stock / sold::numeric * ${by === "longest" ? sql`-1` : sql`1`}, sold desc, a.title, p.album_id limit 20`,
  );
};

const used: RawBlock = (tx) =>
  read(
    tx,
    sql`with ${shelf} select grade as key, sum(on_hand)::int as copies, round(sum(on_hand * cost), 2)::text as cost, round(sum(on_hand * price), 2)::text as price,
        round(sum(on_hand * price) / nullif(sum(case when price is null then 0 else on_hand end), 0), 2)::text as mean_price
      from shelf where condition = 'used' and on_hand <> 0 group by grade`,
  );

/** Hand-written SQL over base tables for every block of the tab inventory. */
export const RAW_INVENTORY: Record<string, RawBlock> = {
  "stock-bands": bands,
  "stock-value": value,
  "price-bands": prices,
  "sell-through": sellThrough,
  "dead-stock": dead,
  "stock-age": age,
  "days-of-stock": lasting,
  "used-copies": used,
};
