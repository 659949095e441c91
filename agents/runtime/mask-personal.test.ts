import { expect, it } from "vitest";
import type { AnswerBlock } from "../contracts/blocks.ts";
import { maskPersonal, personalNames } from "./mask-personal.ts";

const block: AnswerBlock = {
  title: "Customers", period: null, against: null, currency: "EUR", figures: [{ key: "customer", label: "Customer", unit: "text", value: "Jörg Canary-Vogel", personal: true }],
  table: { columns: [{ key: "name", label: "Customer", unit: "text", personal: true }, { key: "genre", label: "Genre", unit: "text" }], rows: [{ name: "Ann (Annie) O'Neil", genre: "Hard bop" }, { name: null, genre: null }], total: 2 }, chart: null, notes: [],
};

it("takes names, addresses and telephone numbers out of a text, and nothing else", () => {
  const names = personalNames([block]);
  expect(maskPersonal("Jörg Canary-Vogel, jörg, VOGEL and Ann (Annie) O'Neil bought Hard bop for €1,234.50 on 2026-06-30.", names)).toBe("[person], [person], [person] and [person] bought Hard bop for €1,234.50 on 2026-06-30.");
  expect(maskPersonal("Write to ann@example.test or +49 30 1234567.", [])).toBe("Write to [email] or [phone].");
  expect(maskPersonal("Annapurna and revenue 2,328.60 of 412 orders", names)).toBe("Annapurna and revenue 2,328.60 of 412 orders");
});
