import { Link } from "@remix-run/react";
import { Delta } from "#app/components/ui/delta.tsx";
import { Term } from "#app/components/ui/term.tsx";
import type { AlbumDetail } from "#app/lib/api-types.ts";
import { formatMetric, formatMoney, formatShare } from "#app/lib/format.ts";

type Figure = AlbumDetail["figures"][number];

/** A2 to A5: what the record sold in the period, each with its definition, its change and its rows. */
export function AlbumFigures({ page: { figures, period, shop } }: { page: AlbumDetail }) {
  const say = (figure: Figure, value: string | null) => (figure.id === "average_price" && value !== null ? formatMoney(value, shop.currency) : formatMetric(value, figure.unit, shop.currency));
  return (
    <ul className="figure-list" aria-label="Figures of the period">
      {figures.map((figure, at) => (
        <li key={figure.id} id={`a${at + 2}`}>
          <h2>
            <span className="track" aria-hidden="true">
              A{at + 2}
            </span>
            <Term id={`def-${figure.id}`} label={figure.label} definition={figure.definition} formula={figure.formula} />
          </h2>
          {figure.value === null ? (
            <span className="v">–</span>
          ) : (
            <Link className="v" to={figure.href} aria-label={`${figure.label}: ${say(figure, figure.value)}, show the rows`}>
              {say(figure, figure.value)}
            </Link>
          )}
          <p className="by">
            <Delta change={figure.change} unit={figure.unit} signal />
            {period.comparison && figure.before !== null && figure.change.kind !== "none" && figure.change.kind !== "new" ? (
              <span>
                from {say(figure, figure.before)} in {period.comparison.label}
              </span>
            ) : null}
            {figure.covered !== null && Number(figure.covered) < 1 ? <span>covers {formatShare(Number(figure.covered))} of the revenue</span> : null}
            {figure.id === "gross_margin" && figure.value === null && figures[1]?.value !== "0.00" ? <span>The cost is not known</span> : null}
          </p>
        </li>
      ))}
    </ul>
  );
}
