import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { AdminTabs } from "#app/components/admin/admin-tabs.tsx";
import { AiTabs } from "#app/components/admin/ai-tabs.tsx";
import { formatUsd } from "#app/components/admin/ai-words.ts";
import { BudgetNote } from "#app/components/admin/budget-note.tsx";
import { prepareBars } from "#app/components/charts/prepare/prepare-bars.ts";
import { Band } from "#app/components/layout/band.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { CsvLink } from "#app/components/layout/view-switch.tsx";
import { DateControl } from "#app/components/period/date-control.tsx";
import { formatCount, plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { describeAgainst, readPeriod } from "#app/lib/period.server.ts";
import { pickPeriod } from "#app/lib/search-params.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { AiGroupTable } from "./group-table.tsx";
import { AiOverTime, measureOf, valueOf } from "./over-time.tsx";
import { AiTotals } from "./totals.tsx";

export const meta: MetaFunction = () => [{ title: "AI use · Admin · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const page = await (await callerFor(request, context)).aiUse.page(readPeriod(request));
  const measure = measureOf(new URL(request.url).searchParams.get("m"));
  const drawing = prepareBars(page.days.map((day) => ({ key: day.start, value: valueOf(day, measure), before: null })), page.grain === "day");
  return { page, drawing, against: describeAgainst(page.period) };
}

/** What is asked of the models, by whom, what it costs and how well it goes. */
export default function AiUsePage() {
  const { page, drawing, against } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { totals, period, before } = page;
  const csv = (block: string) => paths.aiUseCsv(block, pickPeriod(search));
  return (
    <>
      <AdminTabs />
      <div className="page-head">
        <AiTabs />
        <DateControl period={period} against={against} />
      </div>
      <div className="page-body list-page admin ai-groups">
        <Band label={`AI use · ${period.range}`} title={plural(totals.runs, "answer")} figure={<span title={totals.costUsd}>{formatUsd(totals.costUsd)}</span>}>
          <p>
            {totals.unknownCost > 0 ? `Of ${formatCount(totals.unknownCost)} of them the cost is unknown and in no sum: they were cut, or their model had no price. ` : totals.runs > 0 ? "The cost of each is known. " : "Nobody asked anything in these days. "}
            {page.model.provider === "offline" ? "The built-in offline model answers at the moment, which costs nothing." : `${page.model.id} answers at the moment.`}
          </p>
        </Band>
        <BudgetNote budgets={page.budgets} />
        {page.unpriced.length > 0 ? (
          <p className="note long" role="status">
            <b>{plural(page.unpriced.length, "model has", "models have")} no price.</b>
            What {page.unpriced.join(", ")} answers is counted without its cost. <Link to={`${paths.aiBudgets}#b1`}>Add a price</Link>
          </p>
        ) : null}
        <Block track="A1" title="In sum">
          <AiTotals totals={totals} before={before} period={period} />
        </Block>
        {totals.runs === 0 ? null : (
          <>
            <AiOverTime page={page} drawing={drawing} csvHref={csv("days")} />
            <Block track="C1" title="By person" tools={<CsvLink title="By person" href={csv("people")} />}>
              <AiGroupTable by="person" rows={page.people} />
            </Block>
            <Block track="C2" title="By agent" tools={<CsvLink title="By agent" href={csv("agents")} />}>
              <AiGroupTable by="agent" rows={page.agents} />
            </Block>
            <Block track="C3" title="By model and instructions" tools={<CsvLink title="By model" href={csv("models")} />}>
              <AiGroupTable by="model" rows={page.models} />
            </Block>
            <Block track="C4" title="What went wrong" tools={<CsvLink title="What went wrong" href={csv("errors")} />}>
              {page.errors.length === 0 ? <p className="quiet">No answer failed in these days.</p> : <AiGroupTable by="error" rows={page.errors} />}
            </Block>
          </>
        )}
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
