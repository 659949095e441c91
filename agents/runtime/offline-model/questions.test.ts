import type { LanguageModelV3FunctionTool } from "@ai-sdk/provider";
import { beforeAll, describe, expect, it } from "vitest";
import { CONTEXT, decide, type Said, shopTools, show } from "./testing/conversation.ts";
import { ANSWERED, DECLINED } from "./testing/questions.ts";
import { BY_PAGE, suggestQuestions } from "../suggest-questions.ts";
import { NAMES_ASKED, SPOKEN } from "./testing/spoken.ts";
import { SUGGESTED } from "./testing/suggested.ts";
import { VIEWS_ASKED } from "./testing/views.ts";

let tools: LanguageModelV3FunctionTool[];
beforeAll(async () => {
  tools = await shopTools();
});

describe("questions for the shop's own tools", () => {
  it.each([...ANSWERED, ...SPOKEN, ...VIEWS_ASKED, ...SUGGESTED])("%s", (question, expected) => {
    expect(show(decide(tools, [{ question }]))).toBe(expected);
  });

  it.each(DECLINED)("declines: %s", (question) => {
    const reply = decide(tools, [{ question }]);
    expect(reply.kind).toBe("say");
    expect(reply.kind === "say" && reply.text).toMatch(/cannot|could not|English only/);
  });
});

describe("questions that pages suggest", () => {
  it("are all among those whose call is known", () => {
    const known = new Set(SUGGESTED.map(([question]) => question));
    expect(BY_PAGE.flatMap(([, questions]) => questions).filter((question) => !known.has(question))).toEqual([]);
  });

  it.each([["/", "How are we doing this month?"], ["/analytics/customers", "Show me cohort retention for this year"], ["/analytics/explorer", "Latest orders"], ["/inventory", "What should we reorder?"], ["/albums/7", "Which records are rated best?"]])("fit %s", (page, question) => {
    expect(suggestQuestions(page)).toContain(question);
  });
});

describe("questions in parts", () => {
  const result = JSON.stringify({ title: "Revenue", currency: "EUR", figures: [{ key: "revenue", label: "Revenue", unit: "money", value: "10.00" }] });
  it.each([
    ["revenue last month and how much rent do we pay", "businessOverview", { metrics: ["revenue"], from: "2026-05-01", to: "2026-05-31" }, "how much rent do we pay"],
    ["What was revenue last month and who works on Saturday?", "businessOverview", { metrics: ["revenue"], from: "2026-05-01", to: "2026-05-31" }, "who works on Saturday"],
    ["Which albums sold best yesterday and who bought them?", "topAlbums", { by: "units", order: "best", from: "2026-06-29", to: "2026-06-29" }, "who bought them"],
  ])("say which part is not answered: %s", (question, tool, input, part) => {
    const finder = { tool: "findNames", input: { text: "works" }, result: JSON.stringify({ columns: ["kind", "name"], units: ["text", "text"], rows: [] }) };
    const first = decide(tools, [{ question, calls: [finder] }]);
    expect(first.kind === "call" && first.calls.map((call) => call.tool)).toEqual([tool]);
    const reply = decide(tools, [{ question, calls: [finder, { tool, input: first.kind === "call" ? (first.calls[0]?.input ?? input) : input, result, described: "It was so." }] }]);
    expect(reply.kind === "say" && reply.text).toMatch(new RegExp(`It was so[^]*I could not answer this part: "${part}"`));
  });
});

describe("questions for a name itself", () => {
  it.each(NAMES_ASKED)("%s", (question, answer) => {
    const said = decide(tools, [{ question }]);
    expect(said.kind === "say" && said.text).toMatch(answer);
  });
});

const overview: Said = { question: "Revenue in March 2026?", calls: [{ tool: "businessOverview", input: { metrics: ["revenue"], from: "2026-03-01", to: "2026-03-31" }, result: "{}" }], answer: "It was so." };
const albums: Said = { question: "Top 5 albums last month", calls: [{ tool: "topAlbums", input: { order: "best", from: "2026-05-01", to: "2026-05-31", limit: 5 }, result: "{}" }], answer: "These." };
const customers: Said = { question: "Top customers last month", calls: [{ tool: "topCustomers", input: { order: "highest", from: "2026-05-01", to: "2026-05-31" }, result: JSON.stringify({ columns: ["rank", "customer", "revenue"], units: ["number", "text", "money"], rows: [[1, "Anna Schmidt", "430.20"], [2, "Jonas Weber", "99.00"]] }) }], answer: "These." };
const record: Said = { question: "How many copies of Kind of Blue do we have?", calls: [{ tool: "albumLookup", input: { title: "Kind of Blue" }, result: "{}" }], answer: "Some." };

