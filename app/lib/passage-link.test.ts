import fc from "fast-check";
import { expect, test } from "vitest";
import { type CitedPlace, passageSearch, readPassageSearch } from "./passage-link.ts";

const RUNS = Number(process.env["RUNS"] ?? 25);
const ID = "01900000-0000-7000-8000-0000000000fe";

test("what is written into an address is read from it again", () => {
  const places = fc.uniqueArray(fc.record({ number: fc.integer({ min: 1, max: 99 }), start: fc.nat(99_999), length: fc.integer({ min: 1, max: 500 }) }), { minLength: 1, maxLength: 10, selector: ({ number }) => number });
  fc.assert(
    fc.property(places, fc.nat(9), (drawn, pick) => {
      const cited = drawn.map(({ number, start, length }): CitedPlace => ({ number, start, end: start + length }));
      const current = cited[pick % cited.length]?.number ?? null;
      const read = readPassageSearch(passageSearch({ places: cited, current, passageId: ID, conversationId: ID, page: 3 }));
      expect(read).toEqual({ places: [...cited].sort((a, b) => a.start - b.start), current, passageId: ID, conversationId: ID, page: 3 });
    }),
    { numRuns: RUNS },
  );
});

test("one place by its ends; what is no place is passed over", () => {
  expect(readPassageSearch(new URLSearchParams("start=5&end=9"))).toMatchObject({ places: [{ number: 1, start: 5, end: 9 }], current: 1 });
  expect(readPassageSearch(new URLSearchParams("at=1.9.5_x.1.2_2.1&n=7&passage=no&page=0&c=1"))).toEqual({ places: [], current: null, passageId: null, conversationId: null, page: null });
  expect(readPassageSearch(new URLSearchParams(`at=${Array.from({ length: 500 }, (_, n) => `${n + 1}.1.2`).join("_")}`)).places).toHaveLength(40);
});
