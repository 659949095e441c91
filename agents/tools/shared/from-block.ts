import type { z } from "zod/v4";
import type { BlockChart, BlockData, BlockDefinition, BlockRow } from "#db/queries/analytics/block.ts";
import { chooseBuckets, type ChosenGrain } from "#server/contracts/analytics.ts";
import { addDays, sayRange } from "#server/contracts/calendar.ts";
import { albumHref, drillHref } from "#server/contracts/links.ts";
import { defineTool, type Tool, type ToolContext } from "#agents/define-tool.ts";
import type { AnswerBlock, AnswerColumn, AnswerFigure, Cell } from "#agents/contracts/blocks.ts";
import { sayValue } from "#agents/words.ts";
import { changeOf, cutNote, makeBlock, outsideBlock } from "./blocks.ts";
import { describeFigures, describeRows, joinWords, sayHead } from "./describe.ts";
import { type AskedPeriod, readPeriod } from "./period.ts";

/** Rows a tool hands on where the asker names no number. */
const MOST_ROWS = 40;
/** Bars that plain words list beside the figures of all of them. */
const ROWS_IN_WORDS = 12;

type Compare = Parameters<typeof readPeriod>[2];

/** What a tool over a block of analytics is asked for, once its own input is understood. */
export interface BlockAsked {
  from?: string | undefined;
  to?: string | undefined;
  /** Left out, nothing is compared. */
  compareWith?: Compare | undefined;
  grain?: ChosenGrain | undefined;
  /** One of the block's choices. */
  by?: string | undefined;
  limit?: number | undefined;
}

type Moment = Pick<ToolContext, "today" | "shop">;

/** What a block is as of has no first day: a last day alone is that day. */
const daysOf = (block: BlockDefinition, { from, to }: BlockAsked) => (block.time === "as-of" && to && !from ? { from: to, to } : { from, to });

