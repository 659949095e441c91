import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import type { DayRange } from "../../../metrics/types.ts";
import type { BlockCell } from "../block.ts";
import type { RawBlock } from "./raw.ts";
import { byKey, counted, dayOf, type RawRows } from "./raw-days.ts";

interface Title extends Record<string, string | null> {
  q1: string;
  r1: string;
  q0: string;
  r0: string;
}

/** Copies and revenue of every title in both ranges; lines without a record are one title. */
const titles = (now: DayRange, before: DayRange): SQL => sql`
  select l.album_id, coalesce(sum(l.quantity) filter (where ${counted(now)}), 0)::text as q1, coalesce(sum(l.line_total) filter (where ${counted(now)}), 0)::text as r1,
    coalesce(sum(l.quantity) filter (where ${counted(before)}), 0)::text as q0, coalesce(sum(l.line_total) filter (where ${counted(before)}), 0)::text as r0
  from order_items l join orders o on o.id = l.order_id group by l.album_id`;

/** Hundredths of a decimal text. */
const cents = (amount: string): bigint => {
  const [whole = "0", part = ""] = amount.split(".");
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, "0").slice(0, 2));
};
const asMoney = (value: bigint): string => `${value < 0n ? "-" : ""}${(value < 0n ? -value : value) / 100n}.${String((value < 0n ? -value : value) % 100n).padStart(2, "0")}`;

/** A whole number divided by another, halves away from zero, as SQL rounds. */
function divide(a: bigint, b: bigint): bigint {
  const sign = a < 0n !== b < 0n ? -1n : 1n;
  const [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  return sign * ((2n * x + y) / (2n * y));
}

/** The parts by exact fractions: every title's price part has its own denominator, so they are added with nine more decimals. */
async function rawParts(tx: Tx, now: DayRange, before: DayRange): Promise<RawRows> {
  const rows = await tx.execute<Title>(titles(now, before));
  const list = rows.map((row) => ({ q1: BigInt(row.q1), r1: cents(row.r1), q0: BigInt(row.q0), r0: cents(row.r0) }));
  const whole = list.reduce((sum, t) => ({ q1: sum.q1 + t.q1, r1: sum.r1 + t.r1, q0: sum.q0 + t.q0, r0: sum.r0 + t.r0 }), { q1: 0n, r1: 0n, q0: 0n, r0: 0n });
  if (whole.q0 === 0n) return whole.q1 === 0n ? {} : { all: { change: asMoney(whole.r1) } };
  const volume = divide((whole.q1 - whole.q0) * whole.r0, whole.q0);
  const fine = 1_000_000_000n;
  const prices = list.filter((t) => t.q0 > 0n && t.q1 > 0n).map((t) => divide((t.r1 * t.q0 - t.q1 * t.r0) * fine, t.q0));
  const price = divide(prices.reduce((sum, part) => sum + part, 0n), fine);
  return { volume: { change: asMoney(volume) }, price: { change: asMoney(price) }, mix: { change: asMoney(whole.r1 - whole.r0 - volume - price) } };
}

const sums = (where: SQL, now: DayRange, before: DayRange): SQL => sql`
  coalesce(sum(l.line_total) filter (where ${where} and ${counted(now)}), 0.00)::text as now, coalesce(sum(l.line_total) filter (where ${where} and ${counted(before)}), 0.00)::text as before,
  (coalesce(sum(l.line_total) filter (where ${where} and ${counted(now)}), 0.00) - coalesce(sum(l.line_total) filter (where ${where} and ${counted(before)}), 0.00))::text as change`;

async function rawBuyers(tx: Tx, now: DayRange, before: DayRange): Promise<RawRows> {
  const first = sql`(select min(${dayOf(sql`f.order_date`)}) from orders f where f.customer_id = o.customer_id and f.status <> 'cancelled')`;
  const kinds: Record<string, SQL> = { new: sql`o.first = o.day`, returning: sql`o.first < o.day`, "walk-in": sql`o.customer_id is null` };
  const table: RawRows = {};
  for (const [key, where] of Object.entries(kinds)) {
    const rows = await tx.execute<Record<string, BlockCell>>(sql`
      with o as materialized (select o.id, o.status, o.order_date, o.customer_id, ${dayOf(sql`o.order_date`)} as day, ${first} as first from orders o where (${counted(now)}) or (${counted(before)}))
      select ${key}::text as key, ${sums(where, now, before)} from o join order_items l on l.order_id = o.id`);
    Object.assign(table, byKey(rows));
  }
  return table;
}

/** Groups by name, the largest changes first; what is not named is summed up. */
async function rawContributors(tx: Tx, now: DayRange, before: DayRange, key: SQL, named: number): Promise<RawRows> {
  const rows = await tx.execute<{ key: string; now: string; before: string; change: string }>(sql`
    select ${key} as key, ${sums(sql`true`, now, before)} from orders o left join order_items l on l.order_id = o.id left join albums a on a.id = l.album_id
    where (${counted(now)}) or (${counted(before)}) group by 1 order by 1`);
  const size = (amount: string): bigint => (amount.startsWith("-") ? cents(amount.slice(1)) : cents(amount));
  const signed = (amount: string): bigint => (amount.startsWith("-") ? -cents(amount.slice(1)) : cents(amount));
  const sorted = [...rows].sort((a, b) => Number(size(b.change) - size(a.change)) || Number(signed(b.now) - signed(a.now)) || (a.key === "none" ? 1 : b.key === "none" ? -1 : a.key < b.key ? -1 : 1));
  const table = byKey(sorted.slice(0, named));
  const rest = sorted.slice(named);
  const total = (column: "now" | "before" | "change") => asMoney(rest.reduce((sum, row) => sum + signed(row[column]), 0n));
  if (rest.length > 0) table["others"] = { now: total("now"), before: total("before"), change: total("change") };
  return table;
}

/** Hand-written reference of "why did it change". */
export const rawExplain: RawBlock = async (tx, { frame, by }) => {
  const { now, before } = frame;
  if (!before) return {};
  const [sold] = await tx.execute<{ any: boolean }>(sql`select exists (select from order_items l join orders o on o.id = l.order_id where (${counted(now)}) or (${counted(before)})) as any`);
  if (!sold?.any) return {};
  if (by === "buyers") return rawBuyers(tx, now, before);
  // An order without lines sold nothing of any genre or record, but through a channel.
  if (by === "genres") return rawContributors(tx, now, before, sql`case when l.id is not null then coalesce(a.genre_id::text, 'none') end`, 8).then(withoutEmpty);
  if (by === "records") return rawContributors(tx, now, before, sql`case when l.id is not null then coalesce(l.album_id::text, 'none') end`, 10).then(withoutEmpty);
  if (by === "channels") return rawContributors(tx, now, before, sql`'channel ' || o.channel`, 8);
  return rawParts(tx, now, before);
};

/** Orders without lines stand under no key. */
function withoutEmpty({ null: _none, ...table }: RawRows): RawRows {
  return table;
}
