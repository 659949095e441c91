/** A place in a document that an answer cites, by the number it has there. */
export interface CitedPlace {
  number: number;
  start: number;
  end: number;
}

interface PassageSearch {
  /** The places to mark, in the order of the document. */
  places: CitedPlace[];
  /** The number of the one to begin with; null where there is none. */
  current: number | null;
  /** The passage around it, by its id. */
  passageId: string | null;
  /** The conversation that led here, to find back to it. */
  conversationId: string | null;
  /** From 1; where the document has pages. */
  page: number | null;
}

const MOST_PLACES = 40;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What an address asks to be shown of a document. What does not hold is passed over. `start` and `end` name one place without a number. */
export function readPassageSearch(search: URLSearchParams): PassageSearch {
  const whole = (text: string | null): number | null => (text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null);
  const places = (search.get("at") ?? "").split("_").slice(0, MOST_PLACES).flatMap((place): CitedPlace[] => {
    const [number, start, end] = place.split(".").map((part) => whole(part));
    return number != null && start != null && end != null && end > start ? [{ number, start, end }] : [];
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
    places: places.sort((a, b) => a.start - b.start),
    current: places.some(({ number }) => number === asked) ? asked : (places[0]?.number ?? null),
    passageId: id("passage"),
    conversationId: id("c"),
    page: page !== null && page >= 1 ? page : null,
  };
}

/** The search that shows `places` and begins with the one of number `current`. */
export function passageSearch({ places, current, passageId, conversationId, page }: Partial<PassageSearch>): URLSearchParams {
  const search = new URLSearchParams();
  if (places && places.length > 0) search.set("at", places.map(({ number, start, end }) => `${number}.${start}.${end}`).join("_"));
  if (current != null) search.set("n", String(current));
  if (passageId) search.set("passage", passageId);
  if (conversationId) search.set("c", conversationId);
  if (page != null) search.set("page", String(page));
  return search;
}
