import { Link, useSearchParams } from "@remix-run/react";
import { StarBars } from "#app/components/charts/star-bars.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { CsvLink } from "#app/components/layout/view-switch.tsx";
import type { Ratings } from "#app/lib/api-types.ts";
import { plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { patchSearch, pickPeriod } from "#app/lib/search-params.ts";

const TITLE = "Ratings";

/** B3: the mean of the stars and how many gave each number of them. */
export function RatingsBlock({ data }: { data: Ratings }) {
  const [search] = useSearchParams();
  const period = pickPeriod(search);
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
        <StarBars mean={data.average} stars={data.stars} hrefOf={(stars) => paths.rows("average_rating", patchSearch(period, { stars: String(stars) }))} />
      )}
    </Block>
  );
}
