import { expect, test } from "vitest";
import { rateStrength } from "../contracts/password-strength.ts";
import { findFault } from "./password-rules.ts";

const rules = { leastLength: 12 };

test.each([
  ["leavemealone", /tried first/],
  ["LeaveMeAlone", /tried first/],
  ["ｌｅａｖｅｍｅａｌｏｎｅ", /tried first/],
  ["password123456!", /tried first/],
  ["2024baseball2024", /tried first/],
  ["dragondragondragon", /tried first/],
  ["aaaaaaaaaaaaaaaa", /tried first/],
  ["abcabcabcabc", /tried first/],
  ["too short", /at least 12/],
])("%s is refused", async (password, why) => {
  expect(await findFault(password, rules)).toMatch(why);
});

test.each(["round about midnight", "correct horse battery staple", "lower case only is fine", "ÄÖÜß naïve café", "k7#Q9v!x2LmP", "739105628401", "so what, said the trumpet, ".repeat(9).slice(0, 240)])("%s is allowed", async (password) => {
  expect(await findFault(password, rules)).toBeNull();
});

test("length is counted in characters, up to 256, and the least length is the shop's", async () => {
  expect(await findFault("🎷🎺🥁🎹 so what 🎷", rules)).toBeNull();
  expect(await findFault("a kind of blue ".repeat(18), rules)).toMatch(/at most 256/);
  expect(await findFault("round about midnight", { leastLength: 24 })).toMatch(/at least 24/);
});

test("little more than who one is, is refused", async () => {
  const own = ["Olive Owner", "olive.owner@records.example", "Blue Note Corner"];
  expect(await findFault("OliveOwner1990", { ...rules, own })).toMatch(/little more than your own/);
  expect(await findFault("bluenotecorner", { ...rules, own: ["bluenotecorner"] })).toMatch(/little more/);
  expect(await findFault("olive trees bend in the wind", { ...rules, own })).toBeNull();
});

test("strength grows with what does not follow from the rest", () => {
  const levels = ["aaaaaaaaaaaaaaaa", "qwertyuiop123456", "mingus 1959", "round midnight", "correct horse battery staple"].map((password) => rateStrength(password).level);
  expect(levels).toEqual([0, 0, 2, 3, 4]);
});
