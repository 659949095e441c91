import { DataTable } from "#app/components/data-table/data-table.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { Link } from "@remix-run/react";
import type { AlbumDetail } from "#app/lib/api-types.ts";
import { currencySymbol, formatAmount, formatCount, formatDayOfYear, inShopTime } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";

type Step = AlbumDetail["prices"][number];

/** B4: each list price, who set it, and what was sold while it stood. */
export function AlbumPricesBlock({ page: { prices, copies, shop, mayKeepStock } }: { page: AlbumDetail }) {
  const symbol = currencySymbol(shop.currency);
  const day = (at: Date) => formatDayOfYear(inShopTime(at, shop.timeZone).day);
  const sayDays = (step: Step) => (step.from === null ? (step.to === null ? "No price written down" : `Before ${day(step.to)}`) : step.to === null ? `Since ${day(step.from)}` : `${day(step.from)} to ${day(step.to)}`);
  const [fresh] = copies;
  return (
    <Block track="B4" title="Prices" span={7} tools={mayKeepStock && fresh ? <Link to={paths.inventoryRow(fresh.id)}>Change the price</Link> : null}>
      {prices.length === 0 ? (
        <p className="quiet">No price was ever written down for it.</p>
      ) : (
        <DataTable
          caption="List prices, newest first"
          rows={prices}
          keyOf={(step) => `${step.id} ${step.from?.toISOString() ?? "before"}`}
          meta={(step) => `${step.person ? `by ${step.person} · ` : ""}${formatCount(step.units)} sold`}
          columns={[
            { head: "When", cell: sayDays },
            { head: "By", cell: (step) => step.person ?? "–" },
            { head: "Sold meanwhile", numeric: true, cell: (step) => formatCount(step.units) },
            { head: `Brought ${symbol}`, numeric: true, cell: (step) => formatAmount(step.revenue) },
            {
              head: `Price ${symbol}`,
              numeric: true,
              amount: true,
              cell: (step) => (
                <>
                  {step.oldPrice !== null && step.oldPrice !== step.listPrice ? <span className="quiet">{formatAmount(step.oldPrice)} → </span> : null}
                  {step.listPrice === null ? (step.from === null ? "not known" : "none") : formatAmount(step.listPrice)}
                </>
              ),
            },
          ]}
        />
      )}
    </Block>
  );
}
