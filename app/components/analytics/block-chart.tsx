import type { BlockChart as Chart } from "#db/queries/analytics/block.ts";
import { BarsChart } from "./bars-chart.tsx";
import { HeatChart } from "./heat-chart.tsx";
import { PartsChart } from "./parts-chart.tsx";
import { TimeChart } from "./time-chart.tsx";
import type { ShownBlock } from "./types.ts";

/** A block as the drawing that it names. */
export function BlockChart({ block, chart }: { block: ShownBlock; chart: Chart }) {
  switch (chart.kind) {
    case "time":
      return <TimeChart block={block} chart={chart} />;
    case "bars":
      return <BarsChart block={block} chart={chart} />;
    case "parts":
      return <PartsChart block={block} chart={chart} />;
    case "heat":
      return <HeatChart block={block} chart={chart} />;
  }
}
