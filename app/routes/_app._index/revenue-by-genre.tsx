import { Link, useSearchParams } from "@remix-run/react";
import { LengthBar } from "#app/components/charts/length-bar.tsx";
import { prepareLengths } from "#app/components/charts/prepare/prepare-shares.ts";
import { Block } from "#app/components/layout/block.tsx";
import { useView, ViewSwitch } from "#app/components/layout/view-switch.tsx";
import { Delta } from "#app/components/ui/delta.tsx";
import type { Period, RevenueByGenre, Shop } from "#app/lib/api-types.ts";
import { currencySymbol, formatAmount, formatShare, formatWhole } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { patchSearch, pickPeriod } from "#app/lib/search-params.ts";

const TITLE = "Revenue by genre";

interface RevenueByGenreBlockProps {
  data: RevenueByGenre;
  period: Period;
  shop: Shop;
}

/** B2: the eight largest genres and the others together. */
export function RevenueByGenreBlock({ data, period, shop }: RevenueByGenreBlockProps) {
  const [search] = useSearchParams();
  const view = useView("B2");
  const periodSearch = pickPeriod(search);
  // The others share the scale: together they may well be longer than the first.
  const all = data.others ? [...data.rows, data.others] : data.rows;
  const lengths = prepareLengths(all.map((row) => ({ value: Number(row.revenue), before: row.before === null ? null : Number(row.before) })));
  const symbol = currencySymbol(shop.currency);
  const rowsOf = (genreId: string | null) => paths.rows("revenue", patchSearch(periodSearch, { genre: genreId ?? "none" }));
  const isChart = view === "chart";
  const amount = isChart ? formatWhole : formatAmount;
  return (
    <Block track="B2" title={TITLE} span={7} tools={<ViewSwitch track="B2" title={TITLE} csvHref={paths.dashboardCsv("revenue-by-genre", periodSearch)} />}>
      {data.rows.length === 0 ? (
        <p className="quiet">Nothing was sold in this period.</p>
      ) : (
        <table className={isChart ? "bars" : "table"}>
          <caption className="sr">
            {TITLE} in {shop.currency}, with its share{period.comparison ? ` and the change against ${period.comparison.label}` : ""}
          </caption>
          <thead className={isChart ? "sr" : undefined}>
            <tr>
              <th scope="col">Genre</th>
              {isChart ? <th scope="col">Bar</th> : null}
              <th scope="col" className="num">
                Revenue {symbol}
              </th>
              <th scope="col" className="num">
                Share
              </th>
              <th scope="col" className="num">
                {period.comparison ? "Change" : <span className="sr">No comparison</span>}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row, at) => (
              <tr key={row.genreId ?? "none"}>
                <th scope="row">
                  <Link className="plain" to={rowsOf(row.genreId)}>
                    {row.genre}
                  </Link>
                </th>
                {isChart ? (
                  <td>
                    <LengthBar length={lengths[at]?.length ?? 0} before={lengths[at]?.before ?? null} />
                  </td>
                ) : null}
                <td className="num">
                  <b>{amount(row.revenue)}</b>
                </td>
                <td className="num quiet">{formatShare(row.share)}</td>
                <td className="num">
                  <Delta change={row.change} />
                </td>
              </tr>
            ))}
            {data.others ? (
              <tr>
                <th scope="row" className="quiet">
                  {data.others.count} {data.others.count === 1 ? "other" : "others"}
                </th>
                {isChart ? (
                  <td>
                    <LengthBar length={lengths[data.rows.length]?.length ?? 0} before={lengths[data.rows.length]?.before ?? null} faint />
                  </td>
                ) : null}
                <td className="num">
                  <b>{amount(data.others.revenue)}</b>
                </td>
                <td className="num quiet">{formatShare(data.others.share)}</td>
                <td className="num">
                  <Delta change={data.others.change} />
                </td>
              </tr>
            ) : null}
          </tbody>
        </table>
      )}
      {isChart && data.rows.length > 0 ? (
        <p className="small quiet">
          In {shop.currency}.{period.comparison && lengths.some((row) => row.before) ? ` The thin mark is ${period.comparison.label}.` : ""}
        </p>
      ) : null}
    </Block>
  );
}
