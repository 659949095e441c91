import { Link, useSearchParams } from "@remix-run/react";
import { formatSeconds, formatTokens, formatUsd } from "#app/components/admin/ai-words.ts";
import type { BarsDrawing } from "#app/components/charts/prepare/prepare-bars.ts";
import { TimeBars } from "#app/components/charts/time-bars.tsx";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { useView, ViewSwitch } from "#app/components/layout/view-switch.tsx";
import type { AiUsePage } from "#app/lib/api-types.ts";
import { formatCount, formatDay, formatShort, formatShortDay } from "#app/lib/format.ts";
import { patchSearch, toQuery } from "#app/lib/search-params.ts";
import { runsHref } from "./runs-link.ts";

type Day = AiUsePage["days"][number];

const MEASURES = ["runs", "cost", "tokens"] as const;
type Measure = (typeof MEASURES)[number];
const WORDS: Record<Measure, string> = { runs: "Answers", cost: "Cost", tokens: "Tokens" };
const GRAIN_WORDS = { day: "by day", week: "by week", month: "by month" } as const;

/** What the chart shows, as the address says it. */
export const measureOf = (text: string | null): Measure => MEASURES.find((measure) => measure === text) ?? "runs";

/** A bar's height, for drawing only. */
export const valueOf = (day: Day, measure: Measure): number => (measure === "runs" ? day.runs : measure === "cost" ? Number(day.costUsd) : Number(day.inputTokens) + Number(day.outputTokens));

const sayValue = (day: Day, measure: Measure): string => (measure === "runs" ? `${formatCount(day.runs)}` : measure === "cost" ? formatUsd(day.costUsd) : `${formatTokens(day.inputTokens)} read, ${formatTokens(day.outputTokens)} written`);

interface AiOverTimeProps {
  page: AiUsePage;
  drawing: BarsDrawing;
  csvHref: string;
}

/** The period bar by bar; each bar leads to its runs. */
export function AiOverTime({ page, drawing, csvHref }: AiOverTimeProps) {
  const [search] = useSearchParams();
  const view = useView("B1");
  const measure = measureOf(search.get("m"));
  const title = `${WORDS[measure]} ${GRAIN_WORDS[page.grain]}`;
  const hrefOf = (day: Day, narrow: Record<string, string> = {}) => runsHref(new URLSearchParams(), { p: "custom", from: day.start, to: day.end, ...narrow });
  const sayDay = (day: Day) => (page.grain === "day" ? formatDay(day.start) : day.label);
  return (
    <Block track="B1" title={title} tools={<ViewSwitch track="B1" title={title} csvHref={csvHref} />}>
      <nav className="seg measure" aria-label="What the chart shows">
        {MEASURES.map((each) => (
          <Link key={each} to={toQuery(patchSearch(search, { m: each === "runs" ? null : each }))} replace preventScrollReset aria-current={each === measure ? "true" : undefined}>
            {WORDS[each]}
          </Link>
        ))}
      </nav>
      {view === "chart" ? (
        <TimeBars
          bars={page.days.map((day) => ({ key: day.start, label: sayDay(day), shortLabel: formatShortDay(day.start), text: sayValue(day, measure), beforeText: null, href: hrefOf(day) }))}
          drawing={drawing}
          summary={`${title}, ${page.period.range}. The table holds every value.`}
          formatTick={(value) => (measure === "cost" ? (value === 0 ? "$0" : formatUsd(value)) : formatShort(value))}
          beforeLabel={null}
          annotation={null}
        />
      ) : (
        <div className="scroll tall" tabIndex={0} role="region" aria-label={`${title}, table`}>
          <DataTable
            caption={title}
            rows={page.days}
            keyOf={(day) => day.start}
            meta={(day) => `${formatUsd(day.costUsd)} · ${formatTokens(day.inputTokens)} read`}
            columns={[
              { head: "Days", cell: sayDay },
              { head: "Answers", numeric: true, amount: true, cell: (day) => <Link to={hrefOf(day)}>{formatCount(day.runs)}</Link> },
              { head: "Failed", numeric: true, cell: (day) => <Link to={hrefOf(day, { status: "failed" })}>{formatCount(day.failed)}</Link> },
              { head: "Tokens read", numeric: true, cell: (day) => formatCount(day.inputTokens) },
              { head: "Tokens written", numeric: true, cell: (day) => formatCount(day.outputTokens) },
              { head: "Cost", numeric: true, cell: (day) => formatUsd(day.costUsd) },
              { head: "Cost unknown", numeric: true, cell: (day) => <Link to={hrefOf(day, { cost: "unknown" })}>{formatCount(day.unknownCost)}</Link> },
              { head: "Whole answer", numeric: true, cell: (day) => formatSeconds(day.wholeMedianMs) },
            ]}
          />
        </div>
      )}
    </Block>
  );
}
