import { Link } from "@remix-run/react";
import { Spark } from "#app/components/charts/spark.tsx";
import { Delta } from "#app/components/ui/delta.tsx";
import { Term } from "#app/components/ui/term.tsx";
import type { Period, Shop } from "#app/lib/api-types.ts";
import { formatMetric } from "#app/lib/format.ts";
import type { DrawnTile } from "./draw-page.server.ts";
import { sayPeriod } from "./period-words.ts";

interface TracksProps {
  tiles: readonly DrawnTile[];
  period: Period;
  shop: Shop;
}

/** A2 to A6: each figure with its definition, its course, its value and what it is compared with. */
export function Tracks({ tiles, period, shop }: TracksProps) {
  return (
    <section className="tracks" aria-label="Key figures">
      <div className="heads label" aria-hidden="true">
        <span>Figures</span>
        <span>{sayPeriod(period)}</span>
        <span>{period.comparison ? "Change" : ""}</span>
      </div>
      <ul>
        {tiles.map((tile) => {
          const text = formatMetric(tile.value, tile.unit, shop.currency);
          return (
            <li key={tile.metric} id={tile.track.toLowerCase()}>
              <span className="track" aria-hidden="true">
                {tile.track}
              </span>
              <div>
                <h3>
                  <Term id={`def-${tile.metric}`} label={tile.label} definition={tile.definition} formula={tile.formula} />
                </h3>
                {tile.note ? <p>{tile.note}</p> : null}
              </div>
              <Spark drawing={tile.drawing} />
              <Link className={text.length > 7 ? "v long-v" : "v"} to={tile.href} aria-label={`${tile.label}: ${tile.value === null ? "no value" : text}, show the rows`}>
                {text}
              </Link>
              <div className="d">
                <Delta change={tile.change} unit={tile.unit} signal />
                {period.comparison && tile.change.kind !== "none" && tile.change.kind !== "new" && tile.before !== null ? <span className="by">from {formatMetric(tile.before, tile.unit, shop.currency)}</span> : null}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
