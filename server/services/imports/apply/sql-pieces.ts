import { type SQL, sql } from "drizzle-orm";

/**
 * A UUID v7 (RFC 9562) made in SQL: the moment `at`, then `counter` (an int below 2^30) in the
 * bits that sort next, then 44 random bits. Ids of one import so ascend in the order in which
 * its rows are written, which keeps the indexes dense.
 */
export const uuidV7 = (at: Date, counter: SQL): SQL => {
  const time = at.getTime().toString(16).padStart(12, "0").slice(-12);
  return sql`(${time}::text || '7' || lpad(to_hex(((${counter})::int >> 18) & 4095), 3, '0') || to_hex(8 + (((${counter})::int >> 16) & 3)) || lpad(to_hex((${counter})::int & 65535), 4, '0') || lpad(to_hex((random() * 17592186044415)::bigint), 11, '0'))::uuid`;
};

/**
 * Ranges of keys that begin with hex digits, so that a long sort comes in pieces of about
 * `pieceRows` rows. The upper bound is exclusive; null means no bound.
 */
export function keyRanges(rows: number, pieceRows: number): { from: string; to: string | null }[] {
  const count = Math.min(4_096, Math.max(1, Math.ceil(rows / pieceRows)));
  const bound = (index: number): string => Math.floor((index * 65_536) / count).toString(16).padStart(4, "0");
  return Array.from({ length: count }, (_, index) => ({ from: index === 0 ? "" : bound(index), to: index === count - 1 ? null : bound(index + 1) }));
}
