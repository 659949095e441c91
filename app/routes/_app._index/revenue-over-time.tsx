import { Link, useSearchParams } from "@remix-run/react";
import type { BarsDrawing } from "#app/components/charts/prepare/prepare-bars.ts";
import { TimeBars } from "#app/components/charts/time-bars.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { useView, ViewSwitch } from "#app/components/layout/view-switch.tsx";
import type { Period, RevenueOverTime, Shop } from "#app/lib/api-types.ts";
import { currencySymbol, formatAmount, formatDay, formatMoney, formatMonth, formatShort, formatShortDay, formatShortMonth } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { pickPeriod } from "#app/lib/search-params.ts";
import type { DrawnTile } from "./draw-page.server.ts";

type Point = RevenueOverTime["points"][number];
type Grain = RevenueOverTime["grain"];

const TITLES: Record<Grain, string> = { day: "Revenue by day", week: "Revenue by week", month: "Revenue by month" };

/** The days of a bar in full. */
function sayPoint(point: Point, grain: Grain): string {
  if (grain === "day") return formatDay(point.start);
  return grain === "month" ? formatMonth(point.start) : point.label;
}

/** The rows behind one bar: its own days, compared with nothing. */
const rowsOf = (point: Point): string => paths.rows("revenue", new URLSearchParams({ p: "custom", from: point.start, to: point.end, against: "none" }));

interface RevenueOverTimeBlockProps {
  data: RevenueOverTime;
  drawing: BarsDrawing;
  total: DrawnTile;
  period: Period;
  shop: Shop;
}

/** B1: what came in, bar by bar, with the comparison as a thin line. */
export function RevenueOverTimeBlock({ data, drawing, total, period, shop }: RevenueOverTimeBlockProps) {
  const [search] = useSearchParams();
  const view = useView("B1");
  const title = TITLES[data.grain];
  return (
    <Block track="B1" title={title} span={12} tools={<ViewSwitch track="B1" title={title} csvHref={paths.dashboardCsv("revenue-over-time", pickPeriod(search))} />}>
      {view === "chart" && isNothing(data) ? (
        <div className="empty">
          <h3>No revenue in these days</h3>
          <p>{period.comparison ? `Nor in ${period.comparison.label}.` : "Take other days."}</p>
        </div>
      ) : view === "chart" ? (
        <RevenueChart data={data} drawing={drawing} period={period} shop={shop} />
      ) : (
        <RevenueTable data={data} total={total} period={period} shop={shop} />
      )}
    </Block>
  );
}

/** True where there is no bar and no line to draw. */
const isNothing = (data: RevenueOverTime): boolean => data.points.every((point) => Number(point.value) === 0 && Number(point.before ?? 0) === 0);

function RevenueChart({ data, drawing, period, shop }: Omit<RevenueOverTimeBlockProps, "total">) {
  const { currency } = shop;
  const manyYears = period.from.slice(0, 4) !== period.to.slice(0, 4);
  const short = (point: Point) => (data.grain === "month" ? formatShortMonth(point.start, manyYears) : formatShortDay(point.start));
  const bars = data.points.map((point) => ({
    key: point.start,
    label: sayPoint(point, data.grain),
    shortLabel: short(point),
    text: formatMoney(point.value, currency),
    beforeText: point.before === null ? null : formatMoney(point.before, currency),
    href: rowsOf(point),
  }));
  const beforeLabel = period.comparison?.label ?? null;
  const summary = `${TITLES[data.grain]}, ${period.range}${beforeLabel ? `, against ${beforeLabel}` : ""}. The table holds every value.`;
  return (
    <TimeBars
      bars={bars}
      drawing={drawing}
      summary={summary}
      formatTick={(value) => (value === 0 ? `${currencySymbol(currency)}0` : formatShort(value))}
      beforeLabel={beforeLabel}
      annotation={data.annotation ? { key: data.annotation.start, text: `${data.annotation.label}: ${formatMoney(data.annotation.value, currency)}` } : null}
    />
  );
}

function RevenueTable({ data, total, period, shop }: Omit<RevenueOverTimeBlockProps, "drawing">) {
  const symbol = currencySymbol(shop.currency);
  const compared = period.comparison !== null;
  const head = { day: "Day", week: "Week", month: "Month" }[data.grain];
  return (
    <div className="scroll tall" tabIndex={0} role="region" aria-label={`${TITLES[data.grain]}, table`}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" className="num">
              Revenue {symbol}
            </th>
            {compared ? (
              <th scope="col" className="num">
                Before {symbol}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {data.points.map((point) => (
            <tr key={point.start}>
              <td>
                <Link to={rowsOf(point)}>{sayPoint(point, data.grain)}</Link>
              </td>
              <td className="num">{formatAmount(point.value)}</td>
              {compared ? <td className="num quiet">{point.before === null ? "–" : formatAmount(point.before)}</td> : null}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>All</td>
            <td className="num">{formatAmount(total.value ?? "0")}</td>
            {compared ? <td className="num">{formatAmount(total.before ?? "0")}</td> : null}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
