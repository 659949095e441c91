import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { ArrowLeft } from "lucide-react";
import { Pager } from "#app/components/data-table/pager.tsx";
import { Band } from "#app/components/layout/band.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { MoneyFigure } from "#app/components/ui/money-figure.tsx";
import type { RowsList } from "#app/lib/api-types.ts";
import { formatCount, formatRating, formatShare } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { pickPeriod } from "#app/lib/search-params.ts";
import { rowsInput } from "#server/contracts/rows.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { MetricRows } from "./metric-rows.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.metric.label ?? "Rows"}, the rows · Misty` }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const search = Object.fromEntries(new URL(request.url).searchParams);
  const caller = await callerFor(request, context);
  return caller.rows.list(rowsInput.parse({ ...search, metric: params["metric"] }));
}

/** The rows behind one figure, with the figure they add up to. */
export default function RowsPage() {
  const { metric, shop, period, narrowedTo, total, table, reason } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const about = [metric.time === "now" ? "now" : period.range, ...narrowedTo].join(" · ");
  return (
    <div className="page-body list-page">
      <Band label={about} title={metric.label} figure={total === null ? undefined : <Total value={total} unit={metric.unit} currency={shop.currency} />}>
        <p>{metric.definition}</p>
      </Band>
      <Block
        track="A1"
        title={narrowedTo.length > 0 ? `The rows of ${narrowedTo.join(", ")}` : "The rows behind it"}
        tools={
          <Link to={paths.dashboard(pickPeriod(search))}>
            <ArrowLeft className="i" aria-hidden="true" /> Dashboard
          </Link>
        }
      >
        {period.notice ? (
          <p className="note" role="status">
            {period.notice}
          </p>
        ) : null}
        {table === null ? (
          <div className="empty">
            <h3>The rows are not for your role</h3>
            <p>{reason}</p>
          </div>
        ) : table.rows.length === 0 ? (
          <div className="empty">
            <h3>No rows in these days</h3>
            <p>Nothing was written down for {metric.label.toLowerCase()} in this period.</p>
          </div>
        ) : (
          <>
            <MetricRows table={table} shop={shop} />
            <Pager shown={table.rows.length} nextCursor={table.nextCursor} noun={table.rows.length === 1 ? "row" : "rows"} />
          </>
        )}
      </Block>
    </div>
  );
}

function Total({ value, unit, currency }: { value: string; unit: RowsList["metric"]["unit"]; currency: string }) {
  if (unit === "money") return <MoneyFigure value={value} currency={currency} />;
  if (unit === "rating") return <>{formatRating(value)}</>;
  if (unit === "percent") return <>{formatShare(Number(value))}</>;
  return <>{formatCount(value)}</>;
}

export const ErrorBoundary = ErrorPage;
