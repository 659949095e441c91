import fc from "fast-check";
import { expect, test } from "vitest";
import { MOST_ATTEMPTS, waitBeforeRetry } from "./settle-email.ts";

test("waits longer from try to try, a quarter more or less, an hour and a quarter at most, and never shorter than the provider asks", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: MOST_ATTEMPTS }), fc.option(fc.integer({ min: 0, max: 3_600_000 })), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempts, asked, random) => {
      const wait = waitBeforeRetry(attempts, asked, random);
      const plain = Math.min(30_000 * 2 ** (attempts - 1), 3_600_000);
      expect(wait).toBeGreaterThanOrEqual(Math.max(Math.floor(plain * 0.75), asked ?? 0));
      expect(wait).toBeLessThanOrEqual(Math.max(Math.ceil(plain * 1.25), asked ?? 0));
    }),
  );
});
