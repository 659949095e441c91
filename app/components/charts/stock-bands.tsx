import { prepareParts } from "./prepare/prepare-shares.ts";
import { formatCount } from "#app/lib/format.ts";

interface StockBandsProps {
  out: number;
  low: number;
  fine: number;
}

const FILLS = [{ className: "c-orange" }, { fill: "url(#hatch)" }, { className: "c-now" }] as const;
const WORDS = ["out", "low", "fine"] as const;

/** One bar cut into out, low and fine; each part has a pattern of its own beside its colour. */
export function StockBands({ out, low, fine }: StockBandsProps) {
  const counts = [out, low, fine];
  const parts = prepareParts(counts);
  return (
    <div className="bands">
      <svg aria-hidden="true">
        <defs>
          <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" className="c-shade" />
            <rect width="2.5" height="6" className="c-now" />
          </pattern>
        </defs>
        {parts.map((part, at) => (part.width > 0 ? <rect key={WORDS[at]} {...FILLS[at]} x={`${part.x}%`} width={`${part.width}%`} height="34" /> : null))}
      </svg>
      <dl>
        {WORDS.map((word, at) => [
          <dt key={word}>
            <svg aria-hidden="true">
              <rect {...FILLS[at]} width="12" height="12" />
            </svg>
            {word}
          </dt>,
          <dd key={`${word}-count`}>{formatCount(counts[at] ?? 0)}</dd>,
        ])}
      </dl>
    </div>
  );
}
