import { expect, it } from "vitest";
import { guessDate } from "./guess-date.ts";
import { guessMapping } from "./guess-mapping.ts";
import type { Sample } from "./sample-file.ts";
import { storedName } from "./upload-files.ts";

const sample = (columns: string[], rows: string[][], header = true): Sample => ({ columns, rows: rows.map((cells, at) => ({ line: at + 2, cells })), header, delimiter: "semicolon", line: 1, tooWide: false });

it.each([
  ["German", ["Rechnungsdatum", "Kundennr", "Stückzahl", "Anzahl", "Gesamtbetrag"], ["01.02.2026", "77", "x", "2", "24,90"], { date: 1, customer: 2, quantity: 4, amount: 5 }],
  ["Spanish", ["Fecha", "Cliente", "Cantidad", "Importe"], ["01/02/2026", "Ana", "1", "12.50"], { date: 1, customer: 2, quantity: 3, amount: 4 }],
  ["French", ["Montant", "Quantité", "Acheteur", "Date de vente"], ["12,50", "1", "a@example.test", "2026-02-01"], { date: 4, email: 3, quantity: 2, amount: 1 }],
  ["Italian", ["data", "cliente", "quantità", "importo"], ["2026-02-01", "A", "3", "9,00"], { date: 1, customer: 2, quantity: 3, amount: 4 }],
  ["English", ["Order ID", "Ordered at", "E-mail", "Qty", "Unit price", "Total amount"], ["5", "2026-02-01 10:30:00", "a@example.test", "3", "3.00", "9.00"], { order: 1, date: 2, email: 3, quantity: 4, amount: 6 }],
])("reads from %s headers which column is which", (_language, columns, cells, expected) => {
  expect(guessMapping(sample(columns, [cells]), "till.csv").guess).toMatchObject(expected);
});

it("guesses by values where there are no names, and leaves open what nothing speaks for", () => {
  const { guess } = guessMapping(sample(["1", "2", "3"], [["K-1", "20260201", "9.50"], ["K-2", "20260202", "7.00"]], false), "x.csv");
  expect(guess).toMatchObject({ date: 2, amount: 3, dateFormat: "yyyymmdd", header: "no" });
  expect(guess.quantity).toBeUndefined();
  expect(guessMapping(sample(["note"], [["hello"]]), "x.csv").guess).toEqual({ source: "x", header: "yes", delimiter: "semicolon", line: 1, decimal: "." });
});

it("says when days and months could be either way round", () => {
  expect(guessDate(["03/04/2026", "05/06/2026"])).toEqual({
    pattern: "dd/mm/yyyy",
    share: 1,
    ambiguous: ["mm/dd/yyyy"],
    ways: [
      { pattern: "dd/mm/yyyy", written: "03/04/2026", day: "2026-04-03" },
      { pattern: "mm/dd/yyyy", written: "03/04/2026", day: "2026-03-04" },
    ],
  });
  expect(guessDate(["03/04/2026", "05/26/2026"])).toMatchObject({ pattern: "mm/dd/yyyy", share: 1, ambiguous: [] });
  expect(guessDate(["hello", "world"])).toBeNull();
});

it("makes a harmless name of any name", () => {
  expect(storedName("C:\\files\\..\\a?b.csv")).toBe("a_b.csv");
  expect(storedName("../..")).toBe("file");
  expect(storedName(`${"x".repeat(300)}.csv`)).toBe(`${"x".repeat(50)}.csv`);
});
