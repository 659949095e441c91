import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { ActivityCategory, ActivityResult, ActorKind } from "../../enums.ts";
import { CURSOR_PARTS, cutPage, decodeCursor } from "../cursor.ts";

/** One act with what the reader may know of its object; everything about the object is null where they may not, or where it is gone. */
export type ActivityFacts = {
  id: string;
  at: Date;
  actorKind: ActorKind;
  actorName: string | null;
  action: string;
  result: ActivityResult;
  objectType: string | null;
  objectId: string | null;
  fields: string[];
  orderNumber: number | null;
  channel: string | null;
  total: string | null;
  /** Titles of the order's first two records, and how many lines more it has. */
  titles: string[] | null;
  moreTitles: number;
  /** The record it is about: the object itself, or that of the review or shelf. */
  albumId: string | null;
  albumTitle: string | null;
  oldPrice: string | null;
  newPrice: string | null;
  rating: number | null;
  reviewerName: string | null;
  customerNumber: number | null;
  customerName: string | null;
  supplierName: string | null;
  /** The colleague it was done to. */
  personName: string | null;
  fileName: string | null;
  importedCount: number | null;
  documentTitle: string | null;
};

/** Whether an act is the business of its doer and of managers alone: signing in and out, and talking with the assistant. */
export const IS_PRIVATE = sql`(l.category = 'identity' or (l.category = 'agents' and coalesce(l.object_type, '') in ('agent_run', 'conversation')))`;
/** Those are not part of the feed. */
const inFeed = sql`not ${IS_PRIVATE}`;

/** An act with what the log's own page shows besides. */
export type LoggedActivity = ActivityFacts & { actorId: string | null; category: ActivityCategory; requestId: string | null; detailsHash: string | null };

/** Loads the activities that `which` selects by LOG_COLUMNS, newest first; `key` is the moment as a cursor's part. */
export async function loadActivities(tx: Tx, which: SQL): Promise<(LoggedActivity & { key: string })[]> {
  const rows = await tx.execute<Omit<LoggedActivity, "at"> & { key: string; at_seconds: string }>(sql`
    with l as materialized (${which})
    select l.id, l.actor_id as "actorId", l.category::text as category, l.request_id as "requestId", encode(l.details_hash, 'hex') as "detailsHash", l.occurred_at::text as key, extract(epoch from l.occurred_at)::text as at_seconds, l.actor_kind as "actorKind", p.name as "actorName", l.action, l.result,
      l.object_type as "objectType", l.object_id as "objectId", l.fields,
      o.order_number as "orderNumber", o.channel, o.total::text as total, t.titles, coalesce(t.more, 0)::int as "moreTitles",
      coalesce(al.id, ra.id, ia.id) as "albumId", coalesce(al.title, ra.title, ia.title) as "albumTitle", price.old::text as "oldPrice", price.new::text as "newPrice",
      r.rating::int as rating, rc.name as "reviewerName", c.number as "customerNumber", c.name as "customerName",
      s.name as "supplierName", u.name as "personName", b.file_name as "fileName", b.imported_count::int as "importedCount", d.title as "documentTitle"
    from l
    left join people p on p.id = l.actor_id
    left join orders o on l.object_type = 'order' and o.id = l.object_id
    left join lateral (select (array_agg(coalesce(a.title, i.description) order by i.position) filter (where coalesce(a.title, i.description) is not null))[1:2] as titles,
        greatest(count(*) - 2, 0) as more
      from order_items i left join albums a on a.id = i.album_id where i.order_id = o.id) t on o.id is not null
    left join albums al on l.object_type = 'album' and al.id = l.object_id
    left join lateral (select (array_agg(x.list_price order by x.valid_from desc))[1] as new, (array_agg(x.list_price order by x.valid_from desc))[2] as old
      from (select list_price, valid_from from album_prices where album_id = al.id and valid_from <= l.occurred_at + interval '10 seconds' order by valid_from desc limit 2) x) price
      on l.action = 'price.changed'
    left join reviews r on l.object_type = 'review' and r.id = l.object_id
    left join albums ra on ra.id = r.album_id
    left join customers rc on rc.id = r.customer_id
    left join inventory iv on l.object_type = 'inventory' and iv.id = l.object_id
    left join albums ia on ia.id = iv.album_id
    left join customers c on l.object_type = 'customer' and c.id = l.object_id
    left join suppliers s on l.object_type = 'supplier' and s.id = l.object_id
    left join people u on l.object_type = 'user' and u.id = l.object_id
    left join import_batches b on l.object_type = 'import_batch' and b.id = l.object_id
    left join documents d on l.object_type = 'document' and d.id = l.object_id
    order by l.occurred_at desc, l.id desc`);
  return rows.map(({ at_seconds, ...row }) => ({ ...row, at: new Date(Number(at_seconds) * 1000) }));
}

export const LOG_COLUMNS = sql`l.id, l.occurred_at, l.actor_kind, l.actor_id, l.action, l.category, l.result, l.request_id, l.details_hash, l.object_type, l.object_id, l.fields`;

/** The feed, newest first, and the cursor to what came before. */
export async function listActivities(tx: Tx, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<{ activities: ActivityFacts[]; nextCursor: string | null }> {
  const after = decodeCursor(cursor, [CURSOR_PARTS.instant, CURSOR_PARTS.uuid]);
  const past = after ? sql` and (l.occurred_at, l.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``;
  const rows = await loadActivities(tx, sql`select ${LOG_COLUMNS} from activity_logs l where ${inFeed}${past} order by l.occurred_at desc, l.id desc limit ${limit + 1}`);
  const { rows: activities, nextCursor } = cutPage(rows, limit, (row) => [row.key, row.id]);
  return { activities, nextCursor };
}

/** Those of the given activities that belong in the feed, newest first; unknown ids are left out. At most 50. */
export function readActivities(tx: Tx, ids: readonly string[]): Promise<ActivityFacts[]> {
  const known = ids.filter((id) => CURSOR_PARTS.uuid.test(id)).slice(0, 50);
  if (known.length === 0) return Promise.resolve([]);
  return loadActivities(tx, sql`select ${LOG_COLUMNS} from activity_logs l where ${inFeed} and l.id = any(${sql.param(`{${known.join(",")}}`)}::uuid[])`);
}

/** What was written after the activity with this id, newest first, at most 50: for a reader who lost the line. Ids are made in order of time. */
export function readActivitiesAfter(tx: Tx, id: string): Promise<ActivityFacts[]> {
  if (!CURSOR_PARTS.uuid.test(id)) return Promise.resolve([]);
  return loadActivities(tx, sql`select ${LOG_COLUMNS} from activity_logs l where ${inFeed} and l.id > ${id}::uuid order by l.id desc limit 50`);
}

const about = (kind: "order" | "document", id: string): SQL => sql`select ${LOG_COLUMNS} from activity_logs l where ${inFeed} and l.object_type = ${kind} and l.object_id = ${id}::uuid`;

/** Everything that was written down about one order, oldest first. */
export async function readOrderActivities(tx: Tx, orderId: string): Promise<ActivityFacts[]> {
  const rows = await loadActivities(tx, sql`${about("order", orderId)} order by l.occurred_at, l.id limit 200`);
  return rows.reverse();
}

/** What was written down last about one document, newest first. */
export const readDocumentActivities = (tx: Tx, documentId: string): Promise<ActivityFacts[]> => loadActivities(tx, sql`${about("document", documentId)} order by l.occurred_at desc, l.id desc limit 50`);
