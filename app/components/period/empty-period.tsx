import { Link, useSearchParams } from "@remix-run/react";
import { addDays } from "#server/contracts/calendar.ts";
import type { Period, Shop } from "#app/lib/api-types.ts";
import { formatDayOfYear } from "#app/lib/format.ts";
import { patchSearch, toQuery } from "#app/lib/search-params.ts";

interface EmptyPeriodProps {
  period: Period;
  shop: Shop;
}

/** Says that nothing was sold in these days, and leads to days in which something was. */
export function EmptyPeriod({ period, shop }: EmptyPeriodProps) {
  const [search] = useSearchParams();
  const { firstOrderDay: first, lastOrderDay: last } = shop;
  const to = (from: string, until: string) => toQuery(patchSearch(search, { p: "custom", from, to: until }));
  return (
    <div className="note hollow" role="status">
      <b>No orders, {period.range}</b>
      {first && last ? (
        <>
          The shop&rsquo;s orders run from {formatDayOfYear(first)} to {formatDayOfYear(last)}.
          <span className="acts">
            <Link className="btn s" to={to(addDays(last, -29) < first ? first : addDays(last, -29), last)}>
              Show its last 30 days
            </Link>
            <Link className="btn bare s" to={to(first, last)}>
              Show all of it
            </Link>
          </span>
        </>
      ) : (
        "There are records, but no order yet."
      )}
    </div>
  );
}
