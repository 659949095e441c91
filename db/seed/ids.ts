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

const HEX = Array.from({ length: 0x10000 }, (_, word) => word.toString(16).padStart(4, "0"));
/** 16 bits as four digits. */
const hex = (word: number): string => HEX[word & 0xffff] ?? "";

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
  const time = Math.floor(ms);
  const high = Math.floor(time / 0x10000);
  return `${hex(high >>> 16)}${hex(high)}-${hex(time % 0x10000)}-${hex(0x7000 | (three & 0x0fff))}-${hex(0x8000 | ((three >>> 12) & 0x3fff))}-${hex(one >>> 16)}${hex(one)}${hex(two)}`;
}
