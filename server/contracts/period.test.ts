import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketsOf, grainFor } from "./buckets.ts";
import { addDays, addYears, countDays, dayNumber, isDay, startOfWeek, todayIn } from "./calendar.ts";
import { type Comparison, counterpartOf, type Period, type PeriodParams, resolvePeriod } from "./period.ts";

const numRuns = Number(process.env["RUNS"] ?? 25) * 20;
const day = fc.integer({ min: dayNumber("1996-01-01"), max: dayNumber("2032-12-31") }).map((n) => addDays("1970-01-01", n));
const asked = (params: Partial<PeriodParams>): PeriodParams => ({ p: undefined, from: undefined, to: undefined, against: undefined, ...params });
const resolve = (today: string, params: Partial<PeriodParams> = {}): Period => resolvePeriod({ params: asked(params), today });
const weekday = (d: string): number => ((dayNumber(d) % 7) + 7) % 7;

/** Any period a person can ask for. */
const anyParams = fc.record({
  p: fc.constantFrom("7", "30", "90", "365", "mtd", "lm", "ytd", "custom"),
  from: day,
  to: day,
  against: fc.constantFrom("previous", "weekdays", "year", "none"),
});

describe("calendar", () => {
  it("knows today in the shop's zone, whatever the machine's", () => {
    const lateEvening = new Date("2026-11-22T23:30:00Z");
    expect(todayIn("Europe/Berlin", lateEvening)).toBe("2026-11-23");
    expect(todayIn("America/New_York", lateEvening)).toBe("2026-11-22");
    expect(todayIn("Pacific/Kiritimati", lateEvening)).toBe("2026-11-23");
  });

  it.each(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Havana", "Asia/Kathmandu"])("steps through a year in %s without losing or repeating a day", (zone) => {
    let last = todayIn(zone, new Date("2025-12-31T00:00:00Z"));
    for (let hour = 1; hour <= 370 * 24; hour += 7) {
      const next = todayIn(zone, new Date(Date.UTC(2025, 11, 31, hour)));
      expect(next === last || next === addDays(last, 1)).toBe(true);
      last = next;
    }
  });

  it("adds and counts days over months, leap years and daylight saving", () => {
    fc.assert(fc.property(day, fc.integer({ min: -2000, max: 2000 }), (d, n) => countDays(d, addDays(d, n)) === n + 1 && isDay(addDays(d, n))), { numRuns });
    expect(addDays("2026-03-28", 1)).toBe("2026-03-29");
    expect(addYears("2024-02-29", -1, "before")).toBe("2023-02-28");
    expect(addYears("2024-02-29", -1, "after")).toBe("2023-03-01");
    expect(addYears("2025-02-28", -1, "before")).toBe("2024-02-28");
    expect(startOfWeek("2026-11-22")).toBe("2026-11-16");
    expect(startOfWeek("1969-12-28")).toBe("1969-12-22");
  });

  it.each(["2026-02-29", "2026-13-01", "2026-00-10", "0000-01-01", "2026-1-1", "yesterday", "", "9999-01-01"])("does not take %j for a day", (text) => {
    expect(isDay(text)).toBe(false);
  });
});

