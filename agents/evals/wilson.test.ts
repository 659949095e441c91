import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wilsonInterval } from "./wilson.ts";

describe("wilsonInterval", () => {
  it("agrees with the textbook's figures", () => {
    const interval = wilsonInterval(81, 263);
    // Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263 gives 0.2553 to 0.3662.
    expect(interval?.low).toBeCloseTo(0.2553, 4);
    expect(interval?.high).toBeCloseTo(0.3662, 4);
    expect(wilsonInterval(0, 20)?.low).toBe(0);
    expect(wilsonInterval(0, 20)?.high).toBeCloseTo(0.1611, 4);
  });

  it("has no interval without tries", () => {
    expect(wilsonInterval(0, 0)).toBeNull();
  });

  it("holds the share, stays within 0 and 1, and mirrors hits and misses", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (tries, drawn) => {
        const hits = Math.min(drawn, tries);
        const interval = wilsonInterval(hits, tries);
        const mirror = wilsonInterval(tries - hits, tries);
        expect(interval?.low).toBeGreaterThanOrEqual(0);
        expect(interval?.high).toBeLessThanOrEqual(1);
        expect(interval?.low).toBeLessThanOrEqual(hits / tries + 1e-12);
        expect(interval?.high).toBeGreaterThanOrEqual(hits / tries - 1e-12);
        expect(interval?.low).toBeCloseTo(1 - (mirror?.high ?? 0), 12);
      }),
    );
  });
});
