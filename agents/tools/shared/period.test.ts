import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Shop } from "#db/queries/shop.ts";
import { addDays, countDays } from "#server/contracts/calendar.ts";
import { readPeriod, readWholeHistory } from "./period.ts";

const shop: Shop = { name: "Shop", currency: "EUR", timeZone: "Europe/Berlin", dataOrigin: "seeded", isEmpty: false, firstOrderDay: "2023-07-01", lastOrderDay: "2026-06-15" };
const moment = { shop, today: "2026-06-17" };

describe("readPeriod", () => {
  it.each([
    [{}, "2026-05-19", "2026-06-17", "the last 30 days"],
    [{ from: "2026-03-01", to: "2026-03-31" }, "2026-03-01", "2026-03-31", "March 2026"],
    [{ from: "2025-01-01", to: "2025-12-31" }, "2025-01-01", "2025-12-31", "2025"],
    [{ from: "2026-06-01" }, "2026-06-01", "2026-06-17", "June so far"],
    [{ from: "2026-01-01", to: "2026-06-17" }, "2026-01-01", "2026-06-17", "2026 so far"],
    [{ from: "2026-06-11", to: "2026-06-17" }, "2026-06-11", "2026-06-17", "the last 7 days"],
    [{ from: "2026-03-05", to: "2026-03-05" }, "2026-03-05", "2026-03-05", "5 Mar 2026"],
    [{ to: "2026-04-30" }, "2026-04-01", "2026-04-30", "April 2026"],
  ] as const)("reads %j", (input, from, to, label) => expect(readPeriod(moment, input).now).toEqual({ from, to, label }));

  it("swaps reversed days and says so", () => {
    const asked = readPeriod(moment, { from: "2026-03-31", to: "2026-03-01" });
    expect(asked.now).toMatchObject({ from: "2026-03-01", to: "2026-03-31" });
    expect(asked.notes).toEqual(["The first day came after the last, so the two were swapped."]);
  });

  it("compares as the pages do", () => {
    expect(readPeriod(moment, { from: "2026-06-01" }, "previous").before).toEqual({ from: "2026-05-01", to: "2026-05-17", label: "the same days of May" });
    expect(readPeriod(moment, { from: "2026-03-01", to: "2026-03-31" }, "previous").before).toEqual({ from: "2026-01-29", to: "2026-02-28", label: "the 31 days before" });
    expect(readPeriod(moment, { from: "2026-03-01", to: "2026-03-31" }, "year").before).toMatchObject({ from: "2025-03-01", to: "2025-03-31" });
  });

  it("compares nothing with days before the first order, and says so", () => {
    const asked = readPeriod(moment, { from: "2023-07-01", to: "2023-07-31" }, "previous");
    expect(asked.before).toBeNull();
    expect(asked.notes.join()).toContain("before the shop's first order on 1 Jul 2023");
  });

  it("says that days lie outside the shop's history", () => {
    const sentence = "There are no orders from 1 Jan to 1 Feb 2020; the shop's orders run from 1 Jul 2023 to 15 Jun 2026.";
    expect(readPeriod(moment, { from: "2020-01-01", to: "2020-02-01" }).outside).toBe(sentence);
    expect(readPeriod(moment, { from: "2026-06-16", to: "2026-06-16" }).outside).toContain("There are no orders on 16 Jun 2026");
    expect(readPeriod({ today: "2026-06-17", shop: { ...shop, firstOrderDay: null, lastOrderDay: null } }, {}).outside).toBe("The shop has no orders yet.");
  });

  it("cuts centuries down to the shop's history, and says so", () => {
    const asked = readPeriod(moment, { from: "1626-01-01", to: "2400-01-01" });
    expect(asked.now).toMatchObject({ from: "2023-07-01", to: "2026-06-17" });
    expect(asked.notes.join()).toContain("longer than the shop's history");
  });

  it("looks at all of the history where nothing is said", () => {
    expect(readWholeHistory(moment, {}).now).toEqual({ from: "2023-07-01", to: "2026-06-17", label: "all of the shop's history" });
    expect(readWholeHistory(moment, { from: "2026-03-01", to: "2026-03-31" }).now.label).toBe("March 2026");
  });

  it("never crashes, keeps its days in order, and looks at what was asked unless it says otherwise", () => {
    const day = fc.integer({ min: -130_000, max: 150_000 }).map((days) => addDays("2000-01-01", days)).filter((text) => /^\d{4}-/.test(text));
    const input = fc.record({ from: fc.option(day, { nil: undefined }), to: fc.option(day, { nil: undefined }) });
    fc.assert(
      fc.property(input, fc.constantFrom("previous", "weekdays", "year", "none"), (asked, against) => {
        const found = readPeriod(moment, asked, against);
        expect(countDays(found.now.from, found.now.to)).toBeGreaterThan(0);
        if (asked.from && asked.to && asked.from <= asked.to && found.notes.length === 0 && !found.outside) expect(found.now).toMatchObject({ from: asked.from, to: asked.to });
        if (!found.outside) expect([found.period.from, found.period.to]).toEqual([found.now.from, found.now.to]);
      }),
      { numRuns: 500 },
    );
  });
});
