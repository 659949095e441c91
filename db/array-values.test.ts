import fc from "fast-check";
import { parse } from "postgres-array";
import { expect, test } from "vitest";
import { addArrays, writeArray } from "./array-values.ts";

const RUNS = Number(process.env["RUNS"] ?? 25);

test("what is written as an array is read back", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("", "null", "NULL", "{", "}", '"', "\\", "a,b", "'")).filter((text) => !text.includes("\0")).map((text): string | null => text).chain((text) => fc.constantFrom(text, null))), (texts) => {
      expect(parse(writeArray(texts), (text) => text)).toEqual(texts);
    }),
    { numRuns: RUNS },
  );
});

test("arrays of every kind are written, json arrays stay one value, and the rest is left to the driver", () => {
  const values = { parsers: {} as Record<number, (written: string) => unknown>, serializers: { 3802: JSON.stringify, 16: (value: unknown) => (value === true ? "t" : "f") } as Record<number, (value: unknown) => unknown> };
  addArrays(values);
  const write = (type: number, value: unknown) => values.serializers[type]?.(value);
  expect(write(1007, [1, 2])).toBe('{"1","2"}');
  expect(write(123_456, ["staff", null])).toBe('{"staff",NULL}');
  expect(write(1009, [["a"], ["b"]])).toBe('{{"a"},{"b"}}');
  expect(write(3802, [1, { a: 2 }])).toBe('[1,{"a":2}]');
  expect(write(16, true)).toBe("t");
  expect(write(25, 7)).toBe("7");
  expect(values.parsers[1007]?.("{1,NULL,3}")).toEqual([1, null, 3]);
  expect(values.parsers[1000]?.("{t,f}")).toEqual([true, false]);
});
