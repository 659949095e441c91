/** What an id is for; two kinds of rows never share a stream of ids. */
export type IdKind =
  | "artist" | "genre" | "label" | "supplier" | "album" | "price" | "inventory" | "customer" | "order" | "item" | "payment" | "movement" | "review" | "activity" | "annotation";

const KINDS: Record<IdKind, number> = {
  artist: 1, genre: 2, label: 3, supplier: 4, album: 5, price: 6, inventory: 7, customer: 8, order: 9, item: 10, payment: 11, movement: 12, review: 13, activity: 14, annotation: 15,
};

/** Scatters 32 bits (the finaliser of MurmurHash3). */
function scatter(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const byteHex = (word: number, shift: number): string => HEX[(word >>> shift) & 255] ?? "";
const wordHex = (word: number): string => byteHex(word, 24) + byteHex(word, 16) + byteHex(word, 8) + byteHex(word, 0);

/**
 * A UUID v7 that is always the same for the same row: its time is `ms`, its random part is drawn
 * from (seed, kind, ordinal). No two rows of one kind may share an ordinal.
 */
export function idOf(seed: number, kind: IdKind, ordinal: number, ms: number): string {
  // The ordinal itself stands in the id (32 bits, scattered one to one), so two ids of a kind differ.
  const salt = scatter(seed ^ Math.imul(KINDS[kind], 0x9e3779b1));
  const one = scatter(ordinal ^ salt);
  const two = scatter(one + Math.imul(KINDS[kind], 0x27d4eb2f) + Math.floor(ordinal / 0x100000000));
  const three = scatter(two ^ salt ^ 0x165667b1);
  const time = Math.max(0, Math.floor(ms)).toString(16).padStart(12, "0");
  const version = 0x7000 | (three & 0x0fff);
  const variant = 0x8000 | ((three >>> 12) & 0x3fff);
  return `${time.slice(0, 8)}-${time.slice(8)}-${byteHex(version, 8)}${byteHex(version, 0)}-${byteHex(variant, 8)}${byteHex(variant, 0)}-${wordHex(one)}${wordHex(two).slice(0, 4)}`;
}
