import { Link } from "@remix-run/react";
import { formatCount, formatRating, plural } from "#app/lib/format.ts";
import { LengthBar } from "./length-bar.tsx";
import { prepareLengths } from "./prepare/prepare-shares.ts";

interface StarBarsProps {
  /** The mean of all of them, 1 to 5, as decimal text. */
  mean: string;
  stars: readonly { stars: number; count: number }[];
  /** The rows behind a number of stars; left out where there is no page for them. */
  hrefOf?: (stars: number) => string;
}

/** The mean of reviews, large, and a bar for how many gave each number of stars. */
export function StarBars({ mean, stars, hrefOf }: StarBarsProps) {
  const lengths = prepareLengths(stars.map(({ count }) => ({ value: count, before: null })));
  return (
    <div className="rating">
      <p className="big">
        <span aria-hidden="true">{formatRating(mean)}</span>
        <span className="sr">Average {formatRating(mean)} of 5</span>
      </p>
      <table className="bars">
        <caption className="sr">Reviews by stars</caption>
        <tbody>
          {stars.map((star, at) => (
            <tr key={star.stars}>
              <th scope="row">
                {hrefOf ? (
                  <Link className="plain" to={hrefOf(star.stars)}>
                    {plural(star.stars, "star")}
                  </Link>
                ) : (
                  plural(star.stars, "star")
                )}
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
  );
}
