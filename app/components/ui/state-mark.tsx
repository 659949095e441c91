import { formatCount } from "#app/lib/format.ts";

const BANDS = { out: "out", low: "low" } as const;

/** What is left of a title: the count, and a mark where it is out or low; a dash where the shop keeps no count. */
export function StockMark({ band, onHand }: { band: string; onHand: number | null }) {
  if (onHand === null || band === "none") return <span title="No stock is kept for this title">–</span>;
  // Below zero is no empty shelf but a wrong count, and reads so wherever it is shown.
  if (onHand < 0) return <span className="state out">{formatCount(onHand)}</span>;
  if (band === "out") return <span className="state out">{BANDS.out}</span>;
  if (band === "low")
    return (
      <span className="state low">
        {onHand}
        <span className="sr"> {BANDS.low}</span>
      </span>
    );
  return <>{onHand}</>;
}
