import { sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import type { EmailKind, EmailStatus } from "../enums.ts";
import { CURSOR_PARTS, cutPage, decodeCursor } from "./cursor.ts";

/** Placebo mode as the settings have it; the environment may decide otherwise (server/services/outbox). */
interface Placebo {
  on: boolean;
  /** Where every mail goes while it is on; null: nowhere, into a file. */
  address: string | null;
}

/** Whether mails really go to whom they are written to. */
export async function readPlacebo(tx: Tx): Promise<Placebo> {
  const [row] = await tx.execute<{ on: boolean; address: string | null }>(sql`select placebo_on as on, placebo_address as address from settings`);
  if (!row) throw new Error("The database holds no settings: it was not migrated.");
  return { on: row.on, address: row.address };
}

/** A mail as the outbox shows it; its link of one use is nowhere in it. */
interface OutboxEmail {
  id: string;
  kind: EmailKind;
  status: EmailStatus;
  recipient: string;
  subject: string;
  bodyText: string;
  queuedAt: Date;
  sentAt: Date | null;
  nextAttemptAt: Date | null;
  redirectedTo: string | null;
  transport: string | null;
  providerAnswer: string | null;
  attempts: number;
  error: string | null;
}

/** One page of the outbox, newest first. */
export async function listOutbox(tx: Tx, { status, kind, cursor }: { status?: EmailStatus | undefined; kind?: EmailKind | undefined; cursor?: string | undefined }, size: number): Promise<{ emails: OutboxEmail[]; nextCursor: string | null }> {
  const after = decodeCursor(cursor, [CURSOR_PARTS.instant, CURSOR_PARTS.uuid]);
  const parts = [sql`true`];
  if (status) parts.push(sql`status = ${status}`);
  if (kind) parts.push(sql`kind = ${kind}`);
  if (after) parts.push(sql`(queued_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const rows = await tx.execute<Omit<OutboxEmail, "queuedAt" | "sentAt" | "nextAttemptAt"> & { key: string; queued: string; sent: string | null; next: string | null }>(sql`
    select id, kind, status, recipient, subject, body_text as "bodyText", queued_at::text as key, extract(epoch from queued_at)::text as queued, extract(epoch from sent_at)::text as sent,
      extract(epoch from next_attempt_at)::text as next, redirected_to as "redirectedTo", transport, provider_answer as "providerAnswer", attempts, error
    from outbox_emails where ${sql.join(parts, sql` and `)} order by queued_at desc, id desc limit ${size + 1}`);
  const { rows: page, nextCursor } = cutPage(rows, size, (row) => [row.key, row.id]);
  return { emails: page.map(({ key: _key, queued, sent, next, ...row }) => ({ ...row, queuedAt: dateOf(queued), sentAt: sent === null ? null : dateOf(sent), nextAttemptAt: next === null ? null : dateOf(next) })), nextCursor };
}

/** How many mails are in each state. */
export async function countOutbox(tx: Tx): Promise<Partial<Record<EmailStatus, number>>> {
  const rows = await tx.execute<{ status: EmailStatus; n: number }>(sql`select status, count(*)::int as n from outbox_emails group by status`);
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}

const dateOf = (seconds: string): Date => new Date(Number(seconds) * 1000);
