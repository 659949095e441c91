import { formatCount } from "#app/lib/format.ts";

interface ShelfMarkProps {
  band: "out" | "low" | "fine" | "none" | null;
  onHand: number | null;
}

/** What is on the shelf, with a mark and a word where it is out, low or cannot be; a dash where nobody counted. */
export function ShelfMark({ band, onHand }: ShelfMarkProps) {
  if (onHand === null) return <span title="Never counted">–</span>;
  if (onHand < 0) {
    return (
      <span className="state out" title="Below zero: count it">
        {formatCount(onHand)}
        <span className="sr"> below zero</span>
      </span>
    );
  }
  if (band === "out") return <span className="state out">out</span>;
  if (band === "low") {
    return (
      <span className="state low">
        {formatCount(onHand)}
        <span className="sr"> low</span>
      </span>
    );
  }
  return <>{formatCount(onHand)}</>;
}
