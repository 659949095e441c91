import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";

/** The shop's own words that a model needs to read a question. */
export interface Vocabulary {
  genres: string[];
  /** The labels with most titles, at most 60. */
  labels: string[];
  channels: string[];
  /** Remarks on the time axis, newest first, at most 40: "Record Store Day". */
  events: { day: string; name: string }[];
}

/** Genres, labels, channels and events of the shop, in one statement. */
export async function readVocabulary(tx: Tx): Promise<Vocabulary> {
  const [row] = await tx.execute<{ genres: string[]; labels: string[]; channels: string[]; events: Vocabulary["events"] }>(sql`
    select
      (select coalesce(json_agg(name order by name), '[]') from (select name from genres order by name limit 60) g) as genres,
      (select coalesce(json_agg(name order by titles desc, name), '[]') from
        (select l.name, count(*) as titles from labels l join albums a on a.label_id = l.id group by l.name order by count(*) desc, l.name limit 60) x) as labels,
      (select coalesce(json_agg(channel order by channel), '[]') from (select distinct channel from analytics_api.order_days order by channel limit 30) c) as channels,
      (select coalesce(json_agg(json_build_object('day', day, 'name', text) order by day desc), '[]') from
        (select day::text as day, text from annotations order by day desc, id desc limit 40) e) as events`);
  return row ?? { genres: [], labels: [], channels: [], events: [] };
}
