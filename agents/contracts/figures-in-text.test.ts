import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findFigures } from "./figures-in-text.ts";

const texts = (text: string) => findFigures(text).map((figure) => figure.text);

describe("figures in a text", () => {
  it.each([
    ["Revenue was $393,155.27 in March 1997.", ["$393,155.27"]],
    ["€2,328.60 and 412 orders", ["€2,328.60", "412"]],
    ["up 12.4% against 8 %", ["12.4%", "8 %"]],
    ["1. Kind of Blue: 14 copies, €420.00\n2. Blue Train: 9 copies", ["14", "€420.00", "9"]],
    ["from 1 June to 30 June 2026, on 2026-06-30 at 14:05", []],
    ["order #1042 of customer 17 in Q3 2025", []],
    ["the 30 days before", ["30"]],
    ["EUR 12.50 or 12.50 EUR", ["EUR 12.50", "12.50 EUR"]],
    ["2,024 copies in 2024", ["2,024"]],
    ["Revenue declined 12% and orders decreased 8.4%, in March 12% more", ["12%", "8.4%", "12%"]],
    ["In May 41 orders, in June 7 orders; on 7 June, June 7 and Sept. 3", ["41", "7"]],
    ["€1957 or 1999 EUR in 1957, 1,957. Then 2001, and 1980 units", ["€1957", "1999 EUR", "1,957", "1980"]],
    ["- 22 Jun: €858.20\n- 23 Jun: €936.12\n- 24 Jun: €7.05", ["€858.20", "€936.12", "€7.05"]],
    ["no figures here", []],
  ])("%s", (text, expected) => expect(texts(text)).toEqual(expected));

  it("reads back every amount that is written the shop's way", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e11 }), (cents) => {
        const value = cents / 100;
        const text = `It was ${value.toLocaleString("en", { style: "currency", currency: "EUR" })} in all.`;
        expect(findFigures(text)).toMatchObject([{ value, decimals: 2, money: true, percent: false }]);
      }),
    );
  });

  it("gives the offset at which each figure stands", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 1e6 }), (before, value) => {
        const text = `${before} was ${value} then`;
        for (const figure of findFigures(text)) expect(text.slice(figure.start, figure.start + figure.text.length)).toBe(figure.text);
      }),
    );
  });

  it("is quick on what an enemy writes", () => {
    for (const piece of ["1,", "1 ", "may ", "€", "9".repeat(50), "1 to 1 "]) expect(findFigures(piece.repeat(20_000 / piece.length)).length).toBeGreaterThanOrEqual(0);
  });
});
