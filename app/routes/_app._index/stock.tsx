import { Link } from "@remix-run/react";
import { StockBands } from "#app/components/charts/stock-bands.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { CsvLink } from "#app/components/layout/view-switch.tsx";
import type { Stock } from "#app/lib/api-types.ts";
import { formatCount, plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";

/** B4: how the titles stand on the shelf, now. */
export function StockBlock({ data }: { data: Stock }) {
  const counted = data.out + data.low + data.fine;
  return (
    <Block
      track="B4"
      title={data.titles > 0 ? `Stock, ${plural(data.titles, "title")}` : "Stock"}
      tools={
        <>
          {counted > 0 ? <Link to={paths.rows("out_of_stock")}>Rows</Link> : null}
          <CsvLink title="Stock" href={paths.dashboardCsv("stock", new URLSearchParams())} />
        </>
      }
    >
      {counted > 0 ? <StockBands out={data.out} low={data.low} fine={data.fine} /> : <p className="quiet">No stock is kept yet. Imported history brings records, but does not count shelves.</p>}
      {counted > 0 && data.unknown > 0 ? <p className="small quiet">{formatCount(data.unknown)} more were never counted.</p> : null}
    </Block>
  );
}
