import { Link } from "@remix-run/react";
import type { SearchHit } from "#app/lib/api-types.ts";
import { formatCount } from "#app/lib/format.ts";

interface HitTableProps {
  hits: readonly SearchHit[];
  text: string;
  sayMoney: (amount: string) => string;
}

/** What was found, each leading to its page. */
export function HitTable({ hits, text, sayMoney }: HitTableProps) {
  return (
    <div className="rows">
      <table className="table">
        <caption className="sr">Found for {text}</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Detail</th>
            <th scope="col" className="num">
              Beside it
            </th>
          </tr>
        </thead>
        <tbody>
          {hits.map((hit) => (
            <tr key={`${hit.kind} ${hit.id}`}>
              <td className="long">
                <Link to={hit.href}>
                  <b>{hit.title}</b>
                </Link>
              </td>
              <td className="second long">{hit.detail}</td>
              <td className="num amount">{hit.kind === "album" ? sayLeft(hit.onHand) : hit.amount === null ? "" : sayMoney(hit.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const sayLeft = (onHand: number | null): string => (onHand === null ? "" : onHand === 0 ? "out" : onHand < 0 ? formatCount(onHand) : `${formatCount(onHand)} left`);
