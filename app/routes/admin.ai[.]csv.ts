import type { LoaderFunctionArgs } from "@remix-run/node";
import { recordedCsv } from "#app/lib/recorded-csv.server.ts";
import { requirePerson } from "#server/auth/require.ts";
import { AI_BLOCKS, aiUseInput, type AiBlock } from "#server/contracts/ai-use.ts";
import { type CsvCell, csvFileName } from "#server/contracts/csv.ts";
import { periodInName, sayFilter } from "#server/contracts/dashboard-csv.ts";
import { callerFor } from "#server/trpc/caller.ts";

const FIGURES = ["runs", "failed", "stopped", "running", "inputTokens", "outputTokens", "costUsd", "unknownCost", "up", "down", "firstMedianMs", "firstP95Ms", "wholeMedianMs", "wholeP95Ms"] as const;
const COLUMNS = ["answers", "failed", "stopped", "running", "tokens_read", "tokens_written", "cost_usd", "cost_unknown", "thumbs_up", "thumbs_down", "first_word_median_ms", "first_word_p95_ms", "whole_median_ms", "whole_p95_ms"];
const HEADS: Record<AiBlock, readonly string[]> = { days: ["first_day", "last_day"], people: ["person"], agents: ["agent"], models: ["model", "version"], errors: ["error"] };

/** `/admin/ai.csv?block=days|people|agents|models|errors&<period>`: a table of AI use, for admins. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  await requirePerson(request, context);
  const search = Object.fromEntries(new URL(request.url).searchParams);
  const block = AI_BLOCKS.find((known) => known === search["block"]);
  if (!block) throw Response.json({ sentence: `Say which table: ${AI_BLOCKS.join(", ")}.`, fields: {}, requestId: context.requestId, unexpected: false }, { status: 404 });
  const caller = await callerFor(request, context);
  const page = await caller.aiUse.page(aiUseInput.parse(search));
  const rows: CsvCell[][] =
    block === "days"
      ? page.days.map((day) => [day.start, day.end, ...FIGURES.map((key) => day[key])])
      : page[block].map((group) => [block === "people" ? group.name : group.key, ...(block === "models" ? [group.detail] : []), ...FIGURES.map((key) => group[key])]);
  return recordedCsv({ caller, context, what: "ai_use", fileName: csvFileName(["ai-use", block, ...periodInName(page.period)]), table: { columns: [...HEADS[block], ...COLUMNS], rows }, filter: sayFilter(page.period) });
}
