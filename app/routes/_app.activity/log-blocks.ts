import type { ShownBlock } from "#app/components/analytics/types.ts";
import type { ActivityBlocks, ActivityLog } from "#app/lib/api-types.ts";

type Head = Pick<ShownBlock, "id" | "track" | "title" | "words" | "formula" | "span">;

const HEADS: Readonly<Record<"byCategory" | "byResult" | "byAction" | "byActor", Head>> = {
  byCategory: { id: "activity-by-category", track: "B1", title: "What it was about", words: "How many acts were written down per bar, by what they were about.", formula: "count of activities by category", span: 6 },
  byResult: { id: "activity-by-result", track: "B2", title: "How it ended", words: "How many acts per bar were done, failed, or were refused.", formula: "count of activities by result", span: 6 },
  byAction: { id: "activity-by-action", track: "B3", title: "Kinds of acts", words: "How often each kind of act was written down.", formula: "count of activities by action", span: 6 },
  byActor: { id: "activity-by-actor", track: "B4", title: "Who did how much", words: "How many acts each person did, and what the program did by itself.", formula: "count of activities by actor", span: 6 },
};

/** The charts of the log as blocks; all are over the filters and days of the page. */
export function logBlocks(blocks: ActivityBlocks, { shop }: ActivityLog, csvHref: (track: string) => string): ShownBlock[] {
  return (["byCategory", "byResult", "byAction", "byActor"] as const).map((key) => ({
    ...HEADS[key],
    ...blocks[key],
    currency: shop.currency,
    timeZone: shop.timeZone,
    choices: [],
    by: "",
    whenEmpty: "Nothing was done in these days that fits the filters.",
    csvHref: csvHref(HEADS[key].track.toLowerCase()),
    time: "range",
    comparisonLabel: null,
    marks: [],
  }));
}
