import { Link } from "@remix-run/react";
import { Stairs, type StairsDrawing } from "#app/components/charts/stairs.tsx";
import { Arrow } from "#app/components/ui/delta.tsx";
import { Term } from "#app/components/ui/term.tsx";
import type { Period, Shop } from "#app/lib/api-types.ts";
import { currencySymbol, formatChange, formatFigureMoney, formatMoney } from "#app/lib/format.ts";
import type { DrawnTile } from "./draw-page.server.ts";

interface SleeveProps {
  tile: DrawnTile;
  stairs: StairsDrawing;
  period: Period;
  shop: Shop;
}

/** A1, the one field of full colour: what came in, how it compares, and how it grew. */
export function Sleeve({ tile, stairs, period, shop }: SleeveProps) {
  const { currency } = shop;
  const symbol = currencySymbol(currency);
  const text = tile.value === null ? "–" : formatFigureMoney(tile.value, currency);
  const change = formatChange(tile.change);
  const size = text.length > 9 ? "figure long-figure" : "figure";
  return (
    <section className="sleeve cover" aria-labelledby="a1">
      <h2 id="a1">
        <span className="track" aria-hidden="true">
          {tile.track}
        </span>
        <Term id="def-revenue" label={tile.label} definition={tile.definition} formula={tile.formula} />
      </h2>
      <Link className={size} to={tile.href} title={tile.value === null ? undefined : `Exactly ${formatMoney(tile.value, currency)}`} aria-label={tile.value === null ? `${tile.label}: no value, show the rows` : `${tile.label}: ${formatMoney(tile.value, currency)}, show the rows`}>
        {text.startsWith(symbol) ? (
          <>
            <small>{symbol}</small>
            {text.slice(symbol.length).trim()}
          </>
        ) : (
          text
        )}
      </Link>
      {change && tile.before !== null && period.comparison ? (
        <p className="delta">
          {change.direction ? <Arrow direction={change.direction} /> : null}
          <span>
            <b>{change.text}</b>
            {tile.change.kind === "new" ? "nothing" : `from ${formatFigureMoney(tile.before, currency)}`} in {period.comparison.label}
          </span>
        </p>
      ) : null}
      <Stairs drawing={stairs} />
      {stairs.now ? (
        <p className="on">
          running total
          {period.comparison && stairs.before ? (
            <>
              <br />
              line: {period.comparison.label}
            </>
          ) : null}
        </p>
      ) : null}
    </section>
  );
}
