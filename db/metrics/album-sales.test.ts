import fc from "fast-check";
import { expect, it } from "vitest";
import { wholeMonths } from "./album-sales.ts";

const DAY_MS = 86_400_000;
const day = fc.integer({ min: 9_000, max: 25_000 }).map((n) => new Date(n * DAY_MS).toISOString().slice(0, 10));

it("takes a month for whole exactly when all of its days lie in the range", () => {
  fc.assert(
    fc.property(day, day, (a, b) => {
      const range = a <= b ? { from: a, to: b } : { from: b, to: a };
      const months = wholeMonths(range);
      const whole: string[] = [];
      for (let at = new Date(`${range.from.slice(0, 7)}-01T00:00:00Z`); at.toISOString().slice(0, 10) <= range.to; at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1))) {
        const first = at.toISOString().slice(0, 10);
        const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).toISOString().slice(0, 10);
        if (first >= range.from && last <= range.to) whole.push(first);
      }
      expect(months?.first).toBe(whole[0]);
      if (months) {
        const after = new Date(`${months.end}T00:00:00Z`);
        expect(new Date(Date.UTC(after.getUTCFullYear(), after.getUTCMonth() - 1, 1)).toISOString().slice(0, 10)).toBe(whole.at(-1));
      }
    }),
    { numRuns: Number(process.env["RUNS"] ?? 25) * 20 },
  );
});
