import fc from "fast-check";
import { expect, test } from "vitest";
import { type CitedPlace, inOrder, passageSearch, readPassageSearch } from "./passage-link.ts";
import { printOf } from "./quote-print.ts";

const RUNS = Number(process.env["RUNS"] ?? 25);
const ID = "01900000-0000-7000-8000-0000000000fe";

test("what is written into an address is read from it again", () => {
  const places = fc.array(fc.record({ number: fc.integer({ min: 1, max: 9 }), start: fc.nat(99_999), length: fc.integer({ min: 1, max: 500 }), quote: fc.string({ minLength: 1 }) }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(places, fc.nat(9), (drawn, pick) => {
      const cited = inOrder(drawn.map(({ number, start, length, quote }): CitedPlace => ({ number, start, end: start + length, print: printOf(quote) })));
      const current = (pick % cited.length) + 1;
      const read = readPassageSearch(passageSearch({ places: cited, current, version: 2, passageId: ID, conversationId: ID, page: 3 }));
      expect(read).toEqual({ places: cited, current, version: 2, passageId: ID, conversationId: ID, page: 3 });
    }),
    { numRuns: RUNS },
  );
});

test("two quotes of one number are two places, each with its own turn", () => {
  const read = readPassageSearch(new URLSearchParams("at=1.50.60_2.5.9_1.10.20&n=3"));
  expect(read.places.map(({ number, start }) => [number, start])).toEqual([[2, 5], [1, 10], [1, 50]]);
  expect(read.current).toBe(3);
});

test("one place by its ends; what is no place is passed over", () => {
  expect(readPassageSearch(new URLSearchParams("start=5&end=9"))).toMatchObject({ places: [{ number: 1, start: 5, end: 9 }], current: 1 });
  expect(readPassageSearch(new URLSearchParams("at=1.9.5_x.1.2_2.1&n=7&v=x&passage=no&page=0&c=1"))).toEqual({ places: [], current: null, version: null, passageId: null, conversationId: null, page: null });
  expect(readPassageSearch(new URLSearchParams("at=1.5.9.<b>&n=9"))).toMatchObject({ places: [{ number: 1, start: 5, end: 9 }], current: 1 });
  expect(readPassageSearch(new URLSearchParams(`at=${Array.from({ length: 500 }, (_, n) => `${n + 1}.1.2`).join("_")}`)).places).toHaveLength(40);
});
