import type { LanguageModelV3FunctionTool, LanguageModelV3Prompt } from "@ai-sdk/provider";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { isDay } from "#server/contracts/calendar.ts";
import { readDates } from "./dates/read-dates.ts";
import { tokenise } from "./language/words.ts";
import { respond } from "./respond.ts";
import { decide, promptOf, shopTools, TODAY } from "./testing/conversation.ts";

const RUNS = Number(process.env["RUNS"] ?? 25);
let tools: LanguageModelV3FunctionTool[];
beforeAll(async () => {
  tools = await shopTools();
});

const WORDS = ["revenue", "last", "month", "between", "and", "top", "5", "albums", "Blue", "Note", "Q3", "2025", "since", "vs", "how", "many", "not", "\"", "03/04", "the", "week", "before", "by", "genre", "?", ",", "order", "#1", "Kind", "of", "ever", "-"];

describe("whatever is asked", () => {
  it("gives calls or a sentence, never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 300 }), fc.array(fc.constantFrom(...WORDS), { maxLength: 25 }).map((words) => words.join(" "))), (question) => {
        const reply = respond({ prompt: promptOf([{ question }]), tools }, TODAY);
        if (reply.kind === "say") expect(reply.text.length).toBeGreaterThan(10);
        else expect(reply.calls.length).toBeLessThanOrEqual(6);
      }),
      { numRuns: RUNS },
    );
  });

  it("reads only days that exist, the first not after the last", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...WORDS, "march", "31", "February", "29", "until", "christmas", "2024-02-30", "12.13.2025", "years", "ago", "99"), { maxLength: 14 }), fc.date({ min: new Date("2001-01-01"), max: new Date("2090-01-01"), noInvalidDate: true }), (words, now) => {
        const today = now.toISOString().slice(0, 10);
        const { ranges } = readDates(tokenise(words.join(" ")), { today, firstDay: "2000-01-01", events: [], page: null, last: null });
        for (const range of ranges) {
          expect(isDay(range.from) && isDay(range.to)).toBe(true);
          expect(range.from <= range.to).toBe(true);
        }
      }),
      { numRuns: RUNS * 4 },
    );
  });

  it("answers 4,000 characters of rubbish", () => {
    for (const question of ["x".repeat(4_000), "revenue ".repeat(500), "( ".repeat(2_000), "and ".repeat(1_000), "1 ".repeat(2_000), "between ".repeat(500)]) {
      expect(() => respond({ prompt: promptOf([{ question }]), tools }, TODAY)).not.toThrow();
    }
  });

  it("has something to say without tools, without a question and without a context", () => {
    expect(respond({ prompt: promptOf([{ question: "revenue last month" }]), tools: [] }, TODAY)).toMatchObject({ kind: "say" });
    expect(respond({ prompt: [], tools }, TODAY)).toMatchObject({ kind: "say" });
    const bare: LanguageModelV3Prompt = [{ role: "user", content: [{ type: "text", text: "revenue yesterday" }] }];
    expect(respond({ prompt: bare, tools }, TODAY)).toMatchObject({ kind: "call", calls: [{ input: { from: "2026-06-29", to: "2026-06-29" } }] });
    expect(respond({ prompt: [{ role: "system", content: "<context>{broken</context>" }, ...bare], tools }, TODAY).kind).toBe("call");
  });

  it("survives schemas and results of any shape", () => {
    const strange: LanguageModelV3FunctionTool[] = [
      { type: "function", name: "a", inputSchema: true as never },
      { type: "function", name: "b", description: "Revenue of the shop.", inputSchema: { type: "object", properties: { x: { $ref: "#/$defs/loop" } }, $defs: { loop: { $ref: "#/$defs/loop" } } } as never },
    ];
    expect(respond({ prompt: promptOf([{ question: "revenue" }]), tools: strange }, TODAY)).toEqual({ kind: "call", calls: [{ tool: "b", input: {} }] });
    for (const result of ["", "null", "[]", "{", "[1,2]", '{"rows":[[1]],"columns":["a"]}', '{"figures":[null,{"value":{}}]}', '{"currency":"NOPE","figures":[{"label":"X","unit":"money","value":"1"}]}']) {
      const reply = respond({ prompt: promptOf([{ question: "revenue", calls: [{ tool: "b", input: {}, result }] }]), tools: strange }, TODAY);
      expect(reply.kind).toBe("say");
    }
  });

  it("never asks the same thing twice in one turn", () => {
    const reply = decide(tools, [{ question: "What was revenue in March?", calls: [{ tool: "businessOverview", input: { metrics: ["revenue"], to: "2026-03-31", from: "2026-03-01" }, result: "{}", described: "Revenue in March 2026 was €25,031.53." }] }]);
    expect(reply.kind === "say" && reply.text).toContain("Revenue in March 2026 was €25,031.53.");
  });

  it("says a tool's failure as it is", () => {
    const reply = decide(tools, [{ question: "What's the status of order 999999?", calls: [{ tool: "orderLookup", input: { number: 999999 }, result: "There is no order 999999.", isError: true }] }]);
    expect(reply.kind === "say" && reply.text).toContain("There is no order 999999.");
  });
});
