import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitAnswer } from "../runtime/after-answer/split-answer.ts";
import { findMarks, withoutDroppedMarks } from "./citations.ts";

describe("marks of an answer", () => {
  it.each([
    ["One. [1] Two [2][10].", [1, 2, 10]],
    ["Both [1, 2] and [3;4].", [1, 2, 3, 4]],
    ["[ 5 ] no [a] [] [1234] [1.5]", [5]],
  ])("%s", (text, numbers) => expect(findMarks(text).map(({ number }) => number)).toEqual(numbers));

  it("are left out where they do not hold, with the space before them", () => {
    const text = "One. [1] Two [2], three [3, 4].";
    const marks = [{ number: 1, citation: null }, { number: 2, citation: 0 }, { number: 3, citation: null }, { number: 4, citation: 1 }];
    expect(withoutDroppedMarks(text, { marks })).toBe("One. Two [2], three[4].");
    expect(withoutDroppedMarks(text, { marks: marks.map(({ number }) => ({ number, citation: null })) })).toBe("One. Two, three.");
    expect(withoutDroppedMarks("No marks.", { marks: [] })).toBe("No marks.");
  });

  it("belong to the sentence before them, and sentences stand at their place, whatever the text", () => {
    const { sentences } = splitAnswer("- Seven days. [1] Three weeks [2].\n1. A fee of €1.50 is due. [3]\n\n[4] Then this.");
    expect(sentences.map(({ text, marks }) => [text.replace(/\s+/g, " "), marks])).toEqual([["Seven days.", [0]], ["Three weeks .", [1]], ["A fee of €1.50 is due.", [2]], ["Then this.", [3]]]);
    const piece = fc.constantFrom("[1]", "[2, 3]", " ", "\n", "A sentence. ", "- ", "no end", "[", "]", "1.", "💿", "€1.50");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("");
        const split = splitAnswer(text);
        expect(split.marks).toEqual(findMarks(text));
        for (const { start, end, text: words } of split.sentences) {
          expect(end - start).toBe(words.length);
          expect(words.replace(/\s+/g, "")).toBe(text.slice(start, end).replace(/\[\s*\d{1,3}(?:\s*[,;]\s*\d{1,3})*\s*\]/g, "").replace(/\s+/g, ""));
        }
        const held = split.sentences.flatMap(({ marks }) => marks);
        expect(new Set(held).size).toBe(held.length);
      }),
    );
  });
});
