import { expect, test } from "vitest";
import { catalogue } from "./index";
import { GENRES } from "./types";

/** The keys that occur more than once. */
function repeated(keys: readonly string[]): string[] {
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}

/** How often each key occurs. */
function tally(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

test("there are exactly 420 records", () => {
  expect(catalogue).toHaveLength(420);
});

test("no record is listed twice", () => {
  expect(repeated(catalogue.map(({ artist, title }) => `${artist} / ${title}`.toLowerCase()))).toEqual([]);
});

test("every genre has at least six records", () => {
  const counts = tally(catalogue.map(({ genre }) => genre));
  expect(GENRES.filter((genre) => (counts.get(genre) ?? 0) < 6)).toEqual([]);
});

test("years are whole and between 1925 and 2025", () => {
  const outside = catalogue.filter(
    ({ year }) => year !== null && (!Number.isInteger(year) || year < 1925 || year > 2025),
  );
  expect(outside).toEqual([]);
});

test("a label uses each catalogue number once", () => {
  const numbers = catalogue.flatMap(({ label, catalogueNumber }) =>
    catalogueNumber === null ? [] : [`${label} / ${catalogueNumber}`.toLowerCase()],
  );
  expect(repeated(numbers)).toEqual([]);
});

test("a catalogue number never stands without its label", () => {
  expect(catalogue.filter(({ label, catalogueNumber }) => label === null && catalogueNumber !== null)).toEqual([]);
});

test("all text is trimmed and none of it empty", () => {
  const texts = catalogue.flatMap(({ title, artist, label, catalogueNumber }) => [
    title,
    artist,
    ...(label === null ? [] : [label]),
    ...(catalogueNumber === null ? [] : [catalogueNumber]),
  ]);
  expect(texts.filter((text) => text === "" || text !== text.trim())).toEqual([]);
});

test("no artist has more than twelve records", () => {
  const counts = tally(catalogue.map(({ artist }) => artist));
  expect([...counts].filter(([, count]) => count > 12)).toEqual([]);
});
