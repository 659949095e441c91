/** Where a page ended: the sort keys of its last row, as text. Opaque to the browser. */
export const encodeCursor = (keys: readonly string[]): string => Buffer.from(JSON.stringify(keys)).toString("base64url");

const INSTANT = /^(\d{4,5})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.\d{1,6})?[+-](\d\d)(?::?\d\d)?$/;

/** False for what has the shape of a moment and is none, such as 31 February or 25 o'clock: the server would refuse it. */
function isInstant(text: string): boolean {
  const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offset = 0] = (INSTANT.exec(text) ?? []).map(Number);
  const found = new Date(0);
  found.setUTCFullYear(year, month - 1, day);
  return year >= 1 && found.getUTCMonth() === month - 1 && found.getUTCDate() === day && hour < 24 && minute < 60 && second < 60 && offset <= 15;
}

/** A whole number that an integer column can hold. */
const isWhole = (text: string): boolean => /^-?\d{1,10}$/.test(text) && Math.abs(Number(text)) <= 2_147_483_647;

/** Says whether a part of a cursor can be what it should be. */
interface PartShape {
  test(text: string): boolean;
}

/** What the parts of a cursor look like; anything else is no cursor of ours. */
export const CURSOR_PARTS = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  number: /^-?\d{1,20}(\.\d{1,10})?$/,
  whole: { test: isWhole },
  instant: { test: isInstant },
} as const;

/** The keys of a cursor whose parts have the given shapes, or null: then the list starts at its beginning. */
export function decodeCursor(cursor: string | undefined, shapes: readonly PartShape[]): string[] | null {
  if (!cursor) return null;
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (!Array.isArray(keys) || keys.length !== shapes.length) return null;
    return keys.every((key, index): key is string => typeof key === "string" && (shapes[index]?.test(key) ?? false)) ? keys : null;
  } catch {
    return null; // not JSON: typed or cut off by hand
  }
}

/** A page of at most `size` rows out of `size + 1` that were read, and the cursor after it. */
export function cutPage<Row>(rows: readonly Row[], size: number, keysOf: (row: Row) => readonly string[]): { rows: Row[]; nextCursor: string | null } {
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > size && last !== undefined ? encodeCursor(keysOf(last)) : null };
}
