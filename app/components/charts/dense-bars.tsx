import { useState } from "react";
import { BarsPlot, type BarsProps, sayBar } from "./bars-plot.tsx";
import { PlotHand } from "./plot-hand.tsx";

/** Bars over time, too many for a link each: one hand reads them all. */
export function DenseBars({ summary, ...props }: BarsProps) {
  const { bars } = props;
  const [read, setRead] = useState<number | null>(null);
  const known = read === null ? null : Math.min(read, bars.length - 1);
  const says = (at: number) => (bars[at] ? sayBar(bars[at]) : "");
  const hands = <PlotHand summary={summary} columns={bars.length} read={known} onRead={setRead} says={says} hrefAt={(at) => bars[at]?.href ?? null} />;
  return <BarsPlot {...props} read={known} onLeave={() => setRead(null)} hands={hands} />;
}
