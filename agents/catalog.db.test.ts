import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ZodError } from "zod/v4";
import { USER_ROLES } from "#db/enums.ts";
import { openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { AppError } from "#server/errors.ts";
import { TOOLS } from "./catalog.ts";
import { answerBlock, type AnswerBlock } from "./contracts/blocks.ts";
import { markNumbers } from "./runtime/mark-numbers.ts";
import { strangers } from "./tools/testing/numbers.ts";
import { openDemoShop, runTool } from "./tools/testing/demo-shop.ts";

type Name = keyof typeof TOOLS;

const MARCH = { from: "2026-03-01", to: "2026-03-31" };

/** What people ask, at least one of each tool. */
const ASKED: readonly [Name, object][] = [
  ["businessOverview", {}],
  ["businessOverview", { metrics: ["gross_margin", "stock_value_cost", "days_of_stock", "payment_success_rate"], ...MARCH, compareWith: "year" }],
  ["businessOverview", { metrics: ["revenue"], from: "2026-06-01" }],
  ["businessOverview", { metrics: ["low_stock"] }],
  ["businessOverview", { from: "2023-07-01", to: "2023-07-31" }],
  ["metricOverTime", { grain: "month", from: "2025-01-01" }],
  ["metricOverTime", { metric: "average_rating", grain: "day", ...MARCH }],
  ["metricOverTime", { metric: "sell_through", grain: "quarter", from: "2024-02-11" }],
  ["comparePeriods", { ...MARCH, againstFrom: "2025-02-01", againstTo: "2025-02-28" }],
  ["topAlbums", {}],
  ["topAlbums", { artist: "Cotrane", by: "revenue", order: "worst", limit: 3 }],
  ["topCustomers", { by: "orders", limit: 3 }],
  ["genrePerformance", {}],
  ["genrePerformance", { name: "hardbop", by: "units", ...MARCH }],
  ["labelPerformance", { by: "units", order: "worst", limit: 4 }],
  ["artistPerformance", { compareWith: "none" }],
  ["channelPerformance", {}],
  ["topRatedAlbums", { minReviews: 5 }],
  ["topRatedAlbums", { genre: "Vocal", ...MARCH }],
  ["lowStock", {}],
  ["lowStock", { band: "out", label: "Blue Note" }],
  ["failedPayments", { limit: 2 }],
  ["pendingPayments", {}],
  ["paymentMethods", {}],
  ["customerLookup", { number: 1042 }],
  ["customerLookup", { name: "Anna" }],
  ["albumLookup", { title: "Giant Stps" }],
  ["albumLookup", { title: "Blue" }],
  ["orderLookup", { number: 12000 }],
  ["listOrders", { sort: "largest", limit: 4 }],
  ["listOrders", { status: "open", channel: "shop" }],
  ["findNames", { text: "blue" }],
  ["explainChange", MARCH],
  ["explainChange", { by: "customers", ...MARCH, againstFrom: "2026-02-01", againstTo: "2026-02-28" }],
  ["explainChange", { by: "record", from: "2026-06-01" }],
  ["weekdaySales", MARCH],
  ["busyHours", {}],
  ["busyHours", { by: "revenue", ...MARCH }],
  ["discountShare", { grain: "month", from: "2026-01-01" }],
  ["newAndReturning", MARCH],
  ["newAndReturning", { by: "customers", grain: "month", from: "2026-01-01" }],
  ["newCustomers", { compareWith: "year" }],
  ["orderFrequency", {}],
  ["rfmGroups", {}],
  ["rfmGroups", { to: "2025-12-31" }],
  ["cohortRetention", {}],
  ["customerValue", { by: "month", from: "2025-01-01" }],
  ["reviewThemes", MARCH],
  ["reviewSentiment", {}],
  ["stockLookup", { text: "BLP 1577" }],
  ["stockLookup", { text: "blue", limit: 3 }],
  ["sellThrough", { by: "label", ...MARCH }],
  ["deadStock", { limit: 3 }],
  ["stockAge", {}],
  ["daysOfStock", { by: "longest" }],
  ["listRows", { what: "lines", genre: "Hard bop", weekday: "saturday", ...MARCH }],
  ["listRows", { what: "orders", channel: "web", limit: 3 }],
  ["listRows", { what: "customers", group: "at-risk" }],
  ["listRows", { what: "reviews", stars: 1, from: "2026-01-01" }],
  ["listRows", { what: "payments", status: "failed" }],
  ["listRows", { what: "stock", label: "ECM" }],
  ["listRows", { what: "movements", from: "2026-06-29" }],
];

/** What makes no sense, or asks for what there is not. */
const ODD: readonly [Name, object][] = [
  ...(Object.keys(TOOLS) as Name[]).flatMap((name): [Name, object][] => [
    [name, { from: "2026-03-31", to: "2026-03-01", title: "Blue", text: "Blue", number: 12_000 }],
    [name, { from: "1626-01-01", to: "2026-12-31", title: "Xyzzy", text: "Xyzzy", number: 2_000_000_000 }],
    [name, { from: "2019-01-01", to: "2019-02-01", title: "%", text: "%_\\", name: "%", number: 0 }],
    [name, { from: "2031-01-01", title: "'; drop table albums", text: "🎷", name: "🎷", number: 12_000 }],
    [name, { limit: 0, title: "Blue", text: "Blue", number: 1.5, grain: "hour", metric: "stars" }],
    [name, { limit: 1_000, genre: "Polka", artist: "Xyzzy", label: "Xyzzy", name: "Xyzzy", channel: "pigeon", title: "Blue", text: "a".repeat(200), number: -1 }],
    [name, { from: "soon", to: "2026-02-30" }],
  ]),
  ["metricOverTime", { grain: "day", from: "2023-07-01" }],
  ["topAlbums", { genre: "jazz" }],
  ["comparePeriods", { ...MARCH, againstFrom: "2020-01-01", againstTo: "2020-01-31" }],
  ["customerLookup", {}],
];

describe("the demo shop's tools", () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openDemoShop();
  });
  afterAll(() => test.close());

  it("covers every tool", () => {
    expect([...new Set(ASKED.map(([name]) => name))].sort()).toEqual(Object.keys(TOOLS).sort());
  });

  it.each(ASKED)("%s %j: every role gets the same figures, and every number in words stands in the block", async (name, input) => {
    const tool = TOOLS[name];
    const blocks: AnswerBlock[] = [];
    for (const role of USER_ROLES) blocks.push(answerBlock.parse(await runTool(test, tool, input, { role })));
    const [staff, manager] = [blocks[0], blocks[3]];
    if (!staff || !manager) throw new Error("no block");
    const isPayment = (key: string) => key === "paid";
    for (const block of blocks) {
      expect(block.figures.filter((figure) => !isPayment(figure.key))).toEqual(manager.figures.filter((figure) => !isPayment(figure.key)));
      // Payments themselves are for managers; whoever may not see them is told so.
      if (JSON.stringify(block.table) !== JSON.stringify(manager.table) || block.figures.length !== manager.figures.length) expect([block.table, block.notes.join(" ")]).toEqual([name === "orderLookup" ? manager.table : null, expect.stringContaining("Managers and admins see the payments")]);
      const words = tool.describe(block);
      expect(words.length).toBeGreaterThan(20);
      expect(strangers(words, block)).toEqual([]);
      expect(markNumbers(words, [{ callId: "call", tool: name, block }], "").filter((mark) => mark.status === "unverified")).toEqual([]);
      expect(words).not.toMatch(/undefined|null|NaN|Infinity|\[object/);
      // JSON sets no thousands apart, so a comma there ends a number.
      const inJson = (text: string) => text.match(/\d+(\.\d+)?/g) ?? [];
      const inBlock = new Set(inJson(JSON.stringify(block)));
      expect(inJson(tool.toModel(block)).filter((number) => !inBlock.has(number))).toEqual([]);
      const { table } = block;
      if (table) {
        expect(table.total).toBeGreaterThanOrEqual(table.rows.length);
        for (const row of table.rows) expect(table.columns.filter((column) => !(column.key in row))).toEqual([]);
        for (const row of table.rows) if (typeof row["href"] === "string") expect(row["href"]).toMatch(/^\/(rows|orders|albums)/);
        if (block.chart) expect(table.columns.map((column) => column.key)).toEqual(expect.arrayContaining([block.chart.x, block.chart.y, ...(block.chart.before ? [block.chart.before] : [])]));
      }
    }
  });

  it.each(ODD)("%s %j: gives a sentence", async (name, input) => {
    try {
      const block = answerBlock.parse(await runTool(test, TOOLS[name], input));
      expect(strangers(TOOLS[name].describe(block), block)).toEqual([]);
      if (block.figures.length === 0 && !block.table) expect(block.notes.length).toBeGreaterThan(0);
    } catch (error) {
      // What the wrapper turns into a sentence: one of ours, or what is wrong with which field.
      if (!(error instanceof AppError || error instanceof ZodError)) throw error;
      if (error instanceof AppError) expect(error.message).toMatch(/^[A-Z"].{10,}[.]$/);
    }
  });

  it("names the two readings where a name can mean either", async () => {
    await expect(runTool(test, TOOLS.topAlbums, { genre: "jazz" })).rejects.toThrow(/^"jazz" can be .+ or .+\. Say which one is meant\.$/);
  });

  it("says who else there is where one reading is far likelier", async () => {
    const block = await runTool(test, TOOLS.topAlbums, { artist: "Cotrane" });
    expect(block.notes[0]).toBe('"Cotrane" was read as the artist John Coltrane. There is also Alice Coltrane.');
  });

  it("keeps contact data out of what a tool says of a customer", async () => {
    const block = await runTool(test, TOOLS.customerLookup, { number: 1042 }, { role: "admin" });
    expect(JSON.stringify(block)).not.toMatch(/@|street|phone|postcode/i);
  });
});

describe("a shop without anything", () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase();
  });
  afterAll(() => test.close());

  it.each(ASKED)("%s %j: says that there is nothing, without a crash and without zeros", async (name, input) => {
    try {
      const block = await runTool(test, TOOLS[name], input, { role: "staff" });
      expect(block.table?.rows ?? []).toEqual([]);
      expect(block.figures.filter((figure) => figure.value !== null)).toEqual([]);
      expect(TOOLS[name].describe(block)).toMatch(/[a-z]{3}/);
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
    }
  });
});
