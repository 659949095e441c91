import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance, likeness } from "./likeness.ts";

describe("editDistance", () => {
  it.each([
    ["", "", 0],
    ["davis", "davis", 0],
    ["davis", "dvis", 1],
    ["davis", "daivs", 1],
    ["davis", "davies", 1],
    ["monk", "monc", 1],
    ["", "abc", 3],
    ["kitten", "sitting", 3],
  ])("from %s to %s is %i", (a, b, distance) => expect(editDistance(a, b)).toBe(distance));

  it("is the same both ways, zero only for equals, and never more than the longer text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        const distance = editDistance(a, b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

describe("likeness", () => {
  it("finds a misspelt name more like itself than another name", () => {
    expect(likeness("Mles Dvis", "Miles Davis")).toBeGreaterThan(0.75);
    expect(likeness("Mles Dvis", "Miles Davis")).toBeGreaterThan(likeness("Mles Dvis", "Art Davis"));
    expect(likeness("Cotrane", "John Coltrane")).toBeGreaterThan(0.8);
    expect(likeness("Bjork", "Björk")).toBe(1);
  });

  it("is 0 where there are no letters", () => {
    expect(likeness("!?", "Blue Note")).toBe(0);
  });
});
