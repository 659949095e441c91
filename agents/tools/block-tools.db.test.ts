import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { USER_ROLES } from "#db/enums.ts";
import { listShelf } from "#db/queries/stock/list-shelf.ts";
import { explainChange } from "#db/queries/analytics/explain/explain-change.ts";
import { withSystem } from "#db/rls.ts";
import type { TestDatabase } from "#db/testing/index.ts";
import type { AnalyticsTab } from "#server/contracts/analytics.ts";
import { callAs } from "#server/testing/caller.ts";
import { TOOLS } from "#agents/catalog.ts";
import type { AnswerBlock, Cell } from "#agents/contracts/blocks.ts";
import { byHand, DEMO_NOW, openDemoShop, runTool } from "./testing/demo-shop.ts";

/* What the tools over analytics, stock and rows give is what the pages show, for every role. */

let test: TestDatabase;
beforeAll(async () => {
  test = await openDemoShop();
});
afterAll(() => test.close());

const MARCH = { from: "2026-03-01", to: "2026-03-31" };
const HALF = { from: "2026-01-01", to: "2026-06-30" };
const YEAR = { from: "2025-01-01", to: "2025-12-31" };

const ask = (name: keyof typeof TOOLS, input: object, role?: (typeof USER_ROLES)[number]): Promise<AnswerBlock> => runTool(test, TOOLS[name], input, role ? { role } : {});
const cells = (block: AnswerBlock, ...keys: string[]): Cell[][] => (block.table?.rows ?? []).map((row) => keys.map((key) => row[key] ?? null));
const figures = (block: AnswerBlock): Record<string, Cell> => Object.fromEntries(block.figures.map((figure) => [figure.key, figure.value]));

interface Page {
  tab: AnalyticsTab;
  block: string;
  p?: string;
  from?: string;
  to?: string;
  against?: string;
  grain?: "day" | "week" | "month";
  by?: string;
}

/** Each tool with an input, and the page that shows the same. */
const PAGES: readonly [tool: keyof typeof TOOLS, input: object, page: Page][] = [
  ["weekdaySales", { ...HALF, compareWith: "none" }, { tab: "sales", block: "weekdays", p: "custom", ...HALF, against: "none" }],
  ["weekdaySales", MARCH, { tab: "sales", block: "weekdays", p: "custom", ...MARCH, against: "previous" }],
  ["busyHours", { ...MARCH, by: "revenue" }, { tab: "sales", block: "weekday-hour", p: "custom", ...MARCH, against: "none", by: "revenue" }],
  ["discountShare", { ...HALF, grain: "month", compareWith: "year" }, { tab: "sales", block: "discounts", p: "custom", ...HALF, against: "year", grain: "month" }],
  ["rfmGroups", {}, { tab: "customers", block: "rfm", p: "30", against: "none" }],
  ["rfmGroups", { to: "2025-12-31" }, { tab: "customers", block: "rfm", p: "custom", ...YEAR, against: "none" }],
  ["cohortRetention", { from: "2025-01-01" }, { tab: "customers", block: "cohort-retention", p: "custom", from: "2025-01-01", to: "2026-06-30", against: "none" }],
  ["orderFrequency", {}, { tab: "customers", block: "order-frequency", p: "365", against: "none" }],
  ["newAndReturning", { ...HALF, by: "customers", grain: "month" }, { tab: "customers", block: "new-returning", p: "custom", ...HALF, against: "none", by: "customers", grain: "month" }],
  ["customerValue", { from: "2025-01-01", by: "month" }, { tab: "customers", block: "lifetime-value", p: "custom", from: "2025-01-01", to: "2026-06-30", against: "none", by: "month" }],
  ["newCustomers", { ...HALF, grain: "month" }, { tab: "customers", block: "new-customers", p: "ytd", against: "previous", grain: "month" }],
  ["reviewThemes", HALF, { tab: "reviews", block: "themes", p: "custom", ...HALF, against: "none" }],
  ["reviewSentiment", YEAR, { tab: "reviews", block: "sentiment", p: "custom", ...YEAR, against: "none" }],
  ["sellThrough", { ...HALF, by: "label" }, { tab: "inventory", block: "sell-through", p: "custom", ...HALF, against: "none", by: "label" }],
  ["deadStock", {}, { tab: "inventory", block: "dead-stock" }],
  ["stockAge", {}, { tab: "inventory", block: "stock-age" }],
  ["daysOfStock", {}, { tab: "inventory", block: "days-of-stock", p: "90", against: "none" }],
  ["daysOfStock", { ...MARCH, by: "longest" }, { tab: "inventory", block: "days-of-stock", p: "custom", ...MARCH, against: "none", by: "longest" }],
];

