import { describe, expect, it } from "vitest";
import { sayChange, sayCount, sayIn, sayInstantDay, sayList, sayMoney, sayShare, sayValue, sayWholeSpan, plural } from "./words.ts";
import type { AnswerFigure } from "./contracts/blocks.ts";

describe("values in words", () => {
  it("are exact, in the shop's currency and in plain English", () => {
    expect(sayMoney("24117.2", "EUR")).toBe("€24,117.20");
    expect(sayMoney("393155.27", "USD")).toBe("$393,155.27");
    expect(sayMoney("-14.5", "EUR")).toBe("-€14.50");
    expect(sayCount("14012")).toBe("14,012");
    expect(sayShare("0.2634")).toBe("26.3%");
    expect(sayShare("0.000416")).toBe("0.04%");
    expect(sayShare(0)).toBe("0.0%");
    expect(sayValue("4.2857", "rating", "EUR")).toBe("4.29");
    expect(sayValue(1, "days", "EUR")).toBe("1 day");
    expect(sayValue("52.1", "days", "EUR")).toBe("52.1 days");
    expect(sayValue("2026-06-30", "day", "EUR")).toBe("30 Jun 2026");
    expect(plural("1", "copy", "copies")).toBe("1 copy");
    expect(plural(1200, "copy", "copies")).toBe("1,200 copies");
  });

  it("say that there is no value instead of zero", () => {
    expect(sayValue(null, "money", "EUR")).toBe("no value");
    expect(sayValue(null, "text", "EUR")).toBe("unknown");
  });

  it("join in lists", () => {
    expect([sayList([]), sayList(["a"]), sayList(["a", "b"]), sayList(["a", "b", "c"], "or")]).toEqual(["", "a", "a and b", "a, b or c"]);
  });
});

describe("ranges in words", () => {
  it("name whole months, quarters and years", () => {
    expect(sayWholeSpan("2026-03-01", "2026-03-31")).toBe("March 2026");
    expect(sayWholeSpan("2024-02-01", "2024-02-29")).toBe("February 2024");
    expect(sayWholeSpan("2026-01-01", "2026-03-31")).toBe("Q1 2026");
    expect(sayWholeSpan("2025-01-01", "2025-12-31")).toBe("2025");
    for (const [from, to] of [["2026-02-01", "2026-04-30"], ["2026-03-01", "2026-03-30"], ["2026-03-02", "2026-03-31"], ["2025-12-01", "2026-01-31"], ["2026-01-01", "2026-06-30"]] as const) expect(sayWholeSpan(from, to)).toBeNull();
  });

  it("stand in a sentence", () => {
    const range = (label: string, from = "2026-03-01", to = "2026-03-31") => ({ from, to, label });
    expect(sayIn(range("March 2026"))).toBe("in March 2026");
    expect(sayIn(range("2025"))).toBe("in 2025");
    expect(sayIn(range("the last 30 days"))).toBe("in the last 30 days");
    expect(sayIn(range("1 to 14 Mar 2026"))).toBe("from 1 to 14 Mar 2026");
    expect(sayIn(range("5 Mar 2026", "2026-03-05", "2026-03-05"))).toBe("on 5 Mar 2026");
  });

  it("count days in the shop's time zone", () => {
    expect(sayInstantDay("2026-06-30T22:30:00Z", "Europe/Berlin")).toBe("1 Jul 2026");
    expect(sayInstantDay(new Date("2026-06-30T22:30:00Z"), "America/New_York")).toBe("30 Jun 2026");
  });
});

describe("changes in words", () => {
  const figure = (change: AnswerFigure["change"], before: string | null, unit: AnswerFigure["unit"] = "money"): AnswerFigure => ({ key: "x", label: "X", unit, value: "1", before, ...(change ? { change } : {}) });
  it.each([
    [figure({ kind: "relative", value: 0.0812, good: true }, "22305"), "up 8.1% from €22,305.00"],
    [figure({ kind: "relative", value: -0.5, good: false }, "10"), "down 50.0% from €10.00"],
    [figure({ kind: "relative", value: 14.2, good: true }, "10"), "up 1,420% from €10.00"],
    [figure({ kind: "relative", value: 0.0001, good: true }, "10"), "almost the same as before (€10.00)"],
    [figure({ kind: "absolute", value: -0.004, good: false }, "0.37", "percent"), "down from 37.0%"],
    [figure({ kind: "absolute", value: 0.25, good: true }, "4", "rating"), "up 0.25 from 4.00"],
    [figure({ kind: "new", value: null, good: true }, "0.00"), "up from €0.00"],
    [figure({ kind: "new", value: null, good: true }, null), "without a value before"],
    [figure({ kind: "gone", value: null, good: false }, "5"), "down from €5.00"],
    [figure({ kind: "same", value: null, good: null }, "5"), "the same as before"],
    [figure({ kind: "none", value: null, good: null }, "0"), null],
    [figure(undefined, "5"), null],
  ] as const)("%#", (given, words) => expect(sayChange(given, "EUR")).toBe(words));
});
