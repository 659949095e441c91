import { Link } from "@remix-run/react";
import { Arrow, Delta } from "#app/components/ui/delta.tsx";
import { Term } from "#app/components/ui/term.tsx";
import type { AnalyticsPage } from "#app/lib/api-types.ts";
import { currencySymbol, formatChange, formatMetric, formatShare } from "#app/lib/format.ts";

type Figure = AnalyticsPage["figures"][number];

interface TabFiguresProps {
  figures: readonly Figure[];
  period: AnalyticsPage["period"];
  shop: AnalyticsPage["shop"];
}

/** "covers 84 % of the revenue", where a figure rests on a part only. */
const sayCovered = ({ covered }: Figure): string | null => (covered === null || Number(covered) === 1 ? null : `covers ${formatShare(Number(covered))} of the revenue`);

/** The figures of a tab: the one that it is about on the field of colour, the others beside it. */
export function TabFigures({ figures, period, shop }: TabFiguresProps) {
  const [first, ...others] = figures;
  const { currency } = shop;
  if (!first) return null;
  const text = formatMetric(first.value, first.unit, currency);
  const symbol = currencySymbol(currency);
  const change = formatChange(first.change, first.unit);
  return (
    <div className="tab-figures">
      <section className="sleeve band" aria-labelledby="a1">
        <div className="band-words">
          <h2 id="a1">
            <span className="track" aria-hidden="true">
              {first.track}
            </span>
            <Term id={`def-${first.metric}`} label={first.label} definition={first.definition} formula={first.formula} />
          </h2>
          {change && first.before !== null && period.comparison ? (
            <p className="delta">
              {change.direction ? <Arrow direction={change.direction} /> : null}
              <span>
                {change.text} from {formatMetric(first.before, first.unit, currency)} in {period.comparison.label}
              </span>
            </p>
          ) : null}
        </div>
        <Link className="figure" to={first.href} aria-label={`${first.label}: ${first.value === null ? "no value" : text}, show the rows`}>
          {text.startsWith(symbol) ? (
            <>
              <small>{symbol}</small>
              {text.slice(symbol.length).trim()}
            </>
          ) : (
            text
          )}
        </Link>
      </section>
      <ul className="figure-list" aria-label="Key figures">
        {others.map((figure) => {
          const value = formatMetric(figure.value, figure.unit, currency);
          const note = sayCovered(figure) ?? (figure.time === "now" ? "now" : null);
          return (
            <li key={figure.metric} id={figure.track.toLowerCase()}>
              <h3>
                <span className="track" aria-hidden="true">
                  {figure.track}
                </span>
                <Term id={`def-${figure.metric}`} label={figure.label} definition={figure.definition} formula={figure.formula} />
              </h3>
              <Link className="v" to={figure.href} aria-label={`${figure.label}: ${figure.value === null ? "no value" : value}, show the rows`}>
                {value}
              </Link>
              <p className="by">
                <Delta change={figure.change} unit={figure.unit} signal />
                {figure.before !== null && period.comparison && figure.change.kind !== "none" && figure.change.kind !== "new" ? <span>from {formatMetric(figure.before, figure.unit, currency)}</span> : null}
                {note ? <span>{note}</span> : null}
              </p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