describe("tools over blocks", () => {
  it.each(PAGES)("%s %j gives the rows of its page, whoever asks", async (tool, input, page) => {
    const caller = await callAs(test.db, "staff", DEMO_NOW);
    const shown = await caller.analytics.block(page);
    expect(shown.rows.length).toBeGreaterThan(0);
    for (const role of USER_ROLES) {
      const block = await ask(tool, input, role);
      expect(block.table?.columns).toEqual(shown.columns.map(({ key, label, unit }) => ({ key, label, unit })));
      expect(block.table?.total).toBe(Math.max(shown.total, shown.rows.length));
      expect(cells(block, ...shown.columns.map(({ key }) => key))).toEqual(shown.rows.slice(0, 40).map((row) => shown.columns.map(({ key }) => row.cells[key] ?? null)));
      expect(block.notes).toEqual(expect.arrayContaining([...shown.notes]));
    }
  });

  it.each([["cohortRetention", ["2025-01", "2025-02", "2025-03"]], ["customerValue", ["2025-Q1"]]] as const)("%s follows the cohorts it is asked for up to today", async (tool, cohorts) => {
    const whole = await ask(tool, { from: "2025-01-01" });
    const some = await ask(tool, { from: "2025-01-01", to: "2025-03-31" });
    expect(some.table?.rows.map((row) => row["cohort"])).toEqual(cohorts);
    expect(whole.table?.rows).toEqual(expect.arrayContaining(some.table?.rows ?? []));
    const old = await ask("cohortRetention", { from: "2023-07-01", to: "2023-07-31" });
    expect(old.table?.rows.map((row) => row["cohort"])).toEqual(["2023-07"]);
  });

  it("say of all bars together what the page says of one that holds them", async () => {
    const [day] = await byHand<{ customers: number; discount: string }>(test, sql`
      select (select count(*)::int from (select min((order_date at time zone 'Europe/Berlin')::date) as first from orders where status <> 'cancelled' and customer_id is not null group by customer_id) f where first between ${MARCH.from} and ${MARCH.to}) as customers,
        (select sum(l.discount)::text from order_items l join orders o on o.id = l.order_id where o.status <> 'cancelled' and (o.order_date at time zone 'Europe/Berlin')::date between ${MARCH.from} and ${MARCH.to}) as discount`);
    const people = await ask("newCustomers", MARCH);
    expect(figures(people)).toEqual({ customers: day?.customers });
    expect(people.figures[0]?.before).toBeTypeOf("number");
    expect(figures(await ask("discountShare", MARCH))["discount"]).toBe(day?.discount);
    // Who comes twice in a month counts once in the month and twice in its days.
    const caller = await callAs(test.db, "staff", DEMO_NOW);
    const month = await caller.analytics.block({ tab: "customers", block: "new-returning", p: "custom", ...MARCH, against: "none", by: "customers", grain: "month" });
    const { start: _start, end: _end, ...bar } = month.rows[0]?.cells ?? {};
    expect(figures(await ask("newAndReturning", { ...MARCH, by: "customers" }))).toEqual(bar);
  });

  it("name the strongest weekday and the busiest hours", async () => {
    const clock = sql`(order_date at time zone 'Europe/Berlin')`;
    const days = sql`status <> 'cancelled' and ${clock}::date between ${HALF.from} and ${HALF.to}`;
    const [hour] = await byHand<{ hour: string; orders: number }>(test, sql`select extract(hour from ${clock})::text as hour, count(*)::int as orders from orders where ${days} and time_known group by 1 order by 2 desc limit 1`);
    const busy = await ask("busyHours", HALF);
    expect(busy.figures.find(({ key }) => key === "highest_hour")).toMatchObject({ label: `Busiest hour of the day, ${hour?.hour}:00`, value: hour?.orders });
    const [slot] = await byHand<{ orders: number }>(test, sql`select count(*)::int as orders from orders where ${days} and time_known group by extract(isodow from ${clock}), extract(hour from ${clock}) order by 1 desc limit 1`);
    expect(Number(figures(busy)["highest"])).toBe(slot?.orders);
    expect((await ask("busyHours", { ...HALF, by: "revenue" })).figures.map(({ key, unit }) => [key, unit])).toEqual([["highest", "money"]]);
    const weekdays = await ask("weekdaySales", HALF);
    const averages = cells(weekdays, "average").map(([value]) => Number(value));
    expect(weekdays.figures.map(({ value }) => Number(value))).toEqual([Math.max(...averages), Math.min(...averages)]);
  });
});

