import { sql } from "drizzle-orm";
import type { Tx } from "../client.ts";

const dateOf = (seconds: string): Date => new Date(Number(seconds) * 1000);

/** Imports that did not become part of the shop, newest first; row-level security leaves them to the buyer's desk. */
export async function listBrokenImports(tx: Tx, since: Date) {
  const rows = await tx.execute<{ id: string; file_name: string; status: "failed" | "withdrawn"; error: string | null; seconds: string }>(sql`
    select id, file_name, status, error, extract(epoch from updated_at)::text as seconds from import_batches
    where status in ('failed', 'withdrawn') and not options ? 'dryRun' and updated_at >= ${since.toISOString()}::timestamptz order by updated_at desc, id desc limit 5`);
  return rows.map((row) => ({ id: row.id, fileName: row.file_name, status: row.status, error: row.error, since: dateOf(row.seconds) }));
}

/**
 * Titles without a new copy that sold at least `units` in the days before and are not on order:
 * how many there are, the three that sold most, and when the first of them ran out.
 */
export async function readMissedTitles(tx: Tx, days: { from: string; to: string }, units = 2) {
  const [row] = await tx.execute<{ count: number; titles: string[] | null; seconds: string | null }>(sql`
    with missed as (
      select a.title, s.units, (select max(m.occurred_at) from sales m where m.inventory_id = i.id) as since
      from analytics_api.inventory i join analytics_api.albums a on a.id = i.album_id
      join (select album_id, sum(units) as units from analytics_api.album_days where day between ${days.from}::date and ${days.to}::date group by album_id) s on s.album_id = i.album_id
      where i.condition = 'new' and i.on_hand = 0 and i.on_order = 0 and s.units >= ${units})
    select count(*)::int as count, (array_agg(title order by units desc, title))[1:3] as titles, extract(epoch from min(since))::text as seconds from missed`);
  if (!row || row.count === 0 || row.seconds === null) return null;
  return { count: row.count, titles: row.titles ?? [], since: dateOf(row.seconds) };
}

/** Payments that have been pending since before `before`: how many, and the order of the oldest. Row-level security leaves them to managers. */
export async function readStalePayments(tx: Tx, before: Date) {
  const [row] = await tx.execute<{ count: number; order_number: number | null; seconds: string | null }>(sql`
    select count(*)::int as count, (array_agg(o.order_number order by p.payment_date))[1] as order_number, extract(epoch from min(p.payment_date))::text as seconds
    from payments p join orders o on o.id = p.order_id where p.status = 'pending' and p.payment_date < ${before.toISOString()}::timestamptz`);
  if (!row || row.order_number === null || row.seconds === null) return null;
  return { count: row.count, orderNumber: row.order_number, since: dateOf(row.seconds) };
}

/** Mails nobody knows the fate of, and mails that were given up: how many of each, since when. Row-level security leaves them to managers. */
export async function readStuckMails(tx: Tx) {
  const rows = await tx.execute<{ status: "unknown" | "failed"; count: number; seconds: string }>(sql`
    select status::text as status, count(*)::int as count, extract(epoch from max(updated_at))::text as seconds from outbox_emails where status in ('unknown', 'failed') group by status order by status desc`);
  return rows.map((row) => ({ status: row.status, count: row.count, since: dateOf(row.seconds) }));
}

/** Invitations that end before `until` without having been used. Needs the owner's rights: nobody reads tokens with their own. */
export async function listEndingInvitations(tx: Tx, now: Date, until: Date) {
  const rows = await tx.execute<{ id: string; name: string; seconds: string }>(sql`
    select t.id, u.name, extract(epoch from t.expires_at)::text as seconds from verification_tokens t join users u on u.id = t.user_id
    where t.purpose = 'invitation' and t.used_at is null and t.revoked_at is null and t.expires_at > ${now.toISOString()}::timestamptz and t.expires_at <= ${until.toISOString()}::timestamptz
    order by t.expires_at limit 5`);
  return rows.map((row) => ({ id: row.id, name: row.name, endsAt: dateOf(row.seconds) }));
}

/** Jobs that failed for good since then, by queue. Needs the owner's rights; empty where the job queue does not exist yet. */
export async function listFailedJobs(tx: Tx, since: Date) {
  const [queue] = await tx.execute<{ found: boolean }>(sql`select to_regclass('pgboss.job') is not null as found`);
  if (!queue?.found) return [];
  const rows = await tx.execute<{ name: string; count: number; seconds: string }>(sql`
    select name, count(*)::int as count, extract(epoch from max(completed_on))::text as seconds from pgboss.job
    where state = 'failed' and completed_on >= ${since.toISOString()}::timestamptz group by name order by max(completed_on) desc limit 5`);
  return rows.map((row) => ({ name: row.name, count: row.count, since: dateOf(row.seconds) }));
}
