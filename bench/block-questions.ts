import type { Tx } from "#db/client.ts";
import type { BlockCell, BlockData, BlockDefinition, BlockQuestion, BlockTab } from "#db/queries/analytics/block.ts";
import { ALL_BLOCKS } from "#db/queries/analytics/registry.ts";
import type { RawBlock } from "#db/queries/analytics/testing/raw.ts";
import { RAW_CATALOGUE } from "#db/queries/analytics/testing/raw-catalogue.ts";
import { RAW_CUSTOMERS } from "#db/queries/analytics/testing/raw-customers.ts";
import { RAW_INVENTORY } from "#db/queries/analytics/testing/raw-inventory.ts";
import { RAW_PAYMENTS } from "#db/queries/analytics/testing/raw-payments.ts";
import { RAW_REVIEWS } from "#db/queries/analytics/testing/raw-reviews.ts";
import { RAW_SALES } from "#db/queries/analytics/testing/raw-sales.ts";
import { todayIn } from "#server/contracts/calendar.ts";
import { frameAnalytics } from "#server/routers/frame-period.ts";
import { STRESS_NOW } from "./bench-runtime.ts";
import { STRESS_LAST_DAY } from "./stress.ts";

const RAW: Record<BlockTab, Record<string, RawBlock>> = { sales: RAW_SALES, customers: RAW_CUSTOMERS, inventory: RAW_INVENTORY, catalogue: RAW_CATALOGUE, reviews: RAW_REVIEWS, payments: RAW_PAYMENTS };

/** A block asked in one of its ways, and the hand-written SQL over base tables that says the same. */
export interface AskedBlock {
  /** "customers new-returning, by orders". */
  name: string;
  block: BlockDefinition;
  by: string;
  raw: RawBlock;
}

/** Every block of every tab in every way it can be looked at. */
export const askedBlocks = (): AskedBlock[] =>
  ALL_BLOCKS.flatMap((block) => {
    const raw = RAW[block.tab][block.id];
    if (!raw) throw new Error(`${block.tab}/${block.id} has no hand-written reference`);
    return (block.choices ?? [{ value: "" }]).map(({ value }) => ({ name: `${block.tab} ${block.id}${value ? `, by ${value}` : ""}`, block, by: value, raw }));
  });

export const monthsBack = (months: number): string => {
  const [year = 0, month = 0] = STRESS_LAST_DAY.split("-").map(Number);
  return new Date(Date.UTC(year, month - months, 1)).toISOString().slice(0, 10);
};

/** Days of a period as an address has them. */
export interface PeriodParameters {
  p: string;
  from?: string;
  to?: string;
}

export const lastMonths = (months: number): PeriodParameters => ({ p: "custom", from: monthsBack(months), to: STRESS_LAST_DAY });

/** What compares needs days before: half of the months against the other half, so that as many are read. */
const COMPARING = new Set(["explain-change"]);

/** The block's question over so many months, or over the last 30 days, as the page asks it. */
export async function questionOf(tx: Tx, { block, by }: AskedBlock, months: number | null): Promise<BlockQuestion> {
  const compares = COMPARING.has(block.id);
  const params = months === null ? { p: "30" } : lastMonths(compares ? months / 2 : months);
  const { frame, shop } = await frameAnalytics(tx, STRESS_NOW, { ...params, against: compares ? "previous" : "none" });
  return { frame, today: todayIn(shop.timeZone, STRESS_NOW), currency: shop.currency, timeZone: shop.timeZone, by };
}

/** Numbers by value: a decimal text and a number may say the same. */
const plain = (cell: BlockCell | undefined): BlockCell | undefined => (typeof cell === "string" && /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell);

/** The first cell in which a block and its reference differ, in words; null where there is none. */
export function differenceOf(data: BlockData, raw: Awaited<ReturnType<RawBlock>>): string | null {
  if (data.rows.length !== Object.keys(raw).length) return `${data.rows.length} rows, by hand ${Object.keys(raw).length}`;
  for (const { key, cells } of data.rows) {
    const expected = raw[key];
    if (!expected) return `row ${key} is not there by hand`;
    const column = Object.keys(expected).find((name) => plain(cells[name]) !== plain(expected[name]));
    if (column !== undefined) return `row ${key}, ${column}: ${cells[column]}, by hand ${expected[column]}`;
  }
  return null;
}
