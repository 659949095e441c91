import { Link, useSearchParams } from "@remix-run/react";
import { AnnotationsBar } from "#app/components/annotations/annotations-bar.tsx";
import type { BarsDrawing } from "#app/components/charts/prepare/prepare-bars.ts";
import { TimeBars } from "#app/components/charts/time-bars.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { useView, ViewSwitch } from "#app/components/layout/view-switch.tsx";
import type { AlbumDetail } from "#app/lib/api-types.ts";
import { currencySymbol, formatAmount, formatCount, formatDayOfYear, formatShort, plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { pickPeriod } from "#app/lib/search-params.ts";
import type { ChartNote } from "#server/contracts/annotations.ts";
import { sayBar, sayShortBar } from "./bar-words.ts";

const TITLES: Record<AlbumDetail["grain"], string> = { day: "Copies sold by day", week: "Copies sold by week", month: "Copies sold by month" };

/** B1: copies sold over time, with the notes of these days. */
export function AlbumSalesBlock({ page, drawing, notes }: { page: AlbumDetail; drawing: BarsDrawing; notes: readonly ChartNote[] }) {
  const [search] = useSearchParams();
  const view = useView("B1");
  const { album, bars, grain, period } = page;
  const title = TITLES[grain];
  const isQuiet = bars.every((bar) => bar.units === "0" && (bar.before ?? "0") === "0");
  return (
    <Block track="B1" title={title} span={12} tools={<ViewSwitch track="B1" title={title} csvHref={paths.albumCsv(album.id, pickPeriod(search))} />}>
      {view === "table" ? (
        <SalesTable page={page} title={title} />
      ) : isQuiet ? (
        <div className="empty">
          <h3>{album.lastSold === null ? "Not sold yet" : "None sold in these days"}</h3>
          <p>{album.lastSold === null ? "No order has a line with this record." : `It was last sold on ${formatDayOfYear(album.lastSold)}.`}</p>
        </div>
      ) : (
        <TimeBars
          bars={bars.map((bar) => ({
            key: bar.start,
            label: sayBar(bar, page),
            shortLabel: sayShortBar(bar, page),
            text: plural(Number(bar.units), "copy", "copies"),
            beforeText: bar.before === null ? null : formatCount(bar.before),
            href: bar.href,
          }))}
          drawing={drawing}
          summary={`${title}, ${period.range}${period.comparison ? `, against ${period.comparison.label}` : ""}. The table holds every value.`}
          formatTick={formatShort}
          beforeLabel={period.comparison?.label ?? null}
          annotation={null}
        />
      )}
      <AnnotationsBar notes={notes} period={period} />
    </Block>
  );
}

function SalesTable({ page, title }: { page: AlbumDetail; title: string }) {
  const { bars, period, shop, figures } = page;
  const compared = period.comparison !== null;
  const [units, revenue] = figures;
  return (
    <div className="scroll tall" tabIndex={0} role="region" aria-label={`${title}, table`}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Days</th>
            <th scope="col" className="num">
              Copies
            </th>
            <th scope="col" className="num">
              {currencySymbol(shop.currency)}
            </th>
            {compared ? (
              <th scope="col" className="num">
                Copies before
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.start}>
              <td>
                <Link to={bar.href}>{sayBar(bar, page)}</Link>
              </td>
              <td className="num">{formatCount(bar.units)}</td>
              <td className="num">{formatAmount(bar.revenue)}</td>
              {compared ? <td className="num quiet">{bar.before === null ? "–" : formatCount(bar.before)}</td> : null}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>All</td>
            <td className="num">{formatCount(units?.value ?? 0)}</td>
            <td className="num">{formatAmount(revenue?.value ?? 0)}</td>
            {compared ? <td className="num">{formatCount(units?.before ?? 0)}</td> : null}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
