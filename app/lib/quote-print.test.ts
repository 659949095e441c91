import fc from "fast-check";
import { expect, test } from "vitest";
import { bareText, findPrint, printOf } from "./quote-print.ts";

const RUNS = Number(process.env["RUNS"] ?? 25);

test("a quote is found wherever it stands, however its lines are wrapped", () => {
  const print = printOf("returned within 30 days");
  expect(print).toMatch(/^[a-z0-9]+(-[a-z0-9]+){2}$/);
  expect(findPrint("It may be returned\n  within 30 days. Or not.", print)).toEqual([{ start: 10, end: 35 }]);
  expect(findPrint("returned within 14 days", print)).toEqual([]);
  expect(findPrint("short", print)).toEqual([]);
  expect(findPrint("any text", "no print")).toEqual([]);
  expect(findPrint("any text", "0-0-0")).toEqual([]);
  expect(findPrint("abab", printOf("ab"))).toEqual([{ start: 0, end: 2 }, { start: 2, end: 4 }]);
});

test("what is found is what a search finds, for any text and any quote of few letters", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", " ", "\n", "ü", "😀"), maxLength: 60 });
  fc.assert(
    fc.property(letters, letters, (text, quote) => {
      const { bare, places } = bareText(text);
      const wanted = bareText(quote).bare;
      const starts = wanted === "" ? [] : [...bare].length === 0 ? [] : Array.from({ length: bare.length }, (_, at) => at).filter((at) => bare.startsWith(wanted, at));
      expect(findPrint(text, printOf(quote)).map(({ start }) => start)).toEqual(starts.map((at) => places[at]));
      for (const { start, end } of findPrint(text, printOf(quote))) expect(bareText(text.slice(start, end)).bare).toBe(wanted);
    }),
    { numRuns: RUNS },
  );
});