/** The page's own answer for these days: the same definition, the same query. `inOne` asks it for one bar that holds all days. */
async function askBlock({ tx, shop, today }: ToolContext, block: BlockDefinition, input: BlockAsked, { period, before }: AskedPeriod, inOne: boolean): Promise<BlockData> {
  const { buckets, grain } = chooseBuckets(period, input.grain);
  const { from, to } = period;
  const by = block.choices?.find(({ value }) => value === input.by)?.value ?? block.choices?.[0]?.value ?? "";
  const days = before && { from: before.from, to: before.to };
  const frame = { now: { from, to }, before: days, buckets: inOne ? [{ start: from, end: to, label: "", before: days }] : buckets, grain };
  return block.read(tx, { frame, today, currency: shop.currency, timeZone: shop.timeZone, by });
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

/** The figures of a bar: every column of it, the one that is drawn with what it is compared with. */
function figuresOf({ columns, rows: [row], chart }: BlockData): AnswerFigure[] {
  if (!row || chart?.kind !== "time") return [];
  return columns.flatMap(({ key, label, unit }) => {
    if (unit === "day" || key === chart.before) return [];
    const [value, before] = [row.cells[key] ?? null, chart.y[0] === key && chart.before ? (row.cells[chart.before] ?? null) : undefined];
    const drill = row.drills?.[key];
    const text = (cell: Cell) => (cell === null ? null : String(cell));
    return [{ key, label, unit, value, ...(before === undefined ? {} : { before, change: changeOf(text(value), text(before), { change: unit === "percent" ? "absolute" : "relative", upIsGood: null }) }), ...(drill ? { href: drillHref({ ...drill, narrow: { ...drill.narrow } }) } : {}) }];
  });
}

/** Of all bars together: the block itself, asked for one bar. Nothing is added up here. */
async function wholeOf(context: ToolContext, block: BlockDefinition, input: BlockAsked, asked: AskedPeriod, data: BlockData): Promise<AnswerFigure[]> {
  if (data.chart?.kind !== "time") return [];
  return figuresOf(data.rows.length === 1 ? data : await askBlock(context, block, input, asked, true));
}

/** What a tool reads off a block's table beside it: its best row, say. */
export type ReadFigures = (data: BlockData) => AnswerFigure[];

/** A block of analytics as an answer. Days that the shop knows nothing of give their sentence and no zeros. */
export async function answerWithBlock(context: ToolContext, block: BlockDefinition, input: BlockAsked, figures: ReadFigures = () => []): Promise<AnswerBlock> {
  const { currency } = context.shop;
  const { title } = block;
  const asked = readPeriod(context, daysOf(block, input), input.compareWith ?? "none");
  if (asked.outside && block.time === "range") return outsideBlock(title, currency, asked);
  const data = await askBlock(context, block, input, asked, false);
  const { columns, notes } = data;
  const period = block.time === "now" ? null : asked.now;
  const said = block.time === "now" ? [] : asked.notes;
  if (data.rows.length === 0) return makeBlock(title, currency, { period, notes: [...said, data.whenEmpty ?? block.whenEmpty, ...notes] });
  const rows = data.rows.slice(0, input.limit ?? MOST_ROWS).map((row): Record<string, Cell> => {
    const href = hrefOf(row);
    return { ...Object.fromEntries(columns.map(({ key }) => [key, row.cells[key] ?? null])), ...(href ? { href } : {}) };
  });
  const total = Math.max(data.total, data.rows.length);
  return makeBlock(title, currency, {
    period,
    against: block.time === "range" ? asked.before : null,
    figures: [...(await wholeOf(context, block, input, asked, data)), ...figures(data)],
    table: { columns: columns.map(({ key, label, unit }) => ({ key, label, unit })), rows, total },
    chart: chartOf(data.chart),
    notes: [...said, ...notes, ...cutNote(rows.length, total, "rows")],
  });
}

/** A row in words: its name or its days, then every value that there is with its column's name. */
function sayRow(row: Record<string, Cell>, block: AnswerBlock): string {
  const [first, second, ...rest] = block.table?.columns ?? [];
  const isBar = first?.unit === "day" && second?.unit === "day";
  const say = (column: AnswerColumn) => sayValue(row[column.key] ?? null, column.unit, block.currency);
  const name = isBar ? sayRange(String(row[first.key]), String(row[second.key])) : first ? say(first) : "";
  const others = isBar || !second ? rest : [second, ...rest];
  return `${name}: ${others.flatMap((column) => (row[column.key] === null || row[column.key] === undefined ? [] : [`${column.label.toLowerCase()} ${say(column)}`])).join(", ")}`;
}

/** Figures first, then the rows; where bars are too many to say, the figures of all of them stand for them. */
function describeBlock(block: AnswerBlock): string {
  if (!block.table) return joinWords(block);
  const isLong = block.figures.length > 0 && block.table.rows.length > ROWS_IN_WORDS;
  const head = block.figures.length > 0 ? describeFigures(block, { intro: sayHead(block) }) : sayHead(block);
  return joinWords(block, head, isLong ? "" : describeRows(block, (row) => sayRow(row, block), MOST_ROWS));
}

interface BlockToolDefinition<Schema extends z.ZodType> {
  block: BlockDefinition;
  label: string;
  description: string;
  input: Schema;
  /** What the input asks of the block. */
  ask: (input: z.output<Schema>, moment: Moment) => BlockAsked;
  figures?: ReadFigures;
}

/** A tool that answers with a block of analytics: what the page shows, for whoever may see it. */
export function blockTool<Schema extends z.ZodType>({ block, label, description, input, ask, figures }: BlockToolDefinition<Schema>): Tool {
  return defineTool({ label, description, access: "read", minRole: "staff", input, run: (context, asked) => answerWithBlock(context, block, ask(asked, context), figures), describe: describeBlock });
}

/** The days of an input, or the days up to today where it names none. */
export const lastDays = <Input extends Pick<BlockAsked, "from" | "to">>(input: Input, { today }: Moment, days: number): Input =>
  input.from || input.to ? input : { ...input, from: addDays(today, 1 - days), to: today };
