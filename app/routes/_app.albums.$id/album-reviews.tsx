import { Link, useSearchParams } from "@remix-run/react";
import { StarBars } from "#app/components/charts/star-bars.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { sayCustomer } from "#app/components/ui/order-words.ts";
import type { AlbumDetail } from "#app/lib/api-types.ts";
import { formatDayOfYear, inShopTime, plural } from "#app/lib/format.ts";
import { patchSearch, toQuery } from "#app/lib/search-params.ts";

/** B5: what people say of it, over all of its history. */
export function AlbumReviewsBlock({ page: { reviews, shop } }: { page: AlbumDetail }) {
  const [search] = useSearchParams();
  return (
    <Block track="B5" title="Reviews" span={5} tools={reviews.count > 0 ? <span>{plural(reviews.count, "review")}, all time</span> : null}>
      {reviews.mean === null ? (
        <p className="quiet">Nobody has reviewed it yet.</p>
      ) : (
        <>
          <StarBars mean={reviews.mean} stars={reviews.stars} />
          <ul className="album-reviews">
            {reviews.newest.map((review) => (
              <li key={review.id}>
                <p>
                  <b>{plural(review.rating, "star")}</b> <bdi>{sayCustomer(review.customerName, review.customerNumber)}</bdi>, {formatDayOfYear(inShopTime(review.at, shop.timeZone).day)}
                </p>
                {review.body ? <p dir="auto">{review.body}</p> : null}
              </li>
            ))}
          </ul>
          {reviews.nextCursor || search.has("reviews") ? (
            <nav className="pager" aria-label="Pages of reviews">
              {search.has("reviews") ? (
                <Link className="btn bare s" to={toQuery(patchSearch(search, { reviews: null }))} preventScrollReset>
                  Newest reviews
                </Link>
              ) : null}
              {reviews.nextCursor ? (
                <Link className="btn s" to={toQuery(patchSearch(search, { reviews: reviews.nextCursor }))} preventScrollReset>
                  Earlier reviews
                </Link>
              ) : null}
            </nav>
          ) : null}
        </>
      )}
    </Block>
  );
}
