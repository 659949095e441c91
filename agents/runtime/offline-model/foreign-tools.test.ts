import type { LanguageModelV3FunctionTool } from "@ai-sdk/provider";
import { beforeAll, describe, expect, it } from "vitest";
import { asSchema } from "ai";
import { z } from "zod/v4";
import { CONTEXT, decide, shopTools, show } from "./testing/conversation.ts";

/** Tools of a library and a zoo that nobody thought of when the model was written. */
const FOREIGN: Record<string, { description: string; input: z.ZodType }> = {
  t1: {
    description: "Readers ranked by loans: who borrowed most or fewest books in a period. Not for single books.",
    input: z.object({
      sortOrder: z.enum(["most", "fewest"]).optional().describe("most loans first (the default), or fewest first."),
      maxRows: z.int().min(1).max(25).optional().describe("How many rows to list."),
      begin: z.iso.date().optional().describe("First day of the period."),
      finish: z.iso.date().optional().describe("Last day of the period."),
    }),
  },
  t2: {
    description: "Animals by weight: the heaviest or lightest animals of the zoo, also of one species.",
    input: z.object({ direction: z.enum(["heaviest", "lightest"]).optional().describe("Which end first."), species: z.string().optional().describe("Only animals of this species, such as lion."), count: z.int().max(100).optional().describe("How many animals to list.") }),
  },
  t3: {
    description: "Feedings over time: how many feedings there were by day, week or month.",
    input: z.object({ step: z.enum(["day", "week", "month"]).describe("How long each step is."), since: z.iso.date().optional().describe("First day."), until: z.iso.date().optional().describe("Last day.") }),
  },
  t4: { description: "One book by its title: author, shelf and whether it is lent.", input: z.object({ title: z.string().describe("The book's title.") }) },
};

let library: LanguageModelV3FunctionTool[];
let shop: LanguageModelV3FunctionTool[];
beforeAll(async () => {
  library = await Promise.all(Object.entries(FOREIGN).map(async ([name, { description, input }]) => ({ type: "function" as const, name, description, inputSchema: await asSchema(input).jsonSchema })));
  shop = await shopTools();
});

describe("tools it has never seen", () => {
  it.each([
    ["Who borrowed the most books last month?", "t1{begin=2026-05-01,finish=2026-05-31,sortOrder=most}"],
    ["top 5 readers this year", "t1{begin=2026-01-01,finish=2026-06-30,maxRows=5,sortOrder=most}"],
    ["the 3 heaviest animals", "t2{count=3,direction=heaviest}"],
    ["the lightest animals", "t2{direction=lightest}"],
    ["feedings by week since April", "t3{since=2026-04-01,until=2026-06-30,step=week}"],
    ["Is the book \"Moby Dick\" lent?", "t4{title=Moby Dick}"],
  ])("%s", (question, expected) => {
    expect(show(decide(library, [{ question }], { context: { today: "2026-06-30" } }))).toBe(expected);
  });

  it.each(["What was revenue last month?", "How tall are the giraffes?", "Feed the lions", "Which visitors came yesterday?"])("declines: %s", (question) => {
    expect(decide(library, [{ question }], { context: { today: "2026-06-30" } }).kind).toBe("say");
  });
});

describe("two readings", () => {
  it("are both named where nothing decides", () => {
    const twins = ["Fees of readers in a period.", "Fees of lenders in a period."].map((description, index) => ({ type: "function" as const, name: `x${index}`, description, inputSchema: { type: "object" as const, properties: {} } }));
    const reply = decide(twins, [{ question: "What were the fees?" }]);
    expect(reply.kind === "say" && reply.text).toMatch(/more than one thing: "fees of readers in a period" or "fees of lenders in a period"/);
  });
});

describe("the shop's tools by other names and in another order", () => {
  it.each([
    "What was revenue in March?",
    "Top 5 albums last month",
    "Who are our best customers this year?",
    "What is out of stock?",
    "revenue by genre this year",
    "Which month had the highest revenue in 2025?",
    "Q1 2026 against Q1 2025",
    "What's the status of order 14012?",
    "How many copies of Kind of Blue do we have?",
    "top 5 albums and top 5 customers last month",
    "Which PayPal payments are still outstanding?",
    "sales by channel last quarter",
  ])("%s", (question) => {
    const renamed = shop.map((tool, index) => ({ ...tool, name: `tool_${(index * 7) % shop.length}` })).reverse();
    const names = new Map(shop.map((tool, index) => [tool.name, `tool_${(index * 7) % shop.length}`]));
    const expected = decide(shop, [{ question }]);
    const found = decide(renamed, [{ question }], { context: CONTEXT, finder: names.get("findNames") ?? "" });
    expect(expected.kind).toBe("call");
    expect(found.kind === "call" && found.calls).toEqual(expected.kind === "call" && expected.calls.map((call) => ({ ...call, tool: names.get(call.tool) })));
  });
});
