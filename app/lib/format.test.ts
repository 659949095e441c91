import { describe, expect, test } from "vitest";
import {
  formatAgo,
  formatAmount,
  formatChange,
  formatCount,
  formatDay,
  formatDayRange,
  formatFigureMoney,
  formatMoment,
  formatMoney,
  formatShare,
  formatShort,
  formatSince,
  inShopTime,
  plural,
} from "./format.ts";

describe("money", () => {
  test("is exact with its currency in sentences", () => {
    expect(formatMoney("25846", "EUR")).toBe("€25,846.00");
    expect(formatMoney("2500315.63", "USD")).toBe("$2,500,315.63");
    expect(formatMoney("-14.5", "EUR")).toBe("\u2212€14.50");
  });

  test("is whole from a thousand on in figures, with cents below where there are any", () => {
    expect(formatFigureMoney("25846.20", "EUR")).toBe("€25,846");
    expect(formatFigureMoney("62.73", "EUR")).toBe("€62.73");
    expect(formatFigureMoney("486.00", "EUR")).toBe("€486");
    expect(formatFigureMoney("0.00", "EUR")).toBe("€0");
  });

  test("has no currency in tables and is short on axes", () => {
    expect(formatAmount("464")).toBe("464.00");
    expect(formatShort(12400)).toBe("12.4k");
    expect(formatShort(500)).toBe("500");
    expect(formatShort(2_000_000)).toBe("2M");
    expect(formatShort(0.5)).toBe("0.5");
  });
});

describe("changes", () => {
  test("say sign, size and direction", () => {
    expect(formatChange({ kind: "relative", value: 0.0717, good: true })).toEqual({ text: "+7.2\u00a0%", direction: "up" });
    expect(formatChange({ kind: "relative", value: -0.121, good: false })).toEqual({ text: "\u221212.1\u00a0%", direction: "down" });
    expect(formatChange({ kind: "absolute", value: -0.2, good: false })).toEqual({ text: "\u22120.2", direction: "down" });
    expect(formatChange({ kind: "relative", value: 14.2, good: true })?.text).toBe("+1,420\u00a0%");
  });

  test("from nothing are new, never infinite, and nothing to compare says nothing", () => {
    expect(formatChange({ kind: "new", value: null, good: true })).toEqual({ text: "new", direction: "up" });
    expect(formatChange({ kind: "none", value: null, good: null })).toBeNull();
    expect(formatChange({ kind: "same", value: null, good: null })).toEqual({ text: "no change", direction: null });
  });

  test("that are smaller than the last digit are still said for means, and no change for shares", () => {
    expect(formatChange({ kind: "absolute", value: 0.04, good: true })?.text).toBe("+0.04");
    expect(formatChange({ kind: "relative", value: 0.0003, good: true })?.text).toBe("no change");
  });
});

describe("days and times", () => {
  test("carry their weekday, and the year once where both ends share it", () => {
    expect(formatDay("2026-11-14")).toBe("Sat 14 Nov");
    expect(formatDayRange("2026-10-23", "2026-11-21")).toBe("Fri 23 Oct to Sat 21 Nov 2026");
    expect(formatDayRange("2025-12-01", "2026-01-03")).toBe("Mon 1 Dec 2025 to Sat 3 Jan 2026");
    expect(formatDayRange("2026-11-14", "2026-11-14")).toBe("Sat 14 Nov 2026");
  });

  test("are the shop's, also across midnight and the end of summer time", () => {
    expect(inShopTime(new Date("2026-06-30T22:30:00Z"), "Europe/Berlin")).toEqual({ day: "2026-07-01", clock: "00:30" });
    expect(inShopTime(new Date("2026-10-25T00:30:00Z"), "Europe/Berlin")).toEqual({ day: "2026-10-25", clock: "02:30" });
    expect(inShopTime(new Date("2026-10-25T01:30:00Z"), "Europe/Berlin")).toEqual({ day: "2026-10-25", clock: "02:30" });
  });

  test("are as short as they can be beside now", () => {
    const now = new Date("2026-11-22T12:00:00Z");
    expect(formatMoment(new Date("2026-11-22T09:05:00Z"), now, "Europe/Berlin")).toBe("10:05");
    expect(formatMoment(new Date("2026-11-20T09:05:00Z"), now, "Europe/Berlin")).toBe("20 Nov");
    expect(formatMoment(new Date("2025-11-20T09:05:00Z"), now, "Europe/Berlin")).toBe("20 Nov 2025");
    expect(formatSince(new Date("2026-11-22T11:59:30Z"), now)).toBe("now");
    expect(formatSince(new Date("2026-11-22T10:00:00Z"), now)).toBe("2\u00a0h");
    expect(formatSince(new Date("2026-11-10T12:00:00Z"), now)).toBe("12\u00a0d");
    expect(formatAgo(new Date("2026-11-22T11:59:30Z"), now)).toBe("just now");
    expect(formatAgo(new Date("2026-11-22T11:56:00Z"), now)).toBe("4\u00a0min ago");
  });
});

test("counts, shares and plurals", () => {
  expect(formatCount(14012)).toBe("14,012");
  expect(formatCount(-3)).toBe("\u22123");
  expect(formatShare(0.263)).toBe("26\u00a0%");
  expect(formatShare(0.002)).toBe("<1\u00a0%");
  expect(formatShare(0)).toBe("0\u00a0%");
  expect(plural(1, "review")).toBe("1 review");
  expect(plural(39, "review")).toBe("39 reviews");
});
