import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { ActivityCategory, ActivityResult, ActorKind } from "../../enums.ts";
import { MANAGERS } from "../../policies.ts";
import type { Person } from "../../rls.ts";
import { CURSOR_PARTS, cutPage, decodeCursor } from "../cursor.ts";
import { bucketRows, type TimeBucket } from "../dashboard/frame.ts";
import { IS_PRIVATE, LOG_COLUMNS, type LoggedActivity, loadActivities } from "./list-activities.ts";

/** What narrows the log. Days are the shop's. */
export interface LogFilter {
  from: string;
  to: string;
  timeZone: string;
  /** A person's id, or a kind of actor that is no person. */
  who?: string | undefined;
  category?: ActivityCategory | undefined;
  result?: ActivityResult | undefined;
  action?: string | undefined;
  object?: { type: string; id: string } | undefined;
  /** Words in the act, its fields, who did it, the request's id, and for managers in the details. */
  q?: string | undefined;
  /** Where words are looked for at the earliest (`findWordsFrom`). */
  wordsFrom?: WordsFrom | undefined;
}

/** The oldest act that is searched for words, as a cursor's parts, when not all are. */
interface WordsFrom {
  at: string;
  id: string;
}

/** So many acts are searched for words, the newest; a text that is nowhere would else be looked for in the whole log, for each block of the page. */
export const MOST_SEARCHED = 50_000;

const pattern = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

/** Acts on an object; those on a record's shelves are acts on the record. */
function onObject({ type, id }: { type: string; id: string }): SQL {
  const itself = sql`l.object_type = ${type} and l.object_id = ${id}::uuid`;
  return type === "album" ? sql`((${itself}) or (l.object_type = 'inventory' and l.object_id in (select v.id from inventory v where v.album_id = ${id}::uuid)))` : itself;
}

/** The conditions on `activity_logs l`. What is private is a matter of the person and of managers. */
function conditions(filter: LogFilter, reader: Person): SQL {
  const { from, to, timeZone, who, category, result, action, object, q } = filter;
  const isManager = MANAGERS.includes(reader.role);
  const parts = [sql`l.occurred_at >= (${from}::date)::timestamp at time zone ${timeZone} and l.occurred_at < (${to}::date + 1)::timestamp at time zone ${timeZone}`];
  if (!isManager) parts.push(sql`(not ${IS_PRIVATE} or l.actor_id = ${reader.id}::uuid)`);
  if (who) parts.push(CURSOR_PARTS.uuid.test(who) ? sql`l.actor_id = ${who}::uuid` : sql`(l.actor_id is null and l.actor_kind::text = ${who})`);
  if (category) parts.push(sql`l.category = ${category}`);
  if (result) parts.push(sql`l.result = ${result}`);
  if (action) parts.push(sql`l.action = ${action}`);
  if (object) parts.push(onObject(object));
  if (q) {
    if (filter.wordsFrom) parts.push(sql`(l.occurred_at, l.id) >= (${filter.wordsFrom.at}::timestamptz, ${filter.wordsFrom.id}::uuid)`);
    const like = pattern(q);
    // One look by its key per act that is searched; "exists" is answered by reading every detail there is.
    const inDetails = isManager ? sql` or coalesce((select d.details::text ilike ${like} from activity_details d where d.activity_id = l.id), false)` : sql``;
    parts.push(sql`(translate(l.action, '._', '  ') ilike ${like} or l.action ilike ${like} or array_to_string(l.fields, ' ') ilike ${like} or l.request_id = ${q}
      or exists (select from people p where p.id = l.actor_id and p.name ilike ${like})${inDetails})`);
  }
  return sql.join(parts, sql` and `);
}

/** Where the newest acts that fit everything but the words begin, if there are more than are searched; undefined where all are, or no words were given. */
export async function findWordsFrom(tx: Tx, filter: LogFilter, reader: Person, most = MOST_SEARCHED): Promise<WordsFrom | undefined> {
  if (!filter.q) return undefined;
  const [row] = await tx.execute<{ at: string; id: string }>(sql`
    select l.occurred_at::text as at, l.id from activity_logs l where ${conditions({ ...filter, q: undefined }, reader)} order by l.occurred_at desc, l.id desc offset ${most - 1} limit 1`);
  return row && { at: row.at, id: row.id };
}

/** One page of the log, newest first, and the cursor to the next. */
export async function searchLog(tx: Tx, filter: LogFilter, reader: Person, { size, cursor }: { size: number; cursor?: string | undefined }): Promise<{ activities: LoggedActivity[]; nextCursor: string | null }> {
  const after = decodeCursor(cursor, [CURSOR_PARTS.instant, CURSOR_PARTS.uuid]);
  const past = after ? sql` and (l.occurred_at, l.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``;
  const rows = await loadActivities(tx, sql`select ${LOG_COLUMNS} from activity_logs l where ${conditions(filter, reader)}${past} order by l.occurred_at desc, l.id desc limit ${size + 1}`);
  const { rows: activities, nextCursor } = cutPage(rows, size, (row) => [row.key, row.id]);
  return { activities, nextCursor };
}

/** Counts of the log per bar of the period, by category and result; bars without any are left out. */
export async function countLogOverTime(tx: Tx, filter: LogFilter, reader: Person, buckets: readonly TimeBucket[]): Promise<{ at: number; category: ActivityCategory; result: ActivityResult; count: number }[]> {
  return [
    ...(await tx.execute<{ at: number; category: ActivityCategory; result: ActivityResult; count: number }>(sql`
      with days as (
        select (l.occurred_at at time zone ${filter.timeZone})::date as day, l.category, l.result, count(*) as n
        from activity_logs l where ${conditions(filter, reader)} group by 1, 2, 3)
      select b.position::int as at, d.category::text as category, d.result::text as result, sum(d.n)::int as count
      from ${bucketRows(buckets)} join days d on d.day between b.start_day and b.end_day
      group by 1, 2, 3 order by 1, 2, 3`)),
  ];
}

/** How often each act was done, most often first. */
export async function countLogByAction(tx: Tx, filter: LogFilter, reader: Person): Promise<{ action: string; count: number; failed: number }[]> {
  return [
    ...(await tx.execute<{ action: string; count: number; failed: number }>(sql`
      select l.action, count(*)::int as count, count(*) filter (where l.result <> 'succeeded')::int as failed
      from activity_logs l where ${conditions(filter, reader)} group by 1 order by 2 desc, 1`)),
  ];
}

/** Who did how much, most first; `actorId` is null for what no person did. */
export async function countLogByActor(tx: Tx, filter: LogFilter, reader: Person): Promise<{ actorId: string | null; actorKind: ActorKind; name: string | null; count: number; failed: number }[]> {
  return [
    ...(await tx.execute<{ actorId: string | null; actorKind: ActorKind; name: string | null; count: number; failed: number }>(sql`
      with sums as (
        select l.actor_id, case when l.actor_id is null then l.actor_kind::text else 'person' end as kind, count(*) as n, count(*) filter (where l.result <> 'succeeded') as failed
        from activity_logs l where ${conditions(filter, reader)} group by 1, 2)
      select s.actor_id as "actorId", s.kind as "actorKind", p.name, s.n::int as count, s.failed::int as failed
      from sums s left join people p on p.id = s.actor_id order by s.n desc, p.name limit 100`)),
  ];
}
