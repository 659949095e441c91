import { sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { settings } from "../schema/index.ts";

/** What an admin may set. */
export const SETTING_COLUMNS = {
  shopName: settings.shopName,
  currency: settings.currency,
  timeZone: settings.timeZone,
  lowStockThreshold: settings.lowStockThreshold,
  mailFromName: settings.mailFromName,
  mailReplyTo: settings.mailReplyTo,
  emailsPerSecond: settings.emailsPerSecond,
  placeboOn: settings.placeboOn,
  placeboAddress: settings.placeboAddress,
  passwordMinLength: settings.passwordMinLength,
  sessionIdleMinutes: settings.sessionIdleMinutes,
  sessionAbsoluteHours: settings.sessionAbsoluteHours,
  activityRetentionDays: settings.activityRetentionDays,
} as const;

export type SettingName = keyof typeof SETTING_COLUMNS;
export type SettingValues = Pick<typeof settings.$inferSelect, SettingName>;

/** The one row of settings as an admin sees it; held until the transaction ends with `hold`. */
export async function readSettings(tx: Tx, { hold = false } = {}): Promise<SettingValues> {
  const reading = tx.select(SETTING_COLUMNS).from(settings);
  const [row] = await (hold ? reading.for("no key update") : reading);
  if (!row) throw new Error("The database holds no settings: it was not migrated.");
  return row;
}

/** How many orders there are, counted up to `most`. */
export async function countOrdersUpTo(tx: Tx, most: number): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`select count(*)::int as count from (select from analytics_api.orders limit ${most}) o`);
  return row?.count ?? 0;
}

export interface TestMail {
  status: string;
  queuedAt: Date;
  recipient: string;
  error: string | null;
}

/** The newest test mail since then, or null. */
export async function readTestMail(tx: Tx, since: Date): Promise<TestMail | null> {
  const [row] = await tx.execute<{ status: string; seconds: string; recipient: string; error: string | null }>(sql`
    select status::text as status, extract(epoch from queued_at)::text as seconds, recipient, error from outbox_emails
    where kind = 'test' and queued_at >= ${since.toISOString()}::timestamptz order by queued_at desc, id desc limit 1`);
  return row ? { status: row.status, queuedAt: new Date(Number(row.seconds) * 1000), recipient: row.recipient, error: row.error } : null;
}

/** Whether a test mail has left since then: by `transport`, since a file shows nothing of an account. */
export async function hasTestMailArrived(tx: Tx, since: Date, transport: "emailjs" | "file"): Promise<boolean> {
  const [row] = await tx.execute<{ found: boolean }>(sql`
    select exists (select from outbox_emails where kind = 'test' and status::text in ('sent', 'written') and (${transport} = 'file' or status::text = 'sent') and queued_at >= ${since.toISOString()}::timestamptz) as found`);
  return row?.found ?? false;
}
