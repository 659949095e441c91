import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TUNING_ANSWERABLE } from "../golden-questions/tuning/answerable.ts";
import type { SearchedPassage } from "./describe-candidates.ts";
import { judge } from "./judge.ts";
import { readQuestion } from "./question.ts";
import { readStatements } from "./statements.ts";
import { stem } from "./stem.ts";
import { GROUPS } from "./thesaurus/groups.ts";

describe("statements of a passage", () => {
  const TABLE = "Postage is per order.\n\n| To | Price |\n|---|---|\n| Germany | €4.90 |\n| Overseas | €16.90 |\n\nThings we need:\n\n- tape\n- a box, which\n  is new\n\nOne. Two is 2.5 cm long!";

  it("are sentences, items and rows, each with what it is read with", () => {
    expect(readStatements(TABLE).map(({ kind, text, context }) => [kind, text, context])).toEqual([
      ["sentence", "Postage is per order.", ""],
      ["row", "| Germany | €4.90 |", "| To | Price |"],
      ["row", "| Overseas | €16.90 |", "| To | Price |"],
      ["sentence", "Things we need:", ""],
      ["item", "tape", "Things we need:"],
      ["item", "a box, which\n  is new", "Things we need:"],
      ["sentence", "One.", ""],
      ["sentence", "Two is 2.5 cm long!", ""],
    ]);
  });

  it("stand in the text at their place, in order, whatever the text", () => {
    const piece = fc.constantFrom("- ", "| a | b |\n", "|---|\n", "1. ", "# ", "\n", "\n\n", "A sentence. ", "no end", "| ", "💿 ", "\r\n");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("");
        let last = 0;
        for (const { start, end, text: words } of readStatements(text)) {
          expect(text.slice(start, end)).toBe(words);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(words.trim()).toBe(words);
          last = end;
        }
      }),
    );
  });
});

describe("stems", () => {
  it.each([["ponies", "poni"], ["returned", "return"], ["hopping", "hop"], ["generously", "generous"], ["relational", "relat"], ["sky", "sky"], ["cried", "cri"], ["tie", "tie"], ["ties", "tie"], ["agreed", "agre"], ["happily", "happili"], ["€5", "€5"]])("%s is %s", (word, expected) => expect(stem(word)).toBe(expected));

  it("are words, whatever the word", () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z']{1,20}$/), (word) => stem(word).length <= word.length + 1));
  });
});

describe("a question", () => {
  it.each([
    ["How much is the float?", "money"],
    ["Who may give a discount of 12 %?", "person"],
    ["How long do we keep orders?", "span"],
    ["What are the steps when a customer complains?", null],
    ["What is the shop's phone number?", "phone"],
    ["Where do we gather if there's a fire?", "place"],
  ])("%s wants %s", (question, wanted) => expect(readQuestion(question).wanted).toBe(wanted));

  it.each([
    ["What is the excess of our stock insurance?", ["excess"]],
    ["How do I restart the till when it freezes?", ["restart"]],
    ["Is there a company pension?", ["company", "pension"]],
    ["How long does the battery of the second card terminal last?", ["battery"]],
  ])("%s asks for %s", (question, head) => {
    const read = readQuestion(question);
    expect(read.head.map((at) => read.concepts[at]?.words)).toEqual(head);
  });

  it("is told from one for a figure of the shop", () => {
    for (const asked of ["How much did we refund in May?", "Who are our five best customers?", "Which album sold best this year?"]) expect(readQuestion(asked).asksFigure, asked).toBe(true);
    const rules = TUNING_ANSWERABLE.filter(({ question }) => readQuestion(question).asksFigure);
    expect(rules.map(({ question }) => question)).toEqual([]);
  });

  it("knows other words for the same, turns of phrase and misspellings", () => {
    const othersOf = (question: string) => readQuestion(question).concepts.flatMap(({ others, guesses }) => [...others.map((other) => other.join(" ")), ...guesses]);
    expect(othersOf("my flu")).toContain(stem("ill"));
    expect(othersOf("we messed up")).toContain(stem("mistake"));
    expect(othersOf("the newsleter")).toContain(stem("newsletter"));
  });

  it("knows what rules may say instead, to find passages by", () => {
    const { near, concepts } = readQuestion("Do we serve booze to teenagers?");
    expect(near).toEqual(expect.arrayContaining([stem("wine"), stem("adults")]));
    expect(concepts.flatMap(({ others }) => others.map((other) => other.join(" ")))).not.toContain(stem("adults"));
  });

  it("is read in no time, whatever is written", () => {
    for (const piece of ["what is the ", "how many a ", "record store day ", "(((", "Aa ", "é"]) expect(readQuestion(piece.repeat(1_000)).concepts.length).toBeGreaterThanOrEqual(0);
  });
});

it("the thesaurus has groups of at least two words, small and without signs", () => {
  for (const group of GROUPS) {
    expect(new Set(group).size, group.join(" ")).toBe(group.length);
    expect(group.length).toBeGreaterThan(1);
    for (const word of group) expect(word).toMatch(/^[a-z0-9][a-z0-9'-]*$/);
  }
});

describe("judging", () => {
  const passage = (content: string, rank: number | null = 0): SearchedPassage => ({ title: "Rules", headings: [], content, rank, nearRank: null });
  const counts = { passages: 100, meanLength: 60, of: () => 2 };

  it("answers with the statements that say it, and not without any", async () => {
    const text = "The shop opens at ten. A record can be put aside for seven days, by phone or at the counter. Music is loud.";
    const judged = await judge(readQuestion("For how many days can a record be put aside?"), [passage("Nothing of that kind.", 1), passage(text)], counts, 8);
    expect(judged).toMatchObject({ order: [1, 0], isAnswered: true });
    expect(judged.answers.map(({ start, end }) => text.slice(start, end))[0]).toMatch(/^A record can be put aside/);
    expect((await judge(readQuestion("Which planets have rings?"), [passage(text)], counts, 8)).isAnswered).toBe(false);
    expect(await judge(readQuestion("the of and"), [passage(text)], counts, 8)).toMatchObject({ answers: [], isAnswered: false });
    expect(await judge(readQuestion("records"), [], counts, 8)).toEqual({ order: [], answers: [], confidence: 0, isAnswered: false });
  });

  it("lets others have a turn after every passage", async () => {
    let pauses = 0;
    await judge(readQuestion("How many days does a parcel take?"), Array.from({ length: 24 }, (_, at) => passage(`| Country | Days |\n|---|---|\n${`| Country ${at} | 3 days |\n`.repeat(80)}`, at)), counts, 8, () => void (pauses += 1));
    expect(pauses).toBe(24);
  });
});
