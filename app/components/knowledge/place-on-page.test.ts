import { expect, test } from "vitest";
import { boxesOf, findOnPage, type PlacedItem } from "./place-on-page.ts";

const line = (str: string, y: number, hasEOL = true): PlacedItem => ({ str, hasEOL, transform: [10, 0, 0, 10, 50, y], width: str.length * 5, height: 10 });
const PAGE = [line("Records may be", 700), line("returned in 30 days.", 688), { str: "" }, line("Not later.", 676, false)];

test("a span over two lines has a box on each, as wide as its letters", () => {
  const text = "Records may be\nreturned in 30 days.\nNot later.";
  const [start, end] = [text.indexOf("may"), text.indexOf(" in 30")];
  const boxes = boxesOf(PAGE, start, end);
  expect(boxes.map(({ x, width }) => [Math.round(x), Math.round(width)])).toEqual([[50 + 8 * 5, 6 * 5], [50, 8 * 5]]);
  expect(boxes.every(({ height }) => height > 10 && height < 13)).toBe(true);
  expect(boxesOf(PAGE, text.length + 5, text.length + 9)).toEqual([]);
  expect(boxesOf(PAGE, 14, 15)).toEqual([]);
});

test("text that runs up the page has its box turned", () => {
  const [box] = boxesOf([{ str: "abcd", transform: [0, 10, -10, 0, 100, 200], width: 40, height: 10 }], 1, 3);
  expect(box).toEqual({ x: 100 - 7.6, y: 210, width: 10, height: 20 });
});

test("words are found where the page reads a little otherwise than it was stored, and nowhere else", () => {
  expect(findOnPage("Returned in 30 days.", { start: 9, end: 19, quote: "in 30 days" })).toEqual({ start: 9, end: 19 });
  expect(findOnPage("Oh. Returned  in 30\ndays.", { start: 9, end: 19, quote: "in 30 days" })).toEqual({ start: 14, end: 24 });
  expect(findOnPage("Something else.", { start: 0, end: 4, quote: "in 30 days" })).toBeNull();
  expect(findOnPage("Words", { start: -9, end: 0, quote: "" })).toBeNull();
  // Of words that the page says twice those that are meant stand nearer.
  expect(findOnPage("Within 30 days. Else not. We answer within 30 days.", { start: 40, end: 47, quote: "30 days" })).toEqual({ start: 43, end: 50 });
});
