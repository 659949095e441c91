import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import { NO_GENRE } from "../../dashboard/revenue.ts";
import { sayChannel } from "../sales/channel-words.ts";
import { titleSums } from "./split-parts.ts";
import type { ChangeQuestion, Contributor, ContributorKind } from "./types.ts";

/** How many stand by name; the rest is one row. */
const NAMED: Record<ContributorKind, number> = { genre: 8, record: 10, channel: 8 };

/** Lines whose record is not known. */
export const NO_RECORD = "No record named";

/** Rows of id, label, detail, now, before: one per genre, record or channel. */
function changes(kind: ContributorKind, { now, before }: Pick<ChangeQuestion, "now" | "before">): SQL {
  if (kind === "channel") {
    return sql`select channel as id, channel as label, null::text as detail, sum(now) as now, sum(before) as before
      from (select channel, revenue as now, 0.00 as before from analytics_api.order_days where day between ${now.from}::date and ${now.to}::date
        union all select channel, 0.00, revenue from analytics_api.order_days where day between ${before.from}::date and ${before.to}::date) d group by channel`;
  }
  const titles = titleSums({ now, before });
  if (kind === "genre") {
    return sql`select g.id::text as id, g.name as label, null::text as detail, sum(t.r1) as now, sum(t.r0) as before
      from (${titles}) t left join albums a on a.id = t.album_id left join genres g on g.id = a.genre_id group by g.id, g.name`;
  }
  return sql`select t.album_id::text as id, null::text as label, null::text as detail, t.r1 as now, t.r0 as before from (${titles}) t`;
}

/**
 * The genres, records or channels whose revenue changed most, up or down, and all others in one
 * row: the list sums to the whole change.
 */
export async function listContributors(tx: Tx, kind: ContributorKind, question: Pick<ChangeQuestion, "now" | "before">): Promise<Contributor[]> {
  const named = NAMED[kind];
  const names = kind === "record" ? sql`left join analytics_api.albums a on a.id = s.id::uuid` : sql``;
  const [label, detail] = kind === "record" ? [sql`a.title`, sql`a.artist`] : [sql`s.label`, sql`s.detail`];
  const rows = await tx.execute<{ slot: number; id: string | null; label: string | null; detail: string | null; now: string; before: string; change: string; count: number }>(sql`
    with ranked as (
      select c.*, least(row_number() over (order by abs(c.now - c.before) desc, c.now desc, c.id), ${named + 1}::int)::int as slot from (${changes(kind, question)}) c),
    slots as (
      select slot, case when slot <= ${named}::int then min(id) end as id, min(label) as label, min(detail) as detail, sum(now) as now, sum(before) as before, count(*)::int as count from ranked group by slot)
    select s.slot, s.id, ${label} as label, ${detail} as detail, s.now::text as now, s.before::text as before, (s.now - s.before)::text as change, s.count
    from slots s ${names} order by s.slot`);
  const unknown = kind === "genre" ? NO_GENRE : NO_RECORD;
  return rows.map(({ slot, ...row }) => {
    if (slot > named) return { ...row, key: "others", id: null, label: "All others", detail: null };
    // A channel is free text and could be called "others".
    if (kind === "channel") return { ...row, key: `channel ${row.id}`, label: sayChannel(row.id ?? "") };
    return { ...row, key: row.id ?? "none", label: row.label ?? unknown };
  });
}
