import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CONTRADICTIONS, NEAR_MISSES } from "../contradictions.ts";
import { comparePassages, type ComparedPassage, type Contradiction, countWords, finish, type ReadPassage, readPassage, weighWords } from "./find-contradictions.ts";
import { compareQuantities, type Quantity, readQuantities } from "./quantities.ts";
import { AGREEING, DISAGREEING, type HeldBackPair } from "./testing/held-back.ts";
import { AGREEING_LATER, DISAGREEING_LATER } from "./testing/second-look.ts";
import { meaningOf } from "./words.ts";

const FOLDER = new URL("../documents/", import.meta.url);

/** The shop's documents, a passage to each section. */
const passages: ComparedPassage[] = readdirSync(FOLDER).flatMap((file) => {
  const body = readFileSync(new URL(file, FOLDER), "utf8").replace(/^---[\s\S]*?\n---\n/, "");
  const title = /^# (.*)/m.exec(body)?.[1] ?? file;
  const headings: string[] = [];
  return body.split(/^(?=#{1,6} )/m).flatMap((section, at): ComparedPassage[] => {
    const [, marks = "", heading = ""] = /^(#{1,6}) (.*)/.exec(section) ?? [];
    headings.splice(Math.max(0, marks.length - 1), headings.length, heading);
    return [{ id: `${file}${at}`, documentId: file.replace(/\.md$/, ""), title, headings: headings.filter(Boolean), content: section }];
  });
});
const read = passages.map((passage) => finish(readPassage(passage)));
const weightsOf = (passages: readonly ReadPassage[]) => {
  const counts = new Map<string, number>();
  for (const passage of passages) countWords(passage, counts);
  return weighWords(counts, passages.length);
};
const weigh = weightsOf(read);
const found = read.flatMap((one, at) => read.slice(at + 1).flatMap((other) => (one.passage.documentId === other.passage.documentId ? [] : finish(comparePassages(one, other, weigh)))));

const plain = (text: string): string => text.replace(/\s+/g, " ");
const quoteOf = ({ passage, start, end }: Contradiction["one"]): string => plain(passage.content.slice(start, end));
const touches = (side: Contradiction["one"], span: { document: string; quote: string }): boolean =>
  side.passage.documentId === span.document && (plain(span.quote).includes(quoteOf(side)) || quoteOf(side).includes(plain(span.quote)));
const between = (pair: (typeof CONTRADICTIONS)[number]) => found.filter(({ one, other }) => (touches(one, pair.one) && touches(other, pair.other)) || (touches(one, pair.other) && touches(other, pair.one)));

test("the documents of the shop: both planted contradictions are found with their numbers, near misses are not, and little else is", () => {
  expect(CONTRADICTIONS.map((pair) => between(pair).map(({ one, other }) => [one, other].map((side) => side.passage.content.slice(side.markStart, side.markEnd)).sort()))).toEqual([
    [["14 days", "30 days"]],
    [["€50", "€75"]],
  ]);
  for (const pair of NEAR_MISSES) expect(between(pair), pair.subject).toEqual([]);
  expect(found.length).toBeLessThanOrEqual(5);
});

const reads = (...pairs: HeldBackPair[]) => pairs.flatMap(({ one, other }) => [one, other]).map((passage, at) => finish(readPassage({ ...passage, id: `${at}`, documentId: `${at}` })));
const others = reads(...DISAGREEING, ...AGREEING, ...DISAGREEING_LATER, ...AGREEING_LATER);
const weighOthers = weightsOf(others);
const finds = (pair: HeldBackPair): boolean => {
  const [one, other] = reads(pair);
  return one !== undefined && other !== undefined && finish(comparePassages(one, other, weighOthers)).length > 0;
};

test("pairs of other trades, written before the search: what it finds of them does not become less", () => {
  expect(DISAGREEING.filter(finds).length).toBeGreaterThanOrEqual(11);
  expect(DISAGREEING_LATER.filter(finds).length).toBeGreaterThanOrEqual(5);
  expect([...AGREEING, ...AGREEING_LATER].filter(finds).map(({ subject }) => subject)).toEqual([]);
});

test("a contradiction is the same from both sides", () => {
  for (const pair of DISAGREEING) {
    const [one, other] = reads(pair);
    if (!one || !other) continue;
    const there = finish(comparePassages(one, other, weighOthers)).map(({ likeness }) => likeness);
    expect(finish(comparePassages(other, one, weighOthers)).map(({ likeness }) => likeness)).toEqual(there);
  }
});

describe("quantities", () => {
  const said = (text: string): string[] => readQuantities(text).map(({ dimension, low, high, bound }) => `${dimension} ${low === high ? low : `${low}..${high}`} ${bound}`);

  test.each<[string, string[]]>([
    ["within 30 days", ["duration 720 most"]],
    ["three to five working days", ["duration in working days 72..120 exact"]],
    ["at least two weeks ahead", ["duration 336 least"]],
    ["for 14 days after delivery", ["duration 336 span"]],
    ["up to €1,500.50 or 20 %", ["money € 1500.5 most", "percent 20 exact"]],
    ["€5 to €8", ["money € 5..8 exact"]],
    ["50 € and 12 euros", ["money € 50 exact", "money € 12 exact"]],
    ["at 4 °C or below, from 19:30", ["temperature 4 most", "clock 1170 least"]],
    ["at least 12 characters, at most 20 visitors", ["count character 12 least", "count visitor 20 most"]],
    ["twenty-one days before", ["duration 504 least"]],
    ["on 2026-07-01, in 2026, A4, one more person, § 5", []],
    ["No numbers here.", []],
  ])("%s", (text, expected) => expect(said(text)).toEqual(expected));

  test("which differ", () => {
    const one = (text: string): Quantity => {
      const [quantity] = readQuantities(text);
      if (!quantity) throw new Error(text);
      return quantity;
    };
    const held = (a: string, b: string) => compareQuantities(one(a), one(b));
    expect(held("within 2 weeks", "within 14 days")).toBe("equal");
    expect(held("one year", "twelve months")).toBe("equal");
    expect(held("up to €50", "up to €75")).toBe("different");
    expect(held("up to €50", "above €50")).toBe("equal");
    expect(held("up to €50", "above €75")).toBe("apart");
    expect(held("at most 7 days", "every 5 days")).toBe("equal");
    expect(held("at most 5 days", "every 7 days")).toBe("different");
    expect(held("3 to 5 days", "4 days")).toBe("equal");
    expect(held("€5", "5 %")).toBe("apart");
  });
});

test("rows of tables: the same row is held against the same, and numbers that a row begins with tell rows apart", () => {
  const table = (documentId: string, price: number): ReadPassage =>
    finish(readPassage({ id: documentId, documentId, title: "Postage", headings: ["Prices"], content: `| Size | Price |\n|---|---|\n| Sleeve no 7 | €${price} |\n| Sleeve no 12 | €${price + 40} |` }));
  const rows = finish(comparePassages(table("1", 5), table("2", 20), () => 1)).map(({ one, other }) => [one, other].map(({ passage: { content }, markStart, markEnd }) => content.slice(markStart, markEnd)));
  expect(rows).toEqual([["€5", "€20"], ["€45", "€60"]]);
});

test("words are brought to one form", () => {
  expect(meaningOf("A record that was bought may be brought back")).toEqual(meaningOf("Records purchased can be returned"));
  expect(meaningOf("refund without asking anybody")).toEqual(meaningOf("refunds, on their own"));
});