describe("questions that go on from the one before", () => {
  it.each<[Said, string, string]>([
    [overview, "and the month before?", "businessOverview{metrics=revenue,from=2026-02-01,to=2026-02-28}"],
    [overview, "And last year?", "businessOverview{metrics=revenue,from=2025-03-01,to=2025-03-31}"],
    [overview, "and by genre?", "genrePerformance{from=2026-03-01,to=2026-03-31,by=revenue}"],
    [overview, "what about orders?", "businessOverview{metrics=orders,from=2026-03-01,to=2026-03-31}"],
    [overview, "what about Blue Note?", "labelPerformance{name=Blue Note,from=2026-03-01,to=2026-03-31,by=revenue}"],
    [albums, "only hard bop", "topAlbums{order=best,from=2026-05-01,to=2026-05-31,limit=5,genre=Hard bop}"],
    [albums, "and this month?", "topAlbums{order=best,from=2026-06-01,to=2026-06-30,limit=5}"],
    [albums, "and by revenue?", "topAlbums{order=best,from=2026-05-01,to=2026-05-31,limit=5,by=revenue}"],
    [albums, "and the worst?", "topAlbums{order=worst,from=2026-05-01,to=2026-05-31,limit=5}"],
    [customers, "when was her first order?", "customerLookup{name=Anna Schmidt}"],
    [record, "what does it cost?", "albumLookup{title=Kind of Blue}"],
  ])("%o then %s", (before, question, expected) => {
    expect(show(decide(tools, [before, { question }]))).toBe(expected);
  });

  it("compares the days of the question before with the same weekday before them", () => {
    const saturday: Said = { question: "How much did we take on Saturday?", calls: [{ tool: "businessOverview", input: { metrics: ["revenue"], from: "2026-06-27", to: "2026-06-27" }, result: "{}" }], answer: "So much." };
    expect(show(decide(tools, [saturday, { question: "is that better than the Saturday before?" }]))).toBe("comparePeriods{from=2026-06-27,to=2026-06-27,againstFrom=2026-06-20,againstTo=2026-06-20,metrics=revenue}");
  });

  it("lets no day leak into a question that only uses such words itself", () => {
    const yesterday: Said = { question: "What was revenue yesterday?", calls: [{ tool: "businessOverview", input: { metrics: ["revenue"], from: "2026-06-29", to: "2026-06-29" }, result: "{}" }], answer: "So much." };
    expect(show(decide(tools, [yesterday, { question: "In which month did we sell the most?" }]))).toBe("metricOverTime{from=2023-07-01,to=2026-06-30,grain=month}");
    expect(show(decide(tools, [yesterday, { question: "which records that we sell are out of stock?" }]))).toBe("lowStock{band=out}");
  });

  it("asks why of the days that were compared", () => {
    const compared: Said = { question: "How was revenue in May compared with April?", calls: [{ tool: "comparePeriods", input: { metrics: ["revenue"], from: "2026-05-01", to: "2026-05-31", againstFrom: "2026-04-01", againstTo: "2026-04-30" }, result: "{}" }], answer: "So much." };
    expect(show(decide(tools, [compared, { question: "why?" }]))).toBe("explainChange{from=2026-05-01,to=2026-05-31,againstFrom=2026-04-01,againstTo=2026-04-30}");
  });

  it("leaves a question alone that stands by itself", () => {
    expect(show(decide(tools, [albums, { question: "What was revenue last week?" }]))).toBe("businessOverview{from=2026-06-22,to=2026-06-28,metrics=revenue}");
  });
});

describe("what is said of a result", () => {
  const list = (rows: unknown[][], rowsInAll: number) => JSON.stringify({ title: "Customers", currency: "EUR", period: { label: "May 2026" }, columns: ["customer", "revenue"], units: ["text", "money"], rows, rowsInAll });
  const asked = (question: string, tool: string, input: Record<string, unknown>, result: string) => {
    const finder = { tool: "findNames", input: { text: "jonas weber" }, result: JSON.stringify({ columns: ["kind", "name"], units: ["text", "text"], rows: [["customer", "Jonas Weber"]] }) };
    const reply = decide(tools, [{ question, calls: [finder, { tool, input, result, described: "1. Anna Schmidt: €430.20" }] }]);
    return reply.kind === "say" ? reply.text : "";
  };
  const input = { from: "2026-05-01", to: "2026-05-31", limit: 50 };

  it("never gives a list as the answer that does not hold who was asked about", () => {
    const text = asked("how much did jonas weber spend in may", "topCustomers", input, list([["Anna Schmidt", "430.20"]], 249));
    expect(text).toMatch(/^I cannot say that for Jonas Weber \(May 2026\): the list holds the first 1 of 249 only/);
    expect(text).not.toContain("430.20");
  });

  it("gives the row of who was asked about", () => {
    expect(asked("how much did jonas weber spend in may", "topCustomers", input, list([["Anna Schmidt", "430.20"], ["Jonas Weber", "99.00"]], 249))).toMatch(/^Jonas Weber: revenue €99\.00/);
  });
});

describe("the page", () => {
  const context = { ...CONTEXT, page: { path: "/", title: "Dashboard", from: "2026-01-01", to: "2026-03-31", label: "Q1 2026" } };
  it("gives the days when none are named", () => {
    expect(show(decide(tools, [{ question: "What is the revenue on this page?" }], { context }))).toBe("businessOverview{from=2026-01-01,to=2026-03-31,metrics=revenue}");
    expect(show(decide(tools, [{ question: "top 5 albums" }], { context }))).toBe("topAlbums{from=2026-01-01,to=2026-03-31,limit=5,order=best}");
    expect(show(decide(tools, [{ question: "top 5 albums yesterday" }], { context }))).toBe("topAlbums{from=2026-06-29,to=2026-06-29,limit=5,order=best}");
  });
});
