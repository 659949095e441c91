import { plain } from "../question.ts";
import { linesOf, ordersOf } from "../sql-parts.ts";

/** Per record what was sold now (q1, r1) and before (q0, r0). */
const titles = (now: readonly [string, string], before: readonly [string, string]) => `
  select album_id, sum(quantity) filter (where day >= '${now[0]}') as q1, sum(line_total) filter (where day >= '${now[0]}') as r1, sum(quantity) filter (where day <= '${before[1]}') as q0, sum(line_total) filter (where day <= '${before[1]}') as r0
  from ${linesOf(before[0], now[1])} l where day >= '${now[0]}' or day <= '${before[1]}' group by album_id`;

/** The three-way split of a change of revenue (sales quantity, selling price, sales mix), amounts without their sign. */
const split = (now: readonly [string, string], before: readonly [string, string]) => `
  with t as (${titles(now, before)}), w as (select sum(q1) as q1, sum(r1) as r1, sum(q0) as q0, sum(r0) as r0 from t),
  v as (select r1, r0, (q1 - q0) * r0 / q0 as volume, (select sum(r1 - q1 * r0 / q0) from t where q1 > 0 and q0 > 0) as price from w)
  select r1 as now, r0 as before, (r1 - r0) / r0 as change, abs(volume) as volume, abs(price) as price, abs(r1 - r0 - volume - price) as mix from v`;

/** What each genre (or channel) brought more or less, what fell (or rose) most first. */
const moved = (column: string, now: readonly [string, string], before: readonly [string, string], order: "up" | "down") => `
  select ${column} as name, abs(sum(case when day >= '${now[0]}' then line_total else -line_total end)) as moved
  from ${linesOf(before[0], now[1])} l
  where day >= '${now[0]}' or day <= '${before[1]}' group by 1 order by ${order === "down" ? "" : "-"}sum(case when day >= '${now[0]}' then line_total else -line_total end)`;

/** Revenue of first days, later days and walk-ins, now less before, without the sign. */
const buyers = (now: readonly [string, string], before: readonly [string, string]) => `
  select abs(sum(sign * revenue) filter (where day = first_day)) as new, abs(sum(sign * revenue) filter (where day > first_day)) as returning, abs(sum(sign * revenue) filter (where customer_id is null)) as walk_in
  from (select o.*, case when day >= '${now[0]}' then 1 else -1 end as sign, (select min(f.day) from analytics_api.orders f where f.customer_id = o.customer_id and f.status <> 'cancelled') as first_day
    from ${ordersOf(before[0], now[1])} o where day >= '${now[0]}' or day <= '${before[1]}') x`;

const [MAY, APRIL, MARCH, FEBRUARY, JUNE] = [["2026-05-01", "2026-05-31"], ["2026-04-01", "2026-04-30"], ["2026-03-01", "2026-03-31"], ["2026-02-01", "2026-02-28"], ["2026-06-01", "2026-06-30"]] as const;

/** Why a figure is what it is, as far as figures can say it. */
export const WHY = plain("why", [
  { id: "why-may-april", role: "manager", question: "Why did we take less in May than in April?", right: [{ sql: split(MAY, APRIL), first: { now: "money", volume: "money", price: "money", mix: "money" }, either: { before: "money", change: "change" } }] },
  { id: "why-volume-price", role: "manager", question: "how much of the change in revenue from February to March 2026 comes from prices and how much from selling more copies", right: [{ sql: split(MARCH, FEBRUARY), first: { volume: "money", price: "money" } }] },
  { id: "why-drop-genre", role: "buyer", question: "which genres drove the drop in may compared to april?", right: [{ sql: moved("genre", MAY, APRIL, "down"), each: { name: "name" }, first: { moved: "money" }, top: 2 }] },
  { id: "why-june-channel", role: "marketing", question: "what's behind the rise of revenue from May to June, by channel", right: [{ sql: moved("channel", JUNE, MAY, "up"), first: { name: "name", moved: "money" } }] },
  { id: "why-new-or-returning", role: "marketing", question: "revenue went up from may to june: was that new customers or returning ones?", right: [{ sql: buyers(JUNE, MAY), first: { new: "money", returning: "money" } }] },
  { id: "why-follow", role: "manager", after: ["How was revenue in May compared with April?"], question: "why?", right: [{ sql: split(MAY, APRIL), first: { volume: "money", price: "money", mix: "money" } }] },
]);
