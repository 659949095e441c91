import { describe, expect, it } from "vitest";
import { ValueFault } from "../faults.ts";
import { currencyOfSign, moneyReader } from "./money-pattern.ts";

describe("amounts as tills write them", () => {
  it.each([
    [".", "USD", "12.5", "12.50"],
    [".", "USD", "1,234.50", "1234.50"],
    [".", "CHF", "1'234.50", "1234.50"],
    [".", "CHF", "Fr. 1’234.50", "1234.50"],
    [".", "USD", "$8.00", "8.00"],
    [".", "AUD", "$ 8", "8.00"],
    [".", "USD", "1,234,567", "1234567.00"],
    [",", "EUR", "1.234,50", "1234.50"],
    [",", "EUR", "€ 24,90", "24.90"],
    [",", "EUR", "24,90 €", "24.90"],
    [",", "EUR", "1 234,50 EUR", "1234.50"],
    [",", "EUR", "1\u202f234,50\u00a0€", "1234.50"],
    [",", "PLN", "99,90 zł", "99.90"],
    [",", undefined, "12,5", "12.50"],
    [",", undefined, "1.234", "1234.00"],
  ] as const)("reads with %s in %s: %j", (decimal, currency, text, amount) => {
    expect(moneyReader(decimal, currency, "paid")(text)).toBe(amount);
  });

  it.each([
    [".", "USD", "12,50"],
    [".", "USD", "1.234,50"],
    [".", "USD", "1,23,4.50"],
    [".", "USD", "1,234'567.00"],
    [".", "USD", "1.234"],
    [",", "EUR", "12.50"],
    [",", "EUR", "1,234.50"],
    [",", "EUR", "1,234"],
    [",", "EUR", "€ 5 €"],
    [",", "EUR", ""],
    [",", "EUR", "."],
    [",", "EUR", "=1+1"],
    [",", "EUR", "zwölf"],
  ] as const)("refuses with %s in %s what could be another amount: %j", (decimal, currency, text) => {
    expect(() => moneyReader(decimal, currency, "paid")(text)).toThrow(ValueFault);
  });

  it("says why it refuses", () => {
    expect(() => moneyReader(",", "EUR", "paid")("$8,00")).toThrow('"$8,00" is not in EUR');
    expect(() => moneyReader(".", undefined, "paid")("$8.00")).toThrow("say which one the file counts in");
    expect(() => moneyReader(".", undefined, "paid")("x5.00")).toThrow("is not an amount of money");
    for (const text of ["-5.00", "- 5.00", "€ -5.00", "-€5.00", "(5.00)", "5.00-", "−5.00"]) expect(() => moneyReader(".", "EUR", "paid")(text)).toThrow("is below zero");
  });

  it("knows the likeliest currency of a sign", () => {
    expect(["€", "$", "kr", "usd", "??"].map(currencyOfSign)).toEqual(["EUR", "USD", "SEK", "USD", null]);
  });
});