describe("explainChange", () => {
  it("gives the parts of the page, which sum to the change, whoever asks", async () => {
    const before = { from: "2026-01-29", to: "2026-02-28" };
    const split = await withSystem(test.db, "the same split", (tx) => explainChange(tx, { now: MARCH, before, currency: "EUR" }));
    for (const role of USER_ROLES) {
      const parts = await ask("explainChange", MARCH, role);
      expect(parts.against).toMatchObject(before);
      expect(cells(parts, "name", "change")).toEqual(split.parts.map(({ label, amount }) => [label, amount]));
      expect(figures(parts)).toEqual({ revenue: split.total.now });
      expect(cells(await ask("explainChange", { ...MARCH, by: "customers" }, role), "name", "change", "now", "before")).toEqual(split.buyers.map((buyer) => [buyer.label, buyer.change, buyer.now, buyer.before]));
      expect(cells(await ask("explainChange", { ...MARCH, by: "record" }, role), "name", "change")).toEqual(split.contributors.record.map(({ label, change }) => [label, change]));
    }
    const [sum] = await byHand<{ sum: string }>(test, sql`select sum(amount::numeric)::text as sum from jsonb_array_elements_text(${JSON.stringify(split.parts.map(({ amount }) => amount))}::jsonb) amount`);
    expect(sum?.sum).toBe(split.total.change);
  });

  it("compares two periods that are both named", async () => {
    const [february, march] = [{ from: "2026-02-01", to: "2026-02-28" }, MARCH];
    const block = await ask("explainChange", { ...march, againstFrom: february.from, againstTo: february.to });
    const split = await withSystem(test.db, "the same split", (tx) => explainChange(tx, { now: march, before: february, currency: "EUR" }));
    expect(block.figures[0]).toMatchObject({ value: split.total.now, before: split.total.before });
    expect(cells(block, "change")).toEqual(split.parts.map(({ amount }) => [amount]));
    expect(block.notes).toContain("The periods differ in length: 31 and 28 days.");
  });
});

describe("stockLookup", () => {
  it.each(["BLP 1577", "blp1577", "Speak No Evil", "coltrane"])("%s: the first rows of the stock page's search, whoever asks", async (text) => {
    const page = await withSystem(test.db, "the stock page", (tx) => listShelf(tx, { q: text, copies: "shelf", sort: "best", dir: "asc" }, { from: "2026-04-02", to: "2026-06-30" }, 10));
    expect(page.rows.length).toBeGreaterThan(0);
    for (const role of USER_ROLES) {
      const block = await ask("stockLookup", { text }, role);
      expect(cells(block, "title", "number", "on_hand", "on_order", "days_of_stock", "price")).toEqual(page.rows.map((row) => [row.title, row.catalogueNumber, row.onHand, row.onOrder, row.daysOfStock, row.price]));
    }
  });

  it("says that nothing fits", async () => {
    await expect(ask("stockLookup", { text: "Xyzzy plugh" })).rejects.toThrow(/^No record fits "Xyzzy plugh"\./);
  });
});

