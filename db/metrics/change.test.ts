import { describe, expect, it } from "vitest";
import { describeChange } from "./change.ts";

const relative = { change: "relative", upIsGood: true } as const;
const points = { change: "absolute", upIsGood: true } as const;

describe("describeChange", () => {
  it.each([
    ["110.00", "100.00", relative, { kind: "relative", value: 0.1, good: true }],
    ["90.00", "100.00", relative, { kind: "relative", value: -0.1, good: false }],
    ["90.00", "100.00", { change: "relative", upIsGood: false }, { kind: "relative", value: -0.1, good: true }],
    ["90.00", "100.00", { change: "relative", upIsGood: null }, { kind: "relative", value: -0.1, good: null }],
    ["100.00", "100.00", relative, { kind: "same", value: null, good: null }],
    ["5.00", "0.00", relative, { kind: "new", value: null, good: true }],
    ["5.00", "0.00", { change: "relative", upIsGood: false }, { kind: "new", value: null, good: false }],
    ["0.00", "5.00", relative, { kind: "gone", value: null, good: false }],
    ["0.00", "0.00", relative, { kind: "none", value: null, good: null }],
    [null, null, relative, { kind: "none", value: null, good: null }],
    ["20.00", null, relative, { kind: "new", value: null, good: true }],
    [null, "20.00", relative, { kind: "gone", value: null, good: false }],
    ["4.5", "4.0", points, { kind: "absolute", value: 0.5, good: true }],
    ["0.2", "0", points, { kind: "absolute", value: 0.2, good: true }],
  ] as const)("from %s after %s by %j", (now, before, rule, change) => {
    const found = describeChange(now, before, rule);
    expect({ ...found, value: found.value === null ? null : Number(found.value.toFixed(9)) }).toEqual(change);
  });

  it("never says infinity", () => {
    for (const now of ["0", "1", "99999999.99", null]) {
      for (const before of ["0", "0.00", "0.01", null]) {
        const { value } = describeChange(now, before, relative);
        expect(value === null || Number.isFinite(value)).toBe(true);
      }
    }
  });
});
