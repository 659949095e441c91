import fc from "fast-check";
import { expect, test } from "vitest";
import { joinPageText } from "./join-page-text.ts";

const item = (str: string, hasEOL = false) => ({ str, hasEOL });

test("items are joined as they are, lines end once, a word broken at the end of a line is one again", () => {
  expect(joinPageText([item("Refunds "), item("are"), item("", true), item("paid.", true), item("", true), item("Soon")]).text).toBe("Refunds are\npaid.\nSoon");
  expect(joinPageText([item("within a reason-", true), item("able time, well-", true), item("Known, 1990-", true), item("95")]).text).toBe("within a reasonable time, well-\nKnown, 1990-\n95");
  expect(joinPageText([{}, item("a\u0000b\u202ec\ud800")]).text).toBe("abc");
});

test("each item's span is its own text", () => {
  const items = fc.array(fc.record({ str: fc.oneof(fc.string({ unit: "binary", maxLength: 12 }), fc.constantFrom("exam-", "ple", "", " ")), hasEOL: fc.boolean() }), { maxLength: 30 });
  fc.assert(
    fc.property(items, (given) => {
      const { text, spans } = joinPageText(given);
      let before = 0;
      given.forEach(({ str }, at) => {
        const span = spans[at];
        if (!span) return;
        expect(span.start).toBeGreaterThanOrEqual(before);
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        expect(joinPageText([{ str }]).text.startsWith(text.slice(span.start, span.end))).toBe(true);
        before = span.end;
      });
      expect(before).toBeLessThanOrEqual(text.length);
    }),
  );
});
