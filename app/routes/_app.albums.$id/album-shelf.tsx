import { Link } from "@remix-run/react";
import type { BarsDrawing } from "#app/components/charts/prepare/prepare-bars.ts";
import { TimeBars } from "#app/components/charts/time-bars.tsx";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { Block } from "#app/components/layout/block.tsx";
import type { AlbumDetail } from "#app/lib/api-types.ts";
import { currencySymbol, formatAmount, formatCount, formatShort, plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { sayBar, sayShortBar } from "./bar-words.ts";

type Copy = AlbumDetail["copies"][number];

const sayCopy = (copy: Copy): string => (copy.condition === "new" ? "New" : `Used, ${copy.mediaGrade ?? "not graded"}`);

/** What a copy still needs saying where the table is narrow. */
const sayMore = (copy: Copy): string =>
  [copy.sleeveGrade ? `sleeve ${copy.sleeveGrade}` : null, copy.location, copy.onOrder > 0 ? `${copy.onOrder} on order` : null, copy.reorderPoint === null ? null : `reorder at ${copy.reorderPoint}`].filter(Boolean).join(" · ");

function Held({ copy }: { copy: Copy }) {
  if (copy.onHand <= 0) return <span className="state out">{copy.onHand < 0 ? formatCount(copy.onHand) : copy.condition === "new" ? "out" : "gone"}</span>;
  if (copy.reorderPoint !== null && copy.onHand <= copy.reorderPoint)
    return (
      <span className="state low">
        {formatCount(copy.onHand)}
        <span className="sr"> low</span>
      </span>
    );
  return <>{formatCount(copy.onHand)}</>;
}

/** B2: every copy there is a place for, new and used. */
export function AlbumShelfBlock({ page: { album, copies, shop, mayKeepStock } }: { page: AlbumDetail }) {
  const symbol = currencySymbol(shop.currency);
  const uncounted = copies.every((copy) => copy.condition !== "new");
  return (
    <Block track="B2" title="On the shelf" span={7} tools={mayKeepStock && uncounted ? <Link to={paths.inventoryRow(album.id)}>Count new copies</Link> : null}>
      {copies.length === 0 ? (
        <div className="empty">
          <h3>Never counted</h3>
          <p>No copy of it was ever booked in. {mayKeepStock ? "Count it once, and the ledger begins." : "A buyer counts it once, and the ledger begins."}</p>
        </div>
      ) : (
        <DataTable
          caption="Copies of this record"
          rows={copies}
          keyOf={(copy) => copy.id}
          meta={sayMore}
          columns={[
            {
              head: "Copies",
              cell: (copy) => (mayKeepStock ? <Link to={paths.inventoryRow(copy.id)}>{sayCopy(copy)}</Link> : sayCopy(copy)),
            },
            { head: "Sleeve", cell: (copy) => copy.sleeveGrade ?? "–" },
            { head: "Place", cell: (copy) => copy.location ?? "–" },
            { head: "On order", numeric: true, cell: (copy) => formatCount(copy.onOrder) },
            { head: "Reorder at", numeric: true, cell: (copy) => (copy.reorderPoint === null ? "–" : formatCount(copy.reorderPoint)) },
            { head: `Price ${symbol}`, numeric: true, cell: (copy) => (copy.listPrice === null ? "–" : formatAmount(copy.listPrice)) },
            { head: "Left", numeric: true, amount: true, cell: (copy) => <Held copy={copy} /> },
          ]}
        />
      )}
    </Block>
  );
}

/** B3: how many copies stood on the shelf at the end of each bar. */
export function AlbumLevelsBlock({ page, drawing }: { page: AlbumDetail; drawing: BarsDrawing }) {
  const { levels, period } = page;
  const known = levels.filter((level) => level.copies !== null);
  return (
    <Block track="B3" title="Copies over time" span={5}>
      {known.length === 0 ? (
        <p className="quiet">Nothing is known of the shelf in these days.</p>
      ) : (
        <TimeBars
          bars={levels.map((level) => ({
            key: level.start,
            label: `End of ${sayBar({ start: page.grain === "day" ? level.start : level.end, end: level.end }, { grain: "day", period })}`,
            shortLabel: sayShortBar(level, page),
            text: level.copies === null ? "not counted yet" : plural(level.copies, "copy", "copies"),
            beforeText: null,
            href: null,
          }))}
          drawing={drawing}
          summary={`Copies on the shelf, new and used, ${period.range}. From ${known[0]?.copies ?? 0} to ${known.at(-1)?.copies ?? 0}.`}
          formatTick={formatShort}
          beforeLabel={null}
          annotation={{ key: "", text: "" }}
        />
      )}
    </Block>
  );
}
