/** A place in a document that an answer cites, by the number it has there. */
export interface CitedPlace {
  number: number;
  start: number;
  end: number;
  /** Of what stood there when it was cited (see quote-print.ts); none where nothing was quoted. */
  print?: string | undefined;
}

interface PassageSearch {
  /** The places to mark, in the order of the document. */
  places: CitedPlace[];
  /** Which of them is shown first, from 1; null where there is none. */
  current: number | null;
  /** The version that was cited. */
  version: number | null;
  /** The passage around it, by its id. */
  passageId: string | null;
  /** The conversation that led here, to find back to it. */
  conversationId: string | null;
  /** From 1; where the document has pages. */
  page: number | null;
}

const MOST_PLACES = 40;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const PRINT = /^[0-9a-z]{1,7}-[0-9a-z]{1,7}-[0-9a-z]{1,7}$/;

/** What an address asks to be shown of a document. What does not hold is passed over. `start` and `end` name one place without a number. */
export function readPassageSearch(search: URLSearchParams): PassageSearch {
  const whole = (text: string | null | undefined): number | null => (text != null && /^\d{1,9}$/.test(text) ? Number(text) : null);
  const places = (search.get("at") ?? "").split("_").slice(0, MOST_PLACES).flatMap((place): CitedPlace[] => {
    const [number, start, end] = place.split(".").map(whole);
    const print = place.split(".")[3] ?? "";
    return number != null && start != null && end != null && end > start ? [{ number, start, end, ...(PRINT.test(print) ? { print } : {}) }] : [];
  });
  const [start, end] = [whole(search.get("start")), whole(search.get("end"))];
  if (places.length === 0 && start !== null && end !== null && end > start) places.push({ number: 1, start, end });
  const asked = whole(search.get("n"));
  const id = (name: string): string | null => {
    const value = search.get(name);
    return value !== null && UUID.test(value) ? value.toLowerCase() : null;
  };
  const page = whole(search.get("page"));
  return {
    places: inOrder(places),
    current: places.length === 0 ? null : asked !== null && asked >= 1 && asked <= places.length ? asked : 1,
    version: whole(search.get("v")),
    passageId: id("passage"),
    conversationId: id("c"),
    page: page !== null && page >= 1 ? page : null,
  };
}

/** Places as the reader comes by them. Two quotes may begin at one character. */
export const inOrder = <Of extends CitedPlace>(places: readonly Of[]): Of[] => [...places].sort((a, b) => a.start - b.start || a.end - b.end || a.number - b.number);

/** The search that shows `places`, which are in order, and begins with the `current` one. */
export function passageSearch({ places, current, version, passageId, conversationId, page }: Partial<PassageSearch>): URLSearchParams {
  const search = new URLSearchParams();
  if (places && places.length > 0) search.set("at", places.map(({ number, start, end, print }) => [number, start, end, ...(print ? [print] : [])].join(".")).join("_"));
  if (current != null) search.set("n", String(current));
  if (version != null) search.set("v", String(version));
  if (passageId) search.set("passage", passageId);
  if (conversationId) search.set("c", conversationId);
  if (page != null) search.set("page", String(page));
  return search;
}