describe("resolvePeriod", () => {
  it("defaults to the 30 days ending today against the 30 before", () => {
    const period = resolve("2026-11-22");
    expect(period).toMatchObject({ preset: "30", from: "2026-10-24", to: "2026-11-22", days: 30, label: "The last 30 days", notice: null, toDate: false });
    expect(period.comparison).toMatchObject({ from: "2026-09-24", to: "2026-10-23", days: 30, label: "the 30 days before" });
  });

  it("compares a month that is over with the whole month before it", () => {
    const period = resolve("2026-03-15", { p: "lm" });
    expect(period).toMatchObject({ from: "2026-02-01", to: "2026-02-28", label: "February 2026", toDate: false });
    expect(period.comparison).toMatchObject({ from: "2026-01-01", to: "2026-01-31", days: 31, label: "January" });
    expect(resolve("2026-01-02", { p: "lm", against: "year" })).toMatchObject({ from: "2025-12-01", to: "2025-12-31", comparison: { from: "2024-12-01", to: "2024-12-31" } });
  });

  it("compares a month or year so far with the same days", () => {
    expect(resolve("2026-11-22", { p: "mtd" }).comparison).toMatchObject({ from: "2026-10-01", to: "2026-10-22", label: "the same days of October" });
    expect(resolve("2026-03-31", { p: "mtd" }).comparison).toMatchObject({ from: "2026-02-01", to: "2026-02-28", days: 28 });
    expect(resolve("2024-02-29", { p: "ytd" }).comparison).toMatchObject({ from: "2023-01-01", to: "2023-02-28", label: "the same days of 2023" });
  });

  it("compares days that go on after today with as many days as have passed", () => {
    const period = resolve("2026-11-22", { p: "custom", from: "2026-11-01", to: "2026-11-30" });
    expect(period).toMatchObject({ from: "2026-11-01", to: "2026-11-30", days: 30, toDate: true, passedTo: "2026-11-22", comparison: { from: "2026-10-10", to: "2026-10-31", days: 22, label: "the 22 days before" } });
    expect(period.notice).toBe("The days after 22 Nov 2026 have not come yet, so only the 22 days so far are compared.");
    expect(bucketsOf(period).map(({ before }) => before?.from ?? null).slice(20, 23)).toEqual(["2026-10-30", "2026-10-31", null]);
    expect(resolve("2026-11-22", { from: "2026-11-01", to: "2026-11-30", against: "year" }).comparison).toMatchObject({ from: "2025-11-01", to: "2025-11-22" });
    expect(resolve("2026-11-22", { from: "2026-11-01", to: "2026-11-30", against: "weekdays" }).comparison).toMatchObject({ from: "2026-10-04", to: "2026-10-25" });
    expect(resolve("2026-11-22", { from: "2026-12-01", to: "2026-12-31" }).notice).toBe("These days have not come yet.");
    expect(resolve("2026-11-22", { from: "2026-11-01", to: "2026-11-22" })).toMatchObject({ toDate: false, notice: null });
  });

  it("moves 30 days by 35, so that Saturdays stand on Saturdays", () => {
    expect(resolve("2026-11-22", { against: "weekdays" }).comparison).toMatchObject({ from: "2026-09-19", to: "2026-10-18", shift: { unit: "days", by: 35 } });
  });

  it("compares 29 February with 28 February", () => {
    expect(resolve("2026-01-01", { p: "custom", from: "2024-02-29", to: "2024-02-29", against: "year" }).comparison).toMatchObject({ from: "2023-02-28", to: "2023-02-28" });
  });

  it.each([
    [{ p: "fortnight" }, "30"],
    [{ p: "custom", from: "2026-02-30", to: "2026-03-01" }, "30"],
    [{ p: "custom" }, "30"],
    [{ p: "custom", from: "1901-01-01", to: "2026-01-01" }, "30"],
    [{ against: "the moon" }, "30"],
    [{ p: "custom", from: "2026-05-02", to: "2026-05-01" }, "custom"],
  ])("answers %j with a period and a sentence", (params, preset) => {
    const period = resolve("2026-11-22", params);
    expect(period.preset).toBe(preset);
    expect(period.notice).toMatch(/\w.*\.$/);
    expect(period.from <= period.to).toBe(true);
  });

  it("never throws, whatever stands in the address", () => {
    fc.assert(
      fc.property(day, fc.record({ p: fc.option(fc.string(), { nil: undefined }), from: fc.option(fc.string(), { nil: undefined }), to: fc.option(fc.string(), { nil: undefined }), against: fc.option(fc.string(), { nil: undefined }) }), (today, params) => {
        const period = resolvePeriod({ params, today });
        return isDay(period.from) && isDay(period.to) && period.from <= period.to;
      }),
      { numRuns },
    );
  });

  it("holds a period against one that does not overlap and is as long, save where a date does not exist or months are whole", () => {
    fc.assert(
      fc.property(day, anyParams, (today, params) => {
        const period = resolve(today, params);
        const { comparison } = period;
        if (!comparison) return params.against === "none";
        expect(comparison.to < period.from).toBe(true);
        expect(comparison.from <= comparison.to).toBe(true);
        expect(comparison.days).toBe(countDays(comparison.from, comparison.to));
        const mayDiffer = comparison.shift.unit === "years" ? 1 : (period.preset === "mtd" || period.preset === "lm") && comparison.kind === "previous" ? 3 : 0;
        const passed = period.from <= today && today < period.to ? countDays(period.from, today) : period.days;
        expect(Math.abs(comparison.days - passed)).toBeLessThanOrEqual(mayDiffer);
        if (comparison.kind === "weekdays") expect(weekday(comparison.from)).toBe(weekday(period.from));
        return true;
      }),
      { numRuns },
    );
  });
});

describe("bucketsOf", () => {
  const daysOf = (parts: readonly ({ from: string; to: string } | null)[]): string[] =>
    parts.flatMap((part) => (part ? Array.from({ length: countDays(part.from, part.to) }, (_, index) => addDays(part.from, index)) : []));

  it("cuts a period and its comparison into bars that hold every day once", () => {
    fc.assert(
      fc.property(day, anyParams.filter(({ from, to }) => Math.abs(countDays(from, to)) < 1500), (today, params) => {
        const period = resolve(today, params);
        const buckets = bucketsOf(period);
        expect(daysOf(buckets.map(({ start, end }) => ({ from: start, to: end })))).toEqual(daysOf([period]));
        expect(daysOf(buckets.map((bucket) => bucket.before))).toEqual(daysOf([period.comparison]));
        if (grainFor(period.days) === "day") expect(buckets).toHaveLength(period.days);
        return true;
      }),
      { numRuns },
    );
  });

  it("gives 29 February no counterpart and leaves 1 March its own", () => {
    const period = resolve("2024-03-02", { p: "7", against: "year" });
    const comparison = period.comparison as Comparison;
    expect(counterpartOf(comparison, "2024-02-29", "2024-02-29", period.to)).toBeNull();
    expect(counterpartOf(comparison, "2024-03-01", "2024-03-01", period.to)).toEqual({ from: "2023-03-01", to: "2023-03-01" });
  });
});
