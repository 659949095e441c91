import type { AnswerBlock } from "#agents/contracts/blocks.ts";
import type { AnswerChunk } from "../stream/answer-draft.ts";

/** Revenue by genre with a comparison, as a tool gives it. */
export const genreBlock: AnswerBlock = {
  title: "Revenue by genre",
  period: { from: "2026-10-01", to: "2026-10-31", label: "October 2026" },
  against: { from: "2026-08-31", to: "2026-09-30", label: "the 31 days before" },
  currency: "EUR",
  figures: [
    { key: "revenue", label: "Revenue", unit: "money", value: "31182.82", before: "25345.50", change: { kind: "relative", value: 0.2303, good: true }, href: "/rows/revenue?p=custom" },
    { key: "genres", label: "Genres", unit: "count", value: 2, note: "of 20" },
  ],
  table: {
    columns: [
      { key: "rank", label: "Rank", unit: "number" },
      { key: "name", label: "Genre", unit: "text" },
      { key: "units", label: "Copies", unit: "count" },
      { key: "share", label: "Share", unit: "percent" },
      { key: "revenue", label: "Revenue", unit: "money" },
      { key: "before", label: "Before", unit: "money" },
    ],
    rows: [
      { rank: 1, name: "Hard bop", units: 140, share: "0.1486", revenue: "4635.20", before: "3900.00", href: "/rows/revenue?genre=1" },
      { rank: 2, name: "Cool", units: 60, share: "0.0707", revenue: "2206.00", before: null, href: "/rows/revenue?genre=2" },
    ],
    total: 19,
  },
  chart: { kind: "bars", x: "name", y: "revenue", before: "before" },
  notes: ["Cancelled orders are left out."],
};

/** Revenue day by day. */
export const daysBlock: AnswerBlock = {
  title: "Revenue by day",
  period: { from: "2026-10-01", to: "2026-10-12", label: "1 to 12 October" },
  against: null,
  currency: "EUR",
  figures: [],
  table: {
    columns: [
      { key: "step", label: "Day", unit: "text" },
      { key: "from", label: "From", unit: "day" },
      { key: "to", label: "To", unit: "day" },
      { key: "revenue", label: "Revenue", unit: "money" },
    ],
    rows: Array.from({ length: 12 }, (_, at) => {
      const day = `2026-10-${String(at + 1).padStart(2, "0")}`;
      return { step: `${at + 1} Oct`, from: day, to: day, revenue: `${(at + 1) * 100}.50`, href: `/rows/revenue?from=${day}` };
    }),
    total: 12,
  },
  chart: { kind: "line", x: "step", y: "revenue" },
  notes: [],
};

export const RUN_ID = "019f0000-0000-7000-8000-00000000aaaa";

/** A whole answer with one look-up, as the server streams it. */
export const answerChunks = (text: string, block: AnswerBlock = genreBlock): AnswerChunk[] => [
  { type: "start", messageId: "019f0000-0000-7000-8000-00000000bbbb", messageMetadata: { runId: RUN_ID, model: "misty-offline", offline: true } },
  { type: "start-step" },
  { type: "tool-input-start", toolCallId: "c1", toolName: "genrePerformance", title: "Genres" },
  { type: "tool-input-available", toolCallId: "c1", toolName: "genrePerformance", title: "Genres", input: {} },
  { type: "tool-output-available", toolCallId: "c1", output: block },
  { type: "finish-step" },
  { type: "start-step" },
  { type: "text-start", id: "t" },
  { type: "text-delta", id: "t", delta: text },
  { type: "text-end", id: "t" },
  { type: "finish-step" },
  { type: "data-numbers", id: "numbers", data: { marks: [{ text: "€31,182.82", value: 31182.82, status: "verified", callId: "c1", source: "revenue" }] } },
  { type: "finish", messageMetadata: { outcome: "completed" } },
];
