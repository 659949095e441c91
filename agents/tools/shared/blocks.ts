import { type Change, describeChange } from "#db/metrics/change.ts";
import { type MetricId, METRICS } from "#db/metrics/registry.ts";
import type { Metric, MetricValue } from "#db/metrics/types.ts";
import { rowsHref } from "#server/contracts/links.ts";
import type { Period } from "#server/contracts/period.ts";
import type { AnswerBlock, AnswerColumn, AnswerFigure, AnswerTable, Cell } from "#agents/contracts/blocks.ts";
import { sayShare } from "#agents/words.ts";
import { isNoName } from "./people.ts";
import type { AskedPeriod } from "./period.ts";

type Row = Record<string, Cell>;

/** A block with what is said of it; everything else is empty. Whatever stands under "customer" is a person's name. */
export function makeBlock(title: string, currency: string, parts: Partial<Omit<AnswerBlock, "title" | "currency">>): AnswerBlock {
  const block: AnswerBlock = { title, period: null, against: null, currency, figures: [], table: null, chart: null, notes: [], ...parts };
  const people = [...(parts.people ?? []), ...customersIn(block)];
  return people.length > 0 ? { ...block, people: [...new Set(people)] } : block;
}

function customersIn({ figures, table }: AnswerBlock): string[] {
  const cells = [...figures.filter(({ key }) => key === "customer").map(({ value }) => value), ...(table?.rows ?? []).map((row) => (row["kind"] === "customer" ? row["name"] : row["customer"]))];
  return cells.filter((cell): cell is string => typeof cell === "string" && !isNoName(cell));
}

/** Where the shop knows nothing of the days asked for: the sentence, and no zeros that look like facts. */
export const outsideBlock = (title: string, currency: string, asked: AskedPeriod): AnswerBlock =>
  makeBlock(title, currency, { period: asked.now, notes: [...asked.notes, ...(asked.outside ? [asked.outside] : [])] });

export function makeTable(columns: readonly (readonly [key: string, label: string, unit: AnswerColumn["unit"]])[], rows: Row[], total: number): AnswerTable {
  return { columns: columns.map(([key, label, unit]) => ({ key, label, unit })), rows, total };
}

/** A change as blocks keep it. Relative changes that need the sum of two texts are made by `describeChange` alone. */
export const changeOf = (now: string | null, before: string | null, rule: { change: "relative" | "absolute"; upIsGood: boolean | null } = { change: "relative", upIsGood: true }): Change =>
  describeChange(now, before, rule);

const noteOf = ({ covered }: MetricValue): string | undefined => (covered !== null && Number(covered) < 0.9995 ? `covers ${sayShare(covered)} of the revenue` : undefined);

/** A metric as a figure with the way to its rows; `before` undefined where nothing is compared. */
export function metricFigure(id: MetricId, now: MetricValue, before: MetricValue | undefined, period: Period): AnswerFigure {
  const metric: Metric = METRICS[id];
  const note = noteOf(now);
  const compared = before !== undefined && metric.time === "range";
  return {
    key: id,
    label: metric.label,
    unit: metric.unit,
    value: now.value,
    ...(compared ? { before: before.value, change: describeChange(now.value, before.value, metric) } : {}),
    ...(note ? { note } : {}),
    href: rowsHref(id, period),
  };
}

/** The note of a list that is cut: which of how many are shown. */
export const cutNote = (shown: number, total: number, many: string): string[] => (shown < total ? [`${shown} of ${total.toLocaleString("en")} ${many} are listed.`] : []);
