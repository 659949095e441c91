import { expect, it } from "vitest";
import type { AnswerBlock } from "../contracts/blocks.ts";
import { maskPersonal, personalNames } from "./mask-personal.ts";

const block: AnswerBlock = {
  title: "Customers", period: null, against: null, currency: "EUR", figures: [], table: null, chart: null, notes: [],
  people: ["Jörg Canary-Vogel", "Ann (Annie) O'Neil"],
};

it("takes names, addresses and telephone numbers out of a text, and nothing else", () => {
  const names = personalNames([block]);
  expect(maskPersonal("Jörg Canary-Vogel, jörg, VOGEL and Ann (Annie) O'Neil bought Hard bop for €1,234.50 on 2026-06-30.", names)).toBe("[person], [person], [person] and [person] bought Hard bop for €1,234.50 on 2026-06-30.");
  expect(maskPersonal("Write to ann@example.test or +49 30 1234567.", [])).toBe("Write to [email] or [phone].");
  expect(maskPersonal("Annapurna and revenue 2,328.60 of 412 orders", names)).toBe("Annapurna and revenue 2,328.60 of 412 orders");
});
