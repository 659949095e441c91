import fc from "fast-check";
import { expect, test } from "vitest";
import { embedKeyless } from "./keyless-embedder.ts";

const cosine = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

test("a text is always the same 768 numbers, of length 1 or all zero", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
      const vector = embedKeyless(text);
      expect(vector).toHaveLength(768);
      expect(embedKeyless(text)).toEqual(vector);
      const length = Math.hypot(...vector);
      expect(length === 0 || Math.abs(length - 1) < 1e-9).toBe(true);
    }),
    { numRuns: Number(process.env["RUNS"] ?? 25) },
  );
  expect(Math.hypot(...embedKeyless("the of and"))).toBe(0);
  expect(Math.hypot(...embedKeyless(" \n"))).toBe(0);
});

test("texts with the same words or parts of words are near, others are not", () => {
  const asked = embedKeyless("Which pressing is returnable?");
  const near = cosine(asked, embedKeyless("Faulty pressings are returned within a month."));
  expect(near).toBeGreaterThan(2 * Math.abs(cosine(asked, embedKeyless("The doors open on Sunday."))));
  expect(cosine(embedKeyless("Café Zürich"), embedKeyless("cafe zurich"))).toBeCloseTo(1, 9);
});

test("its figures never change unseen: another way of making them needs another name", () => {
  expect(embedKeyless("Kind of Blue, first pressing").flatMap((value, at) => (Math.abs(value) > 0.25 ? [[at, value.toFixed(4)]] : []))).toMatchInlineSnapshot(`
    [
      [
        34,
        "-0.4000",
      ],
      [
        73,
        "-0.3162",
      ],
      [
        94,
        "-0.2828",
      ],
      [
        100,
        "0.2828",
      ],
      [
        207,
        "-0.2828",
      ],
      [
        493,
        "0.2828",
      ],
      [
        507,
        "0.4000",
      ],
      [
        564,
        "-0.3162",
      ],
    ]
  `);
});
