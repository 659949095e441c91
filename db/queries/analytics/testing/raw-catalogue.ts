import { sql, type SQL } from "drizzle-orm";
import type { BlockQuestion } from "../block.ts";
import { bars, byKey, dayOf, type RawRows } from "./raw-days.ts";
import type { RawBlock } from "./raw.ts";

/* Every line by itself, with the album it names; nothing is summed beforehand. */

const LINES = sql`order_items l join orders o on o.id = l.order_id left join albums a on a.id = l.album_id`;

interface Kind {
  id: SQL;
  /** Position of a named group among equals. */
  name: SQL;
}
const KINDS: Record<string, Kind> = {
  genre: { id: sql`a.genre_id`, name: sql`(select name from genres where id = k.id)` },
  label: { id: sql`a.label_id`, name: sql`(select name from labels where id = k.id)` },
  artist: { id: sql`a.artist_id`, name: sql`(select name from artists where id = k.id)` },
  album: { id: sql`a.id`, name: sql`(select title from albums where id = k.id)` },
  decade: { id: sql`(floor(a.year / 10.0) * 10)::int`, name: sql`k.id::text` },
  format: { id: sql`case when a.format <> 'none' then a.format end`, name: sql`k.id` },
};

const asText = (amount: SQL): SQL => sql`coalesce(${amount}, 0)::numeric(16, 2)::text`;

/** One statement per group and figure, then the largest by name and the rest together. */
function groups(kind: string, limit: number, prefix = ""): RawBlock {
  return async (tx, question: BlockQuestion) => {
    const { id, name } = KINDS[kind] as Kind;
    const { now, before } = question.frame;
    const past = before ?? { from: "1900-01-01", to: "1900-01-01" };
    const unit = question.by === "units";
    const measure = unit ? sql`k.quantity` : sql`k.line_total`;
    const inside = (range: { from: string; to: string }) => sql`filter (where k.day between ${range.from}::date and ${range.to}::date)`;
    const figures = sql`
      with lines as materialized (select ${id} as id, ${dayOf(sql`o.order_date`)} as day, l.line_total, l.quantity from ${LINES} where o.status <> 'cancelled'),
      f as (select k.id, ${name} as name, coalesce(sum(k.line_total) ${inside(now)}, 0) as revenue, coalesce(sum(k.quantity) ${inside(now)}, 0) as units,
          coalesce(sum(${measure}) ${inside(now)}, 0) as value, coalesce(sum(${measure}) ${inside(past)}, 0) as before,
          coalesce(sum(k.quantity) ${inside(past)}, 0) as units_before,
          (select sum(${measure}) ${inside(now)} from lines k) as whole from lines k group by k.id),
      o as (select f.*, case when id is null then 'none'
          when units > 0 and (select count(*) from f b where b.id is not null and b.units > 0 and
            (b.value > f.value or (b.value = f.value and (case when ${unit} then b.revenue else b.units end) > (case when ${unit} then f.revenue else f.units end))
              or (b.value = f.value and b.revenue = f.revenue and b.units = f.units and (b.name < f.name or (b.name = f.name and b.id::text < f.id::text))))) < ${limit}::int then ${prefix}::text || id::text
          else 'others' end as key
        from f where units > 0 or before > 0)
      select key, ${asText(sql`sum(revenue)`)} as revenue, sum(units)::text as units, round(sum(revenue) / nullif(sum(units), 0), 2)::text as average,
        round(sum(value) / nullif(max(whole), 0), 6)::text as share, ${unit ? sql`sum(before)::text` : asText(sql`sum(before)`)} as before,
        round((sum(value) - sum(before)) / nullif(sum(before), 0), 6)::text as change
      from o group by key`;
    return byKey(await tx.execute(figures), before ? [] : ["before", "change"]);
  };
}

const TREND: Record<string, Kind | undefined> = { genre: KINDS["genre"], label: KINDS["label"], artist: KINDS["artist"], decade: KINDS["decade"] };

/** Hand-written SQL over base tables for every block of the tab catalogue. */
export const RAW_CATALOGUE: Record<string, RawBlock> = {
  genres: groups("genre", 30),
  labels: groups("label", 20),
  artists: groups("artist", 20),
  albums: groups("album", 20),
  decades: (tx, question) => groups(question.by === "format" ? "format" : "decade", 30, question.by === "format" ? "=" : "")(tx, { ...question, by: "revenue" }),

  "genre-trend": async (tx, { frame, by }) => {
    const { id, name } = TREND[by] as Kind;
    const days = bars(frame.buckets);
    const found = await tx.execute<{ key: string; end: string; series: string; revenue: string }>(sql`
      with l as materialized (select ${id} as id, ${dayOf(sql`o.order_date`)} as day, l.line_total from ${LINES} where o.status <> 'cancelled'),
      k as (select l.id, sum(l.line_total) as whole from l where exists (select from ${days} b where l.day between b.s and b.e) group by l.id having sum(l.line_total) > 0),
      n as (select k.*, ${name} as name from k),
      c as (select n.id, case when id is null then 'none' when (select count(*) from n m where m.id is not null and (m.whole > n.whole or (m.whole = n.whole and (m.name, m.id::text) < (n.name, n.id::text)))) < 12 then n.id::text else 'others' end as series from n)
      select b.s::text as key, b.e::text as "end", c.series, ${asText(sql`(select sum(l.line_total) from l join c d on d.id is not distinct from l.id where d.series = c.series and l.day between b.s and b.e)`)} as revenue
      from ${days} b cross join (select distinct series from c) c`);
    const table: RawRows = {};
    for (const { key, end, series, revenue } of found) table[key] = { ...table[key], start: key, end, [`s_${series}`]: revenue };
    return table;
  },
};
