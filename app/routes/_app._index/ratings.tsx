import { Link, useSearchParams } from "@remix-run/react";
import { LengthBar } from "#app/components/charts/length-bar.tsx";
import { prepareLengths } from "#app/components/charts/prepare/prepare-shares.ts";
import { Block } from "#app/components/layout/block.tsx";
import { CsvLink } from "#app/components/layout/view-switch.tsx";
import type { Ratings } from "#app/lib/api-types.ts";
import { formatCount, formatRating, plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { patchSearch, pickPeriod } from "#app/lib/search-params.ts";

const TITLE = "Ratings";

/** B3: the mean of the stars and how many gave each number of them. */
export function RatingsBlock({ data }: { data: Ratings }) {
  const [search] = useSearchParams();
  const period = pickPeriod(search);
  const lengths = prepareLengths(data.stars.map((star) => ({ value: star.count, before: null })));
  return (
    <Block
      track="B3"
      title={TITLE}
      tools={
        <>
          {data.count > 0 ? <Link to={paths.rows("average_rating", period)}>{plural(data.count, "review")}</Link> : null}
          <CsvLink title={TITLE} href={paths.dashboardCsv("ratings", period)} />
        </>
      }
    >
      {data.average === null ? (
        <p className="quiet">No reviews in this period.</p>
      ) : (
        <div className="rating">
          <p className="big">
            <span aria-hidden="true">{formatRating(data.average)}</span>
            <span className="sr">Average {formatRating(data.average)} of 5</span>
          </p>
          <table className="bars">
            <caption className="sr">Reviews by stars</caption>
            <tbody>
              {data.stars.map((star, at) => (
                <tr key={star.stars}>
                  <th scope="row">
                    <Link className="plain" to={paths.rows("average_rating", patchSearch(period, { stars: String(star.stars) }))}>
                      {plural(star.stars, "star")}
                    </Link>
                  </th>
                  <td>
                    <LengthBar length={lengths[at]?.length ?? 0} height={12} />
                  </td>
                  <td className="num">
                    <b>{formatCount(star.count)}</b>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Block>
  );
}
