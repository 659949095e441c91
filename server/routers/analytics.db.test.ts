import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loader as analyticsCsv } from "#app/routes/analytics.$tab[.]csv.ts";
import type { Tx } from "#db/client.ts";
import { findMetric } from "#db/metrics/registry.ts";
import type { BlockCell } from "#db/queries/analytics/block.ts";
import { ALL_BLOCKS } from "#db/queries/analytics/registry.ts";
import type { RawBlock } from "#db/queries/analytics/testing/raw.ts";
import { RAW_CATALOGUE } from "#db/queries/analytics/testing/raw-catalogue.ts";
import { RAW_CUSTOMERS } from "#db/queries/analytics/testing/raw-customers.ts";
import { RAW_INVENTORY } from "#db/queries/analytics/testing/raw-inventory.ts";
import { RAW_PAYMENTS } from "#db/queries/analytics/testing/raw-payments.ts";
import { RAW_REVIEWS } from "#db/queries/analytics/testing/raw-reviews.ts";
import { RAW_SALES } from "#db/queries/analytics/testing/raw-sales.ts";
import { withSystem } from "#db/rls.ts";
import { DEMO_NOW, openDemoShop, openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { randomHistory, randomRange, writeHistory } from "#db/testing/random-history.ts";
import { type AnalyticsTab, CHOSEN_GRAINS, type ChosenGrain } from "../contracts/analytics.ts";
import { todayIn } from "../contracts/calendar.ts";
import { csvLine } from "../contracts/csv.ts";
import { COMPARISONS } from "../contracts/period.ts";
import { ROW_SETS } from "../contracts/rows.ts";
import { callAs, requestContextFor } from "../testing/caller.ts";
import { frameAnalytics } from "./frame-period.ts";

/*
 * Every figure of /analytics, whatever is asked: the block against SQL written by hand over the
 * base tables, its file against the block, and each cell against the rows behind it.
 */

const RAW: Record<string, Record<string, RawBlock>> = { sales: RAW_SALES, customers: RAW_CUSTOMERS, inventory: RAW_INVENTORY, catalogue: RAW_CATALOGUE, reviews: RAW_REVIEWS, payments: RAW_PAYMENTS };
/** With RUNS that many pasts and questions for every block, and an eighth of them on the demo shop; in `npm test` few. */
const FULL = process.env["RUNS"] ? Number(process.env["RUNS"]) : null;
const PASTS = FULL ?? 3;
const DEMO_QUESTIONS = FULL ? Math.ceil(FULL / 8) : 1;
const LIMIT_MS = FULL ? 3_600_000 : 180_000;
/** References that compare every customer with every other, or walk each day of each shelf: on the demo shop they take minutes, so there their blocks' rows are added up, and the figures are compared on small pasts. */
const SLOW_BY_HAND: ReadonlySet<string> = new Set(["catalogue/genre-trend", "customers/new-returning", "customers/rfm", "customers/cohort-retention", "customers/order-frequency", "customers/lifetime-value", "inventory/dead-stock", "inventory/stock-age", "inventory/days-of-stock", "inventory/sell-through", "reviews/sentiment", "reviews/themes"]);
/** Cells whose rows are added up per block and question. */
const DRILLED = 4;

type Caller = Awaited<ReturnType<typeof callAs>>;
interface Asked {
  p: string;
  from?: string;
  to?: string;
  against: string;
  grain: ChosenGrain | undefined;
  by: string | undefined;
}

const anyWay = { grain: fc.option(fc.constantFrom(...CHOSEN_GRAINS), { nil: undefined }), against: fc.constantFrom(...COMPARISONS), choice: fc.nat({ max: 9 }), pick: fc.nat({ max: 10_000 }) };

/** Numbers by value (a decimal text and a number may say the same), everything else as it is. */
const plain = (cell: BlockCell | undefined): BlockCell | undefined => (typeof cell === "string" && /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell);

async function checkBlock(test: TestDatabase, caller: Caller, now: Date, { tab, id }: { tab: string; id: string }, asked: Asked, pick: number, byHand = true): Promise<void> {
  const definition = ALL_BLOCKS.find((block) => block.tab === tab && block.id === id);
  if (!definition) throw new Error(`no block ${id}`);
  const input = { ...asked, tab: definition.tab, block: id };
  const block = await caller.analytics.block(input);

  const raw = RAW[tab]?.[id];
  if (!raw) throw new Error(`${tab}/${id} has no hand-written reference`);
  if (byHand) await compareByHand(test, now, raw, input, block);

  // The rows behind some of its cells add up to them.
  const cells = block.rows.flatMap(({ cells: values, links }) => Object.entries(links).map(([column, href]) => ({ value: values[column], href })));
  for (let i = 0; i < Math.min(DRILLED, cells.length); i += 1) {
    const cell = cells[(pick + i * 7919) % cells.length];
    if (!cell) continue;
    const { pathname, searchParams } = new URL(cell.href, "http://shop.test");
    const name = pathname.split("/").at(-1) ?? "";
    const explainsOnly = !searchParams.has("of") && (ROW_SETS as readonly string[]).includes(name) && findMetric(name) === null;
    const rows = await caller.rows.list({ ...Object.fromEntries(searchParams), metric: name });
    if (rows.total !== null && !explainsOnly) expect({ href: cell.href, total: Number(rows.total) }).toEqual({ href: cell.href, total: Number(cell.value ?? 0) });
  }
}

type Block = Awaited<ReturnType<Caller["analytics"]["block"]>>;

async function compareByHand(test: TestDatabase, now: Date, raw: RawBlock, input: Asked, block: Block): Promise<void> {
  const expected = await withSystem(test.db, "the figures by hand", async (tx: Tx) => {
    const { frame, shop } = await frameAnalytics(tx, now, input);
    return raw(tx, { frame, today: todayIn(shop.timeZone, now), currency: shop.currency, timeZone: shop.timeZone, by: block.by });
  });
  const shown = Object.fromEntries(block.rows.map(({ key, cells }) => [key, Object.fromEntries(Object.entries(cells).filter(([column]) => expected[key] && column in expected[key]).map(([column, cell]) => [column, plain(cell)]))]));
  expect({ block: block.id, rows: shown }).toEqual({ block: block.id, rows: Object.fromEntries(Object.entries(expected).map(([key, cells]) => [key, Object.fromEntries(Object.entries(cells).map(([column, cell]) => [column, plain(cell)]))])) });
}

async function checkCsv(test: TestDatabase, caller: Caller, now: Date, { tab, id }: { tab: string; id: string }, asked: Asked): Promise<void> {
  const input = { ...asked, block: id };
  const block = await caller.analytics.block({ ...input, tab: tab as AnalyticsTab });
  const search = new URLSearchParams(Object.entries(input).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])));
  const response = await analyticsCsv({ request: new Request(`http://shop.test/analytics/${tab}.csv?${search.toString()}`), params: { tab }, context: requestContextFor(test.db, "manager", now) as never });
  const table: string[][] = parse(Buffer.from(await response.arrayBuffer()).toString("utf8"), { bom: true });
  const cellsOf = (cells: (BlockCell | undefined)[]): string[] => {
    const [line = []]: string[][] = parse(csvLine(cells));
    return line;
  };
  expect(table.map((row) => row.slice(0, -2))).toEqual([block.columns.map(({ key }) => key), ...block.rows.map(({ cells }) => cellsOf(block.columns.map(({ key }) => cells[key])))]);
}