describe("listRows", () => {
  const onDay = (column: string) => sql.raw(`(${column} at time zone 'Europe/Berlin')::date`);

  it("sums a genre's lines on one weekday", async () => {
    const [hand] = await byHand<{ count: string; revenue: string }>(test, sql`select count(*)::text as count, sum(l.line_total)::text as revenue from order_items l join orders o on o.id = l.order_id join albums a on a.id = l.album_id join genres g on g.id = a.genre_id
      where o.status <> 'cancelled' and g.name = 'Hard bop' and o.channel = 'web' and extract(isodow from ${onDay("o.order_date")}) = 6 and ${onDay("o.order_date")} between ${MARCH.from} and ${MARCH.to}`);
    for (const role of USER_ROLES) {
      const block = await ask("listRows", { what: "lines", genre: "hardbop", weekday: "saturday", channel: "online", ...MARCH, limit: 50 }, role);
      expect(figures(block)).toMatchObject(hand ?? {});
      expect(block.title).toBe("Order lines in Hard bop, web, Saturday");
      expect(block.figures[0]?.href).toMatch(/^\/rows\/lines\?.*weekday=6.*of=revenue/);
    }
  });

  it("lists reviews by stars with their words", async () => {
    const hand = await byHand<{ title: string; words: string }>(test, sql`select a.title, r.body as words from reviews r join albums a on a.id = r.album_id where r.rating = 1 and ${onDay("r.review_date")} between ${HALF.from} and ${HALF.to} order by r.review_date desc, r.id desc`);
    const block = await ask("listRows", { what: "reviews", stars: 1, ...HALF, limit: 50 });
    expect(cells(block, "title", "words")).toEqual(hand.map((row) => [row.title, row.words]));
    expect(Number(figures(block)["count"])).toBe(hand.length);
  });

  it("lists the customers of a group", async () => {
    const groups = await ask("rfmGroups", {});
    const champions = groups.table?.rows.find((row) => row["group"] === "Champions");
    const block = await ask("listRows", { what: "customers", group: "champions" });
    expect(Number(figures(block)["count"])).toBe(champions?.["customers"]);
    expect(block.table?.rows).toHaveLength(10);
  });

  it("counts stock movements, and payments for who may not see them", async () => {
    const [hand] = await byHand<{ moved: string; paid: string; amount: string }>(test, sql`select (select count(*)::text from sales where ${onDay("occurred_at")} between ${MARCH.from} and ${MARCH.to}) as moved,
      (select count(*)::text from payments where status = 'failed' and method = 'paypal' and ${onDay("payment_date")} between ${MARCH.from} and ${MARCH.to}) as paid, (select sum(amount)::text from payments where status = 'failed' and method = 'paypal' and ${onDay("payment_date")} between ${MARCH.from} and ${MARCH.to}) as amount`);
    expect(figures(await ask("listRows", { what: "movements", ...MARCH }))).toEqual({ count: hand?.moved });
    for (const role of USER_ROLES) expect(figures(await ask("listRows", { what: "payments", status: "failed", method: "paypal", ...MARCH }, role))).toEqual({ count: hand?.paid, amount: hand?.amount });
    expect((await ask("listRows", { what: "payments", ...MARCH }, "staff")).table).toBeNull();
  });

  it("says what the rows cannot be narrowed by, instead of passing it over", async () => {
    await expect(ask("listRows", { what: "reviews", weekday: "saturday" })).rejects.toThrow("Reviews cannot be narrowed by weekday; they can be by genre, label, artist, stars or theme.");
  });
});
