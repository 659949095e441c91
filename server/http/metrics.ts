import type { FigureCache } from "../services/figures/read-figure.ts";
import type { RequestCounts } from "./request-log.ts";

/** The process in Prometheus' text format. */
export function metricsText(input: { counts: RequestCounts; ready: boolean; listeners: number; figures?: FigureCache | undefined }): string {
  const memory = process.memoryUsage();
  const lines = [
    "# HELP misty_ready Whether the app takes requests.",
    "# TYPE misty_ready gauge",
    `misty_ready ${input.ready ? 1 : 0}`,
    "# HELP misty_http_requests_total Answered requests by class of status.",
    "# TYPE misty_http_requests_total counter",
    ...Object.entries(input.counts).map(([status, count]) => `misty_http_requests_total{status="${status}"} ${count}`),
    "# HELP misty_activity_listeners Open live feeds.",
    "# TYPE misty_activity_listeners gauge",
    `misty_activity_listeners ${input.listeners}`,
    "# HELP misty_figure_cache_up Whether the cache of figures answers; 0 also while it is off.",
    "# TYPE misty_figure_cache_up gauge",
    `misty_figure_cache_up ${["on", "waiting"].includes(input.figures?.status()?.state ?? "off") ? 1 : 0}`,
    "# HELP misty_figures_total Figures found in the cache, computed, or computed once for several readers.",
    "# TYPE misty_figures_total counter",
    ...Object.entries(input.figures?.counts ?? {}).map(([how, count]) => `misty_figures_total{how="${how}"} ${count}`),
    "# HELP process_resident_memory_bytes Memory of the process.",
    "# TYPE process_resident_memory_bytes gauge",
    `process_resident_memory_bytes ${memory.rss}`,
    "# HELP nodejs_heap_used_bytes Memory in use by JavaScript.",
    "# TYPE nodejs_heap_used_bytes gauge",
    `nodejs_heap_used_bytes ${memory.heapUsed}`,
    "# HELP process_uptime_seconds Seconds since the process started.",
    "# TYPE process_uptime_seconds gauge",
    `process_uptime_seconds ${process.uptime().toFixed(1)}`,
  ];
  return `${lines.join("\n")}\n`;
}