it("knows a hand-written reference for every block, and each block one place", () => {
  expect(ALL_BLOCKS.filter(({ tab, id }) => !RAW[tab]?.[id]).map(({ tab, id }) => `${tab}/${id}`)).toEqual([]);
  for (const tab of Object.keys(RAW)) {
    const blocks = ALL_BLOCKS.filter((block) => block.tab === tab);
    expect(new Set(blocks.map(({ id }) => id)).size).toBe(blocks.length);
    expect(new Set(blocks.map(({ track }) => track)).size).toBe(blocks.length);
    expect(blocks.length).toBeGreaterThan(3);
  }
});

describe("on small pasts of every kind", () => {
  const NOW = new Date("2026-12-31T12:00:00Z");
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase({ settings: { timeZone: "Europe/Berlin", lowStockThreshold: 3 } });
  });
  afterAll(() => test.close());

  it("every block equals SQL by hand, its file and the rows behind it", async () => {
    const caller = await callAs(test.db, "manager", NOW);
    await fc.assert(
      fc.asyncProperty(randomHistory, randomRange, fc.record(anyWay), async (history, range, { grain, against, choice, pick }) => {
        await withSystem(test.db, "write a random history", (tx) => writeHistory(tx, history));
        for (const { tab, id, choices = [] } of ALL_BLOCKS) {
          const by = choices.length > 0 ? choices[choice % choices.length]?.value : undefined;
          const asked = { p: "custom", ...range, against, grain, by };
          await checkBlock(test, caller, NOW, { tab, id }, asked, pick);
          await checkCsv(test, caller, NOW, { tab, id }, asked);
        }
      }),
      { numRuns: PASTS, endOnFailure: true },
    );
  }, LIMIT_MS);
});

describe("on the demo shop", () => {
  const NOW = DEMO_NOW;
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openDemoShop();
  });
  afterAll(() => test.close());

  it.each(ALL_BLOCKS.map(({ tab, id }) => [`${tab}/${id}`, tab, id] as const))("%s equals the rows behind it, and SQL by hand unless that is slow, for any days", async (_name, tab, id) => {
    const caller = await callAs(test.db, "manager", NOW);
    const { choices = [] } = ALL_BLOCKS.find((block) => block.tab === tab && block.id === id) ?? {};
    const days = fc.oneof(
      fc.constantFrom("7", "30", "90", "365", "mtd", "lm", "ytd").map((p) => ({ p })),
      fc.tuple(fc.integer({ min: 0, max: 1_100 }), fc.integer({ min: 0, max: 400 })).map(([back, length]) => {
        const day = (ago: number) => new Date(Date.UTC(2026, 5, 30 - ago)).toISOString().slice(0, 10);
        return { p: "custom", from: day(back + length), to: day(back) };
      }),
    );
    await fc.assert(
      fc.asyncProperty(days, fc.record(anyWay), async (period, { grain, against, choice, pick }) => {
        const by = choices.length > 0 ? choices[choice % choices.length]?.value : undefined;
        await checkBlock(test, caller, NOW, { tab, id }, { ...period, against, grain, by }, pick, !SLOW_BY_HAND.has(`${tab}/${id}`));
      }),
      { numRuns: DEMO_QUESTIONS, endOnFailure: true },
    );
  }, LIMIT_MS);
});
