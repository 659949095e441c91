import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { containing } from "../orders/list-orders.ts";
import { likeness } from "./likeness.ts";

export const NAME_KINDS = ["artist", "album", "label", "genre", "customer"] as const;
export type NameKind = (typeof NAME_KINDS)[number];

/** Something of the shop that a text may mean. */
export interface NameHit {
  kind: NameKind;
  id: string;
  name: string;
  /** What tells it from others of its name: an album's artist. */
  detail: string | null;
  /** A customer's own number. */
  number: number | null;
  /** How well the text fits, 0 to 1: 1 is the name itself, from 0.8 on it holds the text, below that the letters are alike. */
  score: number;
  /** Copies it sold in all (a customer: bought), to tell the known from the obscure. */
  units: number;
}

/** From this on a hit is a typing error, below it another name. */
export const CLEAR_FIT = 0.6;
/** Below this the letters are alike by accident. */
const LEAST_SCORE = 0.34;
/** What trigrams must find alike before letters are counted, and how many names are looked at. */
const LEAST_TRIGRAMS = 0.15;
const MOST_COUNTED = 60;

/** Small letters without accents: "Björk" -> "bjork". */
const fold = (text: SQL): SQL => sql`regexp_replace(normalize(lower(${text}), nfd), '[\\u0300-\\u036f]', '', 'g')`;
/** Letters and digits alone: "Hard-bop" and "hardbop" are one. */
const squeeze = (text: SQL): SQL => sql`regexp_replace(${text}, '[[:space:][:punct:]]+', '', 'g')`;
/** Words apart by one space, with one at each end, so that whole words can be found. */
const inWords = (text: SQL): SQL => sql`' ' || btrim(regexp_replace(${text}, '[[:space:][:punct:]]+', ' ', 'g')) || ' '`;

const EVERY_NAME: Record<NameKind, SQL> = {
  artist: sql`select 'artist' as kind, id, name, null::text as detail, null::int as number from artists`,
  album: sql`select 'album' as kind, a.id, a.title as name, ar.name as detail, null::int as number from albums a left join artists ar on ar.id = a.artist_id`,
  label: sql`select 'label' as kind, id, name, null::text as detail, null::int as number from labels`,
  genre: sql`select 'genre' as kind, id, name, null::text as detail, null::int as number from genres`,
  customer: sql`select 'customer' as kind, id, name, null::text as detail, number from customers where name is not null`,
};

/** Trigrams judge short names harshly ("Mles Dvis"), so where only letters are alike, letters are counted too. */
const scoreOf = (text: string, name: string, score: number): number => (score >= 0.8 ? score : Math.round(100 * Math.max(score, Math.min(0.79, likeness(text, name)))) / 100);

/**
 * What a text may mean among names of the given kinds, best first; equal ones by what they sold.
 * Case, accents, spaces and a few wrong letters are forgiven. A text that holds a whole name counts
 * too ("the Miles Davis Quintet").
 */
export async function findNames(tx: Tx, text: string, kinds: readonly NameKind[] = NAME_KINDS, limit = 10): Promise<NameHit[]> {
  if (text.trim() === "" || kinds.length === 0) return [];
  const every = sql.join(kinds.map((kind) => EVERY_NAME[kind]), sql` union all `);
  const rows = await tx.execute<Omit<NameHit, "score"> & { score: string }>(sql`
    with asked as (select t.folded, ${squeeze(sql`t.folded`)} as squeezed, ${inWords(sql`t.folded`)} as words from (select ${fold(sql`${text}::text`)} as folded) t),
    -- The exact comparison below is dear; a hundred thousand customers cannot all have it.
    near as (select n.* from (${every}) n where greatest(similarity(n.name, ${text}::text), word_similarity(${text}::text, n.name), word_similarity(n.name, ${text}::text)) >= ${LEAST_TRIGRAMS} or n.name ilike ${containing(text)}),
    named as (select n.*, ${fold(sql`n.name`)} as folded from near n),
    shaped as (select n.*, ${squeeze(sql`n.folded`)} as squeezed, ${inWords(sql`n.folded`)} as words from named n),
    scored as (
      select n.kind, n.id, n.name, n.detail, n.number,
        case
          when n.folded = a.folded then 1.0
          when a.squeezed <> '' and n.squeezed = a.squeezed then 0.99
          when a.squeezed <> '' and position(a.words in n.words) = 1 then 0.92
          when a.squeezed <> '' and position(a.words in n.words) > 0 then 0.9
          when length(n.squeezed) > 3 and position(n.words in a.words) > 0 then 0.86
          when length(a.squeezed) > 2 and position(a.squeezed in n.squeezed) > 0 then 0.8
          else least(0.79, greatest(similarity(n.folded, a.folded), similarity(n.squeezed, a.squeezed), 0.9 * word_similarity(a.folded, n.folded)))
        end::numeric as score
      from shaped n cross join asked a),
    kept as (select * from scored where score >= ${LEAST_TRIGRAMS} order by score desc, kind, name, id limit ${Math.max(MOST_COUNTED, limit * 3)}),
    sold as (
      select k.kind, k.id, sum(m.units) as units from kept k
      join albums al on (k.kind = 'album' and al.id = k.id) or (k.kind = 'artist' and al.artist_id = k.id) or (k.kind = 'label' and al.label_id = k.id) or (k.kind = 'genre' and al.genre_id = k.id)
      join analytics_api.album_months m on m.album_id = al.id group by k.kind, k.id)
    select k.kind, k.id, k.name, k.detail, k.number, round(k.score, 2)::text as score, coalesce(s.units, c.units, 0)::int as units
    from kept k left join sold s on s.kind = k.kind and s.id = k.id left join analytics_api.customer_history c on k.kind = 'customer' and c.customer_id = k.id
    order by k.kind, k.name, k.id`);
  const hits = rows.map((row): NameHit => ({ ...row, score: scoreOf(text, row.name, Number(row.score)) })).filter((hit) => hit.score >= LEAST_SCORE);
  return hits.sort((a, b) => b.score - a.score || b.units - a.units).slice(0, limit);
}
