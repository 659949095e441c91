import { Link, useSearchParams } from "@remix-run/react";
import { Block } from "#app/components/layout/block.tsx";
import { CsvLink } from "#app/components/layout/view-switch.tsx";
import { StockMark } from "#app/components/ui/state-mark.tsx";
import type { Shop, TopAlbums } from "#app/lib/api-types.ts";
import { currencySymbol, formatAmount, formatCount } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { pickPeriod } from "#app/lib/search-params.ts";

const TITLE = "Top albums";

/** B5: the records that sold most copies. */
export function TopAlbumsBlock({ data, shop }: { data: TopAlbums; shop: Shop }) {
  const [search] = useSearchParams();
  const period = pickPeriod(search);
  return (
    <Block track="B5" title={TITLE} span={7} tools={<CsvLink title={TITLE} href={paths.dashboardCsv("top-albums", period)} />}>
      {data.length === 0 ? (
        <p className="quiet">No record was sold by name in this period.</p>
      ) : (
        <table className="table">
          <caption className="sr">{TITLE}, by copies sold</caption>
          <thead>
            <tr>
              <th scope="col" colSpan={2}>
                Record
              </th>
              <th scope="col" className="wide-only">
                Number
              </th>
              <th scope="col" className="num">
                Sold
              </th>
              <th scope="col" className="num">
                {currencySymbol(shop.currency)}
              </th>
              <th scope="col" className="num">
                Left
              </th>
            </tr>
          </thead>
          <tbody>
            {data.map((album) => (
              <tr key={album.albumId}>
                <td className="rank">{album.rank}</td>
                <td className="long">
                  <Link className="plain" to={paths.album(album.albumId, period)}>
                    <b>{album.title}</b>
                  </Link>
                  {album.artist ? <span className="by">{album.artist}</span> : null}
                </td>
                <td className="quiet wide-only long">{album.catalogueNumber}</td>
                <td className="num">{formatCount(album.units)}</td>
                <td className="num">{formatAmount(album.revenue)}</td>
                <td className="num">
                  <StockMark band={album.band} onHand={album.onHand} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Block>
  );
}
