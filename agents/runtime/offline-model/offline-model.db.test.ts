import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestDatabase } from "#db/testing/index.ts";
import { byHand, DEMO_NOW, openDemoShop } from "#agents/tools/testing/demo-shop.ts";
import { createTestRuntime, TestClock } from "#server/testing/runtime.ts";
import { sql } from "drizzle-orm";
import { sayMoney } from "../../words.ts";
import { askInTerminal } from "../ask.ts";
import { BY_PAGE } from "../suggest-questions.ts";
import { SUGGESTED } from "./testing/suggested.ts";

let shop: TestDatabase;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop.close());

/** A conversation over the real tools and the demo shop; its last answer. */
async function ask(...questions: string[]) {
  const clock = new TestClock();
  clock.now = DEMO_NOW;
  const { text, evidence, numbers, outcome } = await askInTerminal(createTestRuntime(shop.db, clock), { agentId: "analyst", role: "manager", questions });
  return { text, calls: evidence.map(({ tool }) => tool), marks: numbers, outcome };
}

describe("the offline model over the demo shop", () => {
  it("says the month's revenue as the rows have it", async () => {
    const [row] = await byHand<{ revenue: string }>(
      shop,
      sql`select sum(l.line_total)::text as revenue from order_items l join orders o on o.id = l.order_id where o.status <> 'cancelled' and (o.order_date at time zone 'Europe/Berlin')::date between '2026-05-01' and '2026-05-31'`,
    );
    const { text, calls, outcome } = await ask("What was revenue last month?");
    expect(text).toContain(sayMoney(row?.revenue ?? "0", "EUR"));
    expect(calls).toHaveLength(1);
    expect(outcome).toBe("completed");
  });

  it("finds a misspelt record by its name and answers what was asked first", async () => {
    const { text, calls } = await ask("How many copies of Kind of Bleu do we have?");
    expect(calls).toEqual(["findNames", "albumLookup"]);
    expect(text).toMatch(/^On hand, new: \*\*\d+\*\*/);
  });

  it("goes on from the question before", async () => {
    const { text, calls } = await ask("Revenue last month?", "and by genre?");
    expect(calls).toEqual(["genrePerformance"]);
    expect(text).toContain("in May 2026");
  });

  it("looks for the best day of all years", async () => {
    const { text, calls } = await ask("What was our best day ever?");
    expect(calls.length).toBeGreaterThan(2);
    expect(text).toMatch(/^Of all these days: Highest day/);
  });

  it("looks nothing up for what it cannot answer", async () => {
    for (const question of ["Send an email to our best customers", "What will revenue be next month?", "How much do we pay our staff?"]) {
      const { text, calls } = await ask(question);
      expect(calls).toEqual([]);
      expect(text).toMatch(/cannot/);
    }
  });

  it("answers every question that a page suggests, with figures of its tool", async () => {
    const tools = new Map(SUGGESTED.map(([question, calls]) => [question, calls.slice(0, calls.indexOf("{"))]));
    for (const question of new Set(BY_PAGE.flatMap(([, questions]) => questions))) {
      const { text, calls, marks, outcome } = await ask(question);
      expect({ question, calls, outcome }).toEqual({ question, calls: [tools.get(question)], outcome: "completed" });
      expect(text).not.toMatch(/\b(?:cannot|could not)\b/);
      expect(marks.filter(({ status }) => status !== "unverified").length, question).toBeGreaterThan(0);
    }
  });

  it("makes no figure of its own", async () => {
    for (const question of ["Top 5 albums and top 5 customers last month", "sales by channel last quarter", "Which payments failed last week?"]) {
      const { marks } = await ask(question);
      expect(marks.length).toBeGreaterThan(3);
      expect(marks.filter(({ status, text }) => status === "unverified" && !/^(?:\d{1,2}|20\d\d)$/.test(text))).toEqual([]);
    }
  });
});
