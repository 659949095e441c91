import type { Tx } from "#db/client.ts";
import { describeChange } from "#db/metrics/change.ts";
import { computeColumns, valueOf } from "#db/metrics/compute.ts";
import { type MetricId, METRICS } from "#db/metrics/registry.ts";
import type { BlockDefinition, BlockRow, BlockTab } from "#db/queries/analytics/block.ts";
import { BLOCKS, findBlock } from "#db/queries/analytics/registry.ts";
import { blockInput, choiceKey, tabInput } from "../contracts/analytics.ts";
import { todayIn } from "../contracts/calendar.ts";
import { albumHref, drillHref, orderHref, rowsHref } from "../contracts/links.ts";
import type { Period } from "../contracts/period.ts";
import { AppError } from "../errors.ts";
import type { Runtime } from "../runtime.ts";
import { figure } from "../services/figures/read-figure.ts";
import { router, txProcedure } from "../trpc/procedures.ts";
import { type FramedPeriod, frameAnalytics } from "./frame-period.ts";

type Ctx = { tx: Tx; runtime: Runtime };

/** The figures at the head of each tab; the first is the one the page is about. */
const HEAD_METRICS: Record<BlockTab, readonly MetricId[]> = {
  sales: ["revenue", "orders", "average_order_value", "units", "gross_margin", "net_revenue"],
  customers: ["buying_customers", "repeat_rate", "revenue", "orders"],
  inventory: ["stock_value_cost", "stock_value_price", "out_of_stock", "low_stock", "sell_through", "days_of_stock"],
  catalogue: ["units", "revenue", "gross_margin"],
  reviews: ["average_rating", "review_count"],
  payments: ["payment_success_rate", "refunds", "net_revenue"],
};

/** A block without its rows, as a page needs it to draw the frame. */
const outline = ({ id, tab, track, title, words, formula, time, span, choices = [], whenEmpty }: BlockDefinition) => ({ id, tab, track, title, words, formula, time, span, choices, whenEmpty });

async function readHead(ctx: Ctx, tab: BlockTab, { period, frame }: FramedPeriod) {
  const ids = HEAD_METRICS[tab];
  const ranges = frame.before ? [frame.now, frame.before] : [frame.now];
  const [now, before] = await figure(ctx, `analytics.${tab}.head`, ranges, () => computeColumns(ctx.tx, ids, ranges));
  if (!now) throw new Error("no figures were computed");
  return ids.map((id, index) => {
    const metric = METRICS[id];
    const { label, words, formula, unit, change, upIsGood, time } = metric;
    const { value, covered } = valueOf(id, now);
    // The shelf is as it is now: there is no other moment to hold it against.
    const past = before && time === "range" ? valueOf(id, before).value : null;
    return {
      metric: id,
      track: `A${index + 1}`,
      label,
      definition: words,
      formula,
      unit,
      time,
      value,
      covered,
      before: past,
      change: before && time === "range" ? describeChange(value, past, { change, upIsGood }) : ({ kind: "none", value: null, good: null } as const),
      href: rowsHref(id, period),
    };
  });
}

function showRow({ key, cells, drills = {}, about }: BlockRow, period: Period) {
  const links = Object.fromEntries(Object.entries(drills).map(([column, drill]) => [column, drillHref({ ...drill, narrow: { ...drill.narrow } })]));
  const aboutHref = about && { album: albumHref(about.id), order: orderHref(Number(about.id)), customer: rowsHref("orders", period, { customer: about.id }) }[about.page];
  return { key, cells, links, ...(aboutHref ? { aboutHref } : {}) };
}

export const analyticsRouter = router({
  /** What a tab is made of: shop, period, the figures at its head, and the outline of its blocks. */
  tab: txProcedure.input(tabInput).query(async ({ ctx, input }) => {
    const framed = await frameAnalytics(ctx.tx, ctx.now, input);
    const { shop, period, frame, grainNotice } = framed;
    return {
      shop,
      period,
      grain: frame.grain,
      chosenGrain: input.grain ?? null,
      grainNotice,
      figures: await readHead(ctx, input.tab, framed),
      blocks: BLOCKS[input.tab].map(outline),
    };
  }),

  /** One block: its table with the rows behind each cell. The chart, the table view, the CSV and the assistant's tool show this one answer. */
  block: txProcedure.input(blockInput).query(async ({ ctx, input }) => {
    const block = findBlock(input.tab, input.block);
    if (!block) throw new AppError("NOT_FOUND", "This page has no block of that name.");
    const { shop, period, frame } = await frameAnalytics(ctx.tx, ctx.now, input);
    const choices = block.choices ?? [];
    const by = choices.find((choice) => choice.value === input.by)?.value ?? choices[0]?.value ?? "";
    const { currency, timeZone } = shop;
    const question = { frame, today: todayIn(timeZone, ctx.now), currency, timeZone, by };
    const read = () => block.read(ctx.tx, question);
    const data = block.personal ? await read() : await figure(ctx, `analytics.${block.tab}.${block.id}`, question, read);
    return { ...outline(block), by, byKey: choiceKey(block.track), period, currency, comparisonLabel: period.comparison?.label ?? null, ...data, rows: data.rows.map((row) => showRow(row, period)) };
  }),
});
