import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ValueFault } from "./faults.ts";
import { dateReader, isDatePattern } from "./reader/date-pattern.ts";
import { isCalendarDay, readEmail, readMoney, readOptional, readQuantity, readWholeId } from "./values.ts";

describe("money", () => {
  it.each([["11.77", "11.77"], ["12", "12.00"], ["12.5", "12.50"], [".5", "0.50"], ["0007.10", "7.10"], ["1.2000", "1.20"], [" 3.00 ", "3.00"], ["0", "0.00"]])("reads %s", (text, amount) => {
    expect(readMoney(text, "amount")).toBe(amount);
  });

  it.each(["", ".", "1.234", "-1.00", "1,50", "$5", "1e3", "NaN", "12345678901", "1.2.3"])("refuses %j", (text) => {
    expect(() => readMoney(text, "amount")).toThrow(ValueFault);
  });

  it("gives back any amount in cents that was written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (cents) => {
        const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
        expect(readMoney(text, "amount")).toBe(text);
      }),
    );
  });
});

describe("other values", () => {
  it("reads whole quantities of one or more", () => {
    expect([readQuantity("3", "q"), readQuantity("2.0", "q")]).toEqual([3, 2]);
    for (const text of ["0", "-1", "1.5", "", "many", "10000000"]) expect(() => readQuantity(text, "q")).toThrow(ValueFault);
  });

  it("reads a quantity with the file's own decimal sign, so that a thousand is no one", () => {
    expect([readQuantity("1,0", "q", ","), readQuantity("1.000", "q", ","), readQuantity("1,000", "q", "."), readQuantity("1.000", "q", ".")]).toEqual([1, 1000, 1000, 1]);
    for (const text of ["1.0", "1,5"]) expect(() => readQuantity(text, "q", ",")).toThrow(ValueFault);
  });

  it("reads ids without their leading zeros, so that text and number name the same thing", () => {
    expect(readWholeId("0042", "id")).toBe("42");
    for (const text of ["", "4x", "-4"]) expect(() => readWholeId(text, "id")).toThrow(ValueFault);
  });

  it("takes the apostrophe off zips and phones", () => {
    expect([readOptional("'01067"), readOptional("  "), readOptional(undefined)]).toEqual(["01067", null, null]);
  });

  it("knows the shape of an email address", () => {
    expect([readEmail(" A@b.test ", "e"), readEmail("", "e")]).toEqual(["A@b.test", null]);
    for (const text of ["nobody", "a b@c", "@x", `${"x".repeat(250)}@y.de`]) expect(() => readEmail(text, "e")).toThrow(ValueFault);
  });

  it("names the column and cuts what it repeats", () => {
    expect(() => readMoney("y".repeat(500), "paid")).toThrow(expect.objectContaining({ column: "paid", message: `"${"y".repeat(40)}…" is not an amount of money like 12.34` }) as Error);
  });
});

describe("dates", () => {
  it.each([
    ["yyyymmdd", "19970101", "1997-01-01", null],
    ["yyyy-mm-dd", "2024-2-9", "2024-02-09", null],
    ["dd.mm.yyyy", "29.02.2024", "2024-02-29", null],
    ["mm/dd/yyyy hh:mi", "12/31/2023 7:05", "2023-12-31", "07:05:00"],
    ["yyyy-mm-dd hh:mi:ss", "2021-01-01 23:59:59", "2021-01-01", "23:59:59"],
    ["yyyy-mm-ddThh:mi:ss", "2021-01-01T23:59:59.123", "2021-01-01", "23:59:59"],
    ["dd.mm.yy", "1.2.26", "2026-02-01", null],
    ["yymmdd", "971231", "1997-12-31", null],
    ["mm/dd/yy hh:miam", "10/1/25 12:02am", "2025-10-01", "00:02:00"],
    ["mm/dd/yy hh:mi am", "10/1/25 12:02 P.M.", "2025-10-01", "12:02:00"],
  ])("reads %s", (pattern, text, day, time) => {
    expect(isDatePattern(pattern)).toBe(true);
    expect(dateReader(pattern, "date")(text)).toEqual({ day, time });
  });

  it("keeps how far a clock is from UTC, where the date says it", () => {
    expect(dateReader("yyyy-mm-ddThh:mi:sstz", "date")("2026-02-01T10:00:00.5Z")).toEqual({ day: "2026-02-01", time: "10:00:00", zone: "+00:00" });
    expect(dateReader("yyyy-mm-dd hh:mi:ss tz", "date")("2026-02-01 10:00:00 -0530")).toEqual({ day: "2026-02-01", time: "10:00:00", zone: "-05:30" });
  });

  it.each([["yyyymmdd", "19970230"], ["yyyymmdd", "1997011"], ["yyyy-mm-dd", "2023-02-29"], ["yyyy-mm-dd hh:mi", "2023-01-01 24:00"], ["yyyy-mm-dd", ""], ["mm/dd/yy hh:miam", "10/1/25 13:02pm"]])("refuses %s for %j", (pattern, text) => {
    expect(() => dateReader(pattern, "date")(text)).toThrow(ValueFault);
  });

  it.each(["yyyy-mm", "dd.mm", "yy.mm.yyyy.dd", "yyyy-mm-dd tz", "yyyy-mm-dd yyyy", "hh:mi", "yyyy-mm-dd hh"])("does not take %s for a pattern", (pattern) => expect(isDatePattern(pattern)).toBe(false));

  it("knows the calendar as the platform does", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }), (year, month, day) => {
        const date = new Date(Date.UTC(year, month - 1, day));
        expect(isCalendarDay(year, month, day)).toBe(date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month >= 1 && month <= 12 && day >= 1);
      }),
    );
  });
});
