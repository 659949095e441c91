import { v7 } from "uuid";
import type { SourcesData } from "#agents/contracts/sources.ts";
import type { ToolCallRecord } from "#server/services/agent-runs/keep-ledger.ts";

/** A provider's own search of the web as evidence: what was searched for, the pages, and which words they bear out. */
export function webCall(sources: SourcesData, run: Pick<ToolCallRecord, "runId" | "messageId" | "startedAt" | "durationMs">): ToolCallRecord {
  const pages = sources.links.map(({ number, title, url, host }) => ({ number, title, url, host, bears_out: sources.supports.filter(({ links }) => links.includes(number)).map(({ text }) => text).join(" ") }));
  return { ...run, id: v7(), callId: `web-${run.runId}`, tool: "googleSearch", access: "read", input: { queries: sources.queries }, status: "succeeded", statements: [], rows: pages, rowCount: pages.length, result: sources, error: null };
}
