import type { Tool } from "./define-tool.ts";
import { businessOverview } from "./tools/overview/business-overview.ts";
import { metricOverTime } from "./tools/overview/metric-over-time.ts";
import { topAlbums } from "./tools/sales/top-albums.ts";

/** Every tool by the name a model calls it. A model is given those that its person may use. */
export const TOOLS = {
  businessOverview,
  metricOverTime,
  topAlbums,
} satisfies Record<string, Tool>;
