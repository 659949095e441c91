import type { z } from "zod/v4";
import type { BlockChart, BlockData, BlockDefinition, BlockRow } from "#db/queries/analytics/block.ts";
import { chooseBuckets, type ChosenGrain } from "#server/contracts/analytics.ts";
import { albumHref, drillHref } from "#server/contracts/links.ts";
import { defineTool, type Tool, type ToolContext } from "#agents/define-tool.ts";
import type { AnswerBlock, Cell } from "#agents/contracts/blocks.ts";
import { sayValue } from "#agents/words.ts";
import { cutNote, makeBlock, outsideBlock } from "./blocks.ts";
import { describeRows, joinWords, sayHead } from "./describe.ts";
import { type AskedPeriod, readPeriod } from "./period.ts";

/** Rows a tool hands on where the asker names no number. */
const MOST_ROWS = 40;

type Compare = Parameters<typeof readPeriod>[2];

/** What a tool over a block of analytics is asked for, once its own input is understood. */
export interface BlockAsked {
  from?: string | undefined;
  to?: string | undefined;
  compareWith?: Compare | undefined;
  grain?: ChosenGrain | undefined;
  /** One of the block's choices. */
  by?: string | undefined;
  limit?: number | undefined;
}

/** The page's own answer for these days: the same definition, the same query. */
export async function readBlock(context: ToolContext, block: BlockDefinition, input: BlockAsked): Promise<{ asked: AskedPeriod; data: BlockData }> {
  const { tx, shop, today } = context;
  const asked = readPeriod({ shop, today }, input, input.compareWith ?? "previous");
  const { buckets, grain } = chooseBuckets(asked.period, input.grain);
  const { from, to } = asked.period;
  const by = block.choices?.find(({ value }) => value === input.by)?.value ?? block.choices?.[0]?.value ?? "";
  const frame = { now: { from, to }, before: asked.before && { from: asked.before.from, to: asked.before.to }, buckets, grain };
  return { asked, data: await block.read(tx, { frame, today, currency: shop.currency, timeZone: shop.timeZone, by }) };
}

/** The address of a row: its own page, else the rows behind its first cell. */
function hrefOf({ about, drills = {} }: BlockRow): string | null {
  if (about?.page === "album") return albumHref(about.id);
  const [drill] = Object.values(drills);
  return drill ? drillHref({ ...drill, narrow: { ...drill.narrow } }) : null;
}

function chartOf(chart: BlockChart | null): AnswerBlock["chart"] {
  if (chart?.kind === "time" && chart.y.length === 1 && chart.y[0]) return { kind: "line", x: chart.x, y: chart.y[0], ...(chart.before ? { before: chart.before } : {}) };
  if (chart?.kind === "bars") return { kind: "bars", x: chart.label, y: chart.value, ...(chart.before ? { before: chart.before } : {}) };
  return null;
}

/** A block of analytics as an answer. Days that the shop knows nothing of give their sentence and no zeros. */
export async function answerWithBlock(context: ToolContext, block: BlockDefinition, input: BlockAsked, title = block.title): Promise<AnswerBlock> {
  const { currency } = context.shop;
  const { asked, data } = await readBlock(context, block, input);
  if (asked.outside && block.time === "range") return outsideBlock(title, currency, asked);
  const { columns, total, notes } = data;
  if (data.rows.length === 0) return makeBlock(title, currency, { period: block.time === "now" ? null : asked.now, notes: [...asked.notes, block.whenEmpty, ...notes] });
  const rows = data.rows.slice(0, input.limit ?? MOST_ROWS).map((row): Record<string, Cell> => {
    const href = hrefOf(row);
    return { ...Object.fromEntries(columns.map(({ key }) => [key, row.cells[key] ?? null])), ...(href ? { href } : {}) };
  });
  return makeBlock(title, currency, {
    period: block.time === "now" ? null : asked.now,
    against: block.time === "range" ? asked.before : null,
    table: { columns: columns.map(({ key, label, unit }) => ({ key, label, unit })), rows, total: Math.max(total, data.rows.length) },
    chart: chartOf(data.chart),
    notes: [...asked.notes, ...notes, ...cutNote(rows.length, Math.max(total, data.rows.length), "rows")],
  });
}

/** A row in words: its name, then every value that there is with its column's name. */
function sayRow(row: Record<string, Cell>, block: AnswerBlock): string {
  const [first, ...others] = block.table?.columns ?? [];
  const name = first ? sayValue(row[first.key] ?? null, first.unit, block.currency) : "";
  const values = others.flatMap(({ key, label, unit }) => (row[key] === null || row[key] === undefined ? [] : [`${label.toLowerCase()} ${sayValue(row[key], unit, block.currency)}`]));
  return `${name}: ${values.join(", ")}`;
}

const describeBlock = (block: AnswerBlock): string => joinWords(block, block.table ? sayHead(block) : "", describeRows(block, (row) => sayRow(row, block), 12));

interface BlockToolDefinition<Schema extends z.ZodType> {
  block: BlockDefinition;
  label: string;
  description: string;
  input: Schema;
  /** What the input asks of the block. */
  ask(input: z.output<Schema>): BlockAsked;
}

/** A tool that answers with a block of analytics: what the page shows, for whoever may see it. */
export function blockTool<Schema extends z.ZodType>({ block, label, description, input, ask }: BlockToolDefinition<Schema>): Tool {
  return defineTool({ label, description, access: "read", minRole: "staff", input, run: (context, asked) => answerWithBlock(context, block, ask(asked)), describe: describeBlock });
}
