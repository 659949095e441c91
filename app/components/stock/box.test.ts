import { expect, test } from "vitest";
import { addLine, type BoxLine, countBox, pickFound, readLines, stepped, toLine } from "./box.ts";

const line = (shelf: string, quantity = "1"): BoxLine => ({ shelf, title: shelf, detail: "", quantity, unitCost: "" });
const found = (id: string, rank: number, condition: "new" | "used" = "new") => ({ id, rank, condition });

test.each([
  ["nothing", [], null],
  ["the very number", [found("a", 0), found("b", 2)], "a"],
  ["the very number, new before used", [found("u", 0, "used"), found("n", 0)], "n"],
  ["the only used copy with it", [found("u", 0, "used"), found("x", 2)], "u"],
  ["two with the same number", [found("a", 0), found("b", 0)], null],
  ["two used copies with it", [found("a", 0, "used"), found("b", 0, "used")], null],
  ["the only one that fits", [found("a", 2)], "a"],
  ["several that fit", [found("a", 1), found("b", 2)], null],
] as const)("%s", (_what, given, id) => {
  expect(pickFound(given)?.id ?? null).toBe(id);
});

test("a record that is in the box already counts one more, a new one comes on top", () => {
  const lines = addLine(addLine(addLine([], line("a")), line("b")), line("a"));
  expect(lines.map(({ shelf, quantity }) => [shelf, quantity])).toEqual([["b", "1"], ["a", "2"]]);
  expect(countBox(lines)).toBe(3);
  expect(countBox([line("a", "x"), line("b", " 4 "), line("c", "")])).toBe(4);
  expect(addLine([line("a", "")], line("a"))[0]?.quantity).toBe("1");
});

test("steps stay at one or more", () => {
  expect([stepped("3", 1), stepped("1", -1), stepped("", 1), stepped("x", -1)]).toEqual(["4", "1", "1", "1"]);
});

test("the lines of a form come back as they were", () => {
  const form = new FormData();
  const lines = [line("a", "2"), { ...line("b"), unitCost: "3,50", title: "“B” שלום" }];
  for (const { shelf, title, detail, quantity, unitCost } of lines) for (const [name, value] of Object.entries({ shelf, title, detail, quantity, unitCost })) form.append(name, value);
  expect(readLines(form)).toEqual(lines);
});

test("a line says who made it, its number, its grade and what is on order", () => {
  expect(toLine({ id: "a", title: "T", artist: "A", catalogueNumber: "N", condition: "used", mediaGrade: "Mint (M)", sleeveGrade: null, onOrder: 2 })).toEqual({ ...line("a"), title: "T", detail: "A · N · Used, Mint (M) · 2 on order" });
});
